/** Whether who asks is part of what is asked by other ways than an argument: a tenant's own database, a client that carries a session, a query that a caller built. */

import { rootOf } from '../../kit/root-of.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';

export function isOfCaller(codebase: Codebase, { call, path }: ReachedCall, read: Call): boolean {
  const facts = codebase.facts.get(read.file);
  const first = (read.chain ?? [read.fact])[0];
  if (facts && first && (isBuiltByCaller(facts, first.callee) || isMadeForRequest(facts, read, first.callee))) return true;
  if (OWN.test(read.operation?.label ?? '')) return true;
  const ways = [...path.steps.map(({ callee }) => callee), call.caller, read.caller];
  return ways.some((id) => {
    const { file, index } = partsOfFunctionId(id);
    return TENANT.test(file) || TENANT.test(codebase.facts.get(file)?.functions[index]?.name ?? '');
  }) || [...(facts ? namesOf(facts, read.fact.callee) : [])].some((name) => TENANT.test(name));
}

/** Each tenant has a database, or a part of one, of its own. */
const TENANT = /tenan(?:t|cy)|(?:^|[a-z.])(?:Cls|AsyncLocal)/i;
/** `supabase.auth.getUser`, `userinfo.get`, `graph.me.get`; the last of the numbers given so far. */
const OWN = /\bauth\.|(?:^|\.)(?:me|userinfo|session|signOut|getUser|getSession|getClaims|currentUser)(?:\.|$|\(\))/i;

/** `run(query)`, which only runs what it is handed; a client that is handed in is no query. */
function isBuiltByCaller(facts: FileFacts, callee: Expression): boolean {
  const root = rootOf(facts, callee);
  const binding = root?.binding === undefined ? undefined : facts.bindings[root.binding];
  return binding?.kind === 'parameter' && /query|builder|^qb$|statement/i.test(binding.name);
}

/** `const client = await createClient(cookies)`: another one for each request, with what the request brought. */
function isMadeForRequest(facts: FileFacts, { operation }: Call, callee: Expression): boolean {
  if (operation?.kind !== 'outbound' && operation?.library !== 'supabase') return false;
  const root = rootOf(facts, callee);
  const binding = root?.binding === undefined ? undefined : facts.bindings[root.binding];
  return binding !== undefined && binding.in !== 0 && binding.kind !== 'import';
}

function* namesOf(facts: FileFacts, expression: Expression, depth = 0): Iterable<string> {
  if (depth > 10) return;
  if (expression.kind === 'name' || expression.kind === 'member') yield expression.name;
  // `private readonly orders: TenantModel<typeof Order>`.
  const type = expression.kind === 'member' && expression.of.kind === 'this' && expression.of.class !== undefined ? facts.classes[expression.of.class]?.fields.find(({ name }) => name === expression.name)?.type : undefined;
  if (type) yield type.name;
  if (expression.kind === 'member' || expression.kind === 'await') yield* namesOf(facts, expression.of, depth + 1);
  const callee = expression.kind === 'call' ? facts.calls[expression.call]?.callee : undefined;
  if (callee) yield* namesOf(facts, callee, depth + 1);
}
