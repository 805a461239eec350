/** How people call a service in a sentence: `orders`, whatever scope its package is published under. */

export function shortServiceName(name: string): string {
  return name.replace(/^@[^/]+\//, '');
}
