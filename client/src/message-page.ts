/** What the audit's panel shows while there is no audit: one sentence, in the colours of the theme. */

export function messagePage(message: string): string {
  return `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>Tenfold</title></head><body><p role="status">${escaped(message)}</p></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
