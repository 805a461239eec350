/** Whether objects of a GraphQL type that is made in code come in lists: `new GraphQLList(OrderType)`. */

import { ofEachFile } from '../../kit/of-each-file.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';

export function isListed(codebase: Codebase, type: string): boolean {
  for (const names of lists.all(codebase).values()) if (names.has(bareName(type))) return true;
  return false;
}

const lists = ofEachFile((own) => {
  const names = own.calls.flatMap((call) => (calleeName(call) === 'GraphQLList' ? (innermost(own, call) ?? []) : []));
  return names.length > 0 ? new Set(names.map(bareName)) : undefined;
});

/** `OrderType` of `new GraphQLList(new GraphQLNonNull(OrderType))`. */
function innermost(own: FileFacts, { arguments: [first] }: CallFact, depth = 0): string | undefined {
  if (first?.kind === 'name' || first?.kind === 'member') return first.name;
  const inner = first?.kind === 'call' && depth < 3 ? own.calls[first.call] : undefined;
  return inner && innermost(own, inner, depth + 1);
}

function calleeName({ callee }: { readonly callee: Expression }): string | undefined {
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : undefined;
}

/** A variable is called `OrderType` or `GraphQLOrder` where the type is `Order`. */
function bareName(name: string): string {
  return name.replace(/^(?:GraphQL|GQL|Gql)(?=[A-Z])/, '').replace(/(?<=[a-z])(?:Object)?Type$/, '').toLowerCase();
}
