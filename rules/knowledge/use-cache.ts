/** The directive by which a function of Next.js is remembered for all who ask. Source: nextjs.org/docs/app/api-reference/directives/use-cache. */

/** `'use cache'`, `'use cache: remote'`; what `'use cache: private'` remembers is one visitor's. */
export function saysCached(directive: string): boolean {
  return directive === 'use cache' || directive === 'use cache: remote';
}
