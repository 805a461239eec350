/** File names may hold anything; control characters must not reach a terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- this is the place that takes them out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '�');
}
