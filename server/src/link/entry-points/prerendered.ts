/** Whether a Next.js file answers from what was made before: at build time, or for all until it is made again. */

import { saysCached } from '../../../../rules/knowledge/use-cache.ts';
import type { FileFacts } from '../../../../rules/model/facts.ts';

/**
 * `'use cache'` at its top, or the segment config that it exports: `revalidate`, `dynamic`, `generateStaticParams`.
 * Sources: nextjs.org/docs/app/api-reference/directives/use-cache, and file-conventions/route-segment-config there.
 */
export function isPrerendered(facts: FileFacts): boolean {
  if (facts.directives.some(saysCached)) return true;
  const dynamic = exportedLiteral(facts, 'dynamic');
  if (dynamic === 'force-dynamic') return false;
  const revalidate = exportedLiteral(facts, 'revalidate');
  if (dynamic === 'force-static' || dynamic === 'error' || (typeof revalidate === 'number' && revalidate > 0)) return true;
  return facts.exports.some((fact) => fact.kind === 'local' && fact.name === 'generateStaticParams');
}

function exportedLiteral({ exports, bindings }: FileFacts, name: string): string | number | boolean | null | undefined {
  const fact = exports.find((each) => each.kind === 'local' && each.name === name);
  const value = fact?.kind === 'local' && fact.value.kind === 'name' && fact.value.binding !== undefined ? bindings[fact.value.binding]?.value : undefined;
  return value?.kind === 'literal' ? value.value : undefined;
}
