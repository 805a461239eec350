/** Whether a list is declared to hold values of an enum, of which there are as many as somebody wrote down: `kinds: OrderKind[]`. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression, TypeReference } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';

export function holdsEnumValues(codebase: Codebase, facts: FileFacts, over: Expression | undefined): boolean {
  const binding = over?.kind === 'name' && over.binding !== undefined ? facts.bindings[over.binding] : undefined;
  const type = binding?.type;
  const element = type && /^(?:Array|ReadonlyArray|Set|ReadonlySet|Iterable)$/.test(type.name) ? type.arguments?.[0] : undefined;
  return element !== undefined && isEnum(codebase, facts, element);
}

/** An enum, `'open' | 'paid'`, `(typeof KINDS)[number]`, or a name for one, here or where it is imported from. */
function isEnum(codebase: Codebase, facts: FileFacts, type: TypeReference, depth = 0): boolean {
  if (depth > 4) return false;
  if (type.name === '[]') return type.arguments?.[0]?.name === 'typeof';
  if (type.name === '|') return type.arguments?.every((each) => each.name === 'literal' || each.name.startsWith("'")) === true;
  const binding = type.binding === undefined ? undefined : facts.bindings[type.binding];
  const own = facts.types.find((each) => each.binding === type.binding && type.binding !== undefined);
  if (own) return own.kind === 'enum' || (own.kind === 'alias' && own.type !== undefined && isEnum(codebase, facts, own.type, depth + 1));
  const { specifier, name } = binding?.import ?? {};
  const home = specifier === undefined ? undefined : codebase.modules.dependenciesOf(facts.file).find((each) => each.specifier === specifier)?.to;
  const there = home && codebase.facts.get(home);
  const declared = there?.types.find((each) => each.name === name);
  return there !== undefined && declared !== undefined && isEnum(codebase, there, { name: declared.name, binding: declared.binding }, depth + 1);
}
