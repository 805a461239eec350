/** Joins prefixes and a route's own path the way routers do. */

/** `['/api', '', 'orders/', '/:id']` to `/api/orders/:id`; always starts with `/`, never ends with one unless it is all. */
export function joinPaths(parts: readonly string[]): string {
  const pieces = parts.flatMap((part) => part.split('/')).filter((piece) => piece !== '');
  return `/${pieces.join('/')}`;
}

/** `/orders/:id` for what hapi writes as `/orders/{id}`, `{path*}` and `{lang?}`. */
export function withColons(path: string): string {
  return path.replace(/\{(\w+)[*?]?\d*\}/g, ':$1');
}
