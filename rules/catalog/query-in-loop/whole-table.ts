/** Whether a loop goes through all rows there are: `for (const order of await db.order.findMany())`. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FilePath } from '../../model/source.ts';
import { underneath } from './short-list.ts';

export function isWholeTable(codebase: Codebase, file: FilePath, over: Expression | undefined): boolean {
  const facts = codebase.facts.get(file);
  const list = facts && over && underneath(facts, over, 0);
  const asked = list?.kind === 'call' ? codebase.calls.callAt(file, list.call) : undefined;
  if (asked?.operation?.kind !== 'query' || asked.operation.action !== 'read-many') return false;
  return (asked.chain ?? [asked.fact]).every(({ callee, arguments: given }) => !(callee.kind === 'member' && NARROWS.test(callee.name)) && !given.some(isNarrow));
}

const NARROWS = /^(?:(?:and|or)?[wW]here\w*|filter|eq|in|match|limit|take|first|top|relatedQuery|having)$/;

/** `{ where: { … } }`, and what asks by example: `{ isOpen: true }`; `{ include: { lines: true } }` leaves no row out. */
function isNarrow(given: Expression): boolean {
  if (given.kind !== 'object') return given.kind === 'name' || given.kind === 'member' || given.kind === 'call';
  return given.spreads.length > 0 || given.properties.some(({ name }) => !/^(?:select|include|relations|order|orderBy|attributes|with|populate|columns|raw|transaction|lean)$/.test(name));
}
