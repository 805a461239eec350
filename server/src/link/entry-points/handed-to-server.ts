/** Methods that a team's own server is given: `server.add(orders.list, { auth, handler: async ({ params, req }) => … })`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../../rules/model/facts.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Entry, Search } from './search.ts';

export function* handedToServer({ evaluation }: Search, file: FilePath): Iterable<Entry> {
  const facts = evaluation.program.facts.get(file);
  for (const [index, { argumentOf, nameSpan }] of (facts?.functions ?? []).entries()) {
    const call = argumentOf?.property === 'handler' ? facts?.calls[argumentOf.call] : undefined;
    if (!facts || !call || !isServer(call) || !takesRequest(facts, index)) continue;
    // What a library does with it, its row says.
    if (evaluation.of(file, call.callee).some(({ kind }) => kind === 'external')) continue;
    const name = nameOfMethod(call);
    if (name !== undefined) yield { kind: 'rpc', label: `procedure ${name}`, framework: 'own server', handler: functionId(file, index), at: { file, span: nameSpan }, resolution: 'dynamic' };
  }
}

const SERVER = /^(?:server|api|rpc|xrpc|router)$|(?:Server|Api|Rpc|Router)$/;

/** What it is called on is named as servers are. */
function isServer({ callee, kind }: CallFact): boolean {
  let root = callee;
  while (root.kind === 'member') {
    if (root !== callee && SERVER.test(root.name)) return true;
    root = root.of;
  }
  return kind === 'call' && callee.kind === 'member' && root.kind === 'name' && SERVER.test(root.name);
}

const OF_REQUESTS = /^(?:req|request|params|query|body|headers|auth|cookies)$/;

/** Its one parameter is taken apart into what requests have. */
function takesRequest({ functions, bindings }: FileFacts, index: number): boolean {
  return functions[index]?.parameters.length === 1 && bindings.some(({ kind, value }) => kind === 'parameter' && value?.kind === 'member' && value.of.kind === 'parameter' && value.of.function === index && value.of.index === 0 && OF_REQUESTS.test(value.name));
}

/** `orders.list` of `server.add(orders.list, …)`, `list` of `server.shop.orders.list(…)`; undefined for a path, which routers know. */
function nameOfMethod({ callee, arguments: [first] }: CallFact): string | undefined {
  if (first?.kind === 'literal') return typeof first.value === 'string' && !first.value.startsWith('/') ? first.value : undefined;
  const named: Expression = first?.kind === 'member' || first?.kind === 'name' ? first : callee;
  return named.kind === 'member' || named.kind === 'name' ? named.name : undefined;
}
