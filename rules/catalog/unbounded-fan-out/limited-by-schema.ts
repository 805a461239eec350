/** Whether the team's own schema bounds a list of this name: `urls: z.array(z.string()).max(10)`, `maxItems`, `@ArrayMaxSize(10)`. */

import { nameOf } from '../../kit/names.ts';
import { ofEachFile } from '../../kit/of-each-file.ts';
import { oncePerCodebase } from '../../kit/once-per-codebase.ts';
import { chainFrom } from '../../kit/steps-before.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';

/** By name: every schema that knows a list of that name bounds it. */
export function isLimitedBySchema(codebase: Codebase, facts: FileFacts, collection: Expression): boolean {
  const name = nameOf(facts, collection)?.split('.').findLast((each) => !each.endsWith('()'));
  return name !== undefined && limits(codebase).get(name) === true;
}

const limits = oncePerCodebase((codebase): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>();
  for (const { name, isLimited } of [...limitsIn.all(codebase).values()].flat()) found.set(name, isLimited && found.get(name) !== false);
  return found;
});

const limitsIn = ofEachFile((own, { isOffline }) => {
  if (isOffline(own.file)) return undefined;
  const inSchemas = own.calls.flatMap(({ callee, arguments: [first] }) => {
    const makes = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
    return first?.kind === 'object' && /^(?:object|strictObject|extend|looseObject|merge|Object|keys)$/.test(makes) ? first.properties.flatMap(({ name, value }) => limitOf(own, name, value)) : [];
  });
  const inFields = own.classes.flatMap(({ fields }) => fields.flatMap(({ name, decorators }) => {
    const names = decorators.map((each) => (each.kind === 'call' ? nameOf(own, own.calls[each.call]?.callee) : nameOf(own, each)));
    return names.some((each) => each === 'IsArray' || each === 'ArrayMaxSize') ? [{ name, isLimited: names.includes('ArrayMaxSize') }] : [];
  }));
  const all = [...inSchemas, ...inFields];
  return all.length > 0 ? all : undefined;
});

/** Of a property whose chain makes a list: whether a step of it is `max`. */
function limitOf(facts: FileFacts, name: string, value: Expression): readonly { readonly name: string; readonly isLimited: boolean }[] {
  const steps = [...chainFrom(facts, value)].flatMap(({ callee, arguments: given }) => {
    const isCapped = given.some((each) => each.kind === 'object' && each.properties.some((property) => property.name === 'maxItems'));
    return callee.kind === 'member' ? [callee.name, ...(isCapped ? ['max'] : [])] : [];
  });
  return steps.some((step) => /^(?:array|Array|tuple)$/.test(step)) ? [{ name, isLimited: steps.some((step) => /^(?:max|length|tuple)$/.test(step)) }] : [];
}
