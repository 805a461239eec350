/** Whether a query is kept in a variable, and what comes on later lines goes on building it: `const query = db('orders'); query.limit(20)`. */

import type { CallFact, FileFacts } from '../model/facts.ts';
import type { Call } from '../model/graphs.ts';

/** What is done with a result, not with a query. */
const OF_RESULTS = /^(?:then|catch|finally|map|filter|forEach|reduce|find|some|every|at|slice|length|flatMap|sort|join|includes)$/;

/** `call` is the last of its chain, or any of it. */
export function isContinued(facts: FileFacts, { index }: Pick<Call, 'index'>): boolean {
  const own = facts.bindings.findIndex(({ value }) => value?.kind === 'call' && endsAt(facts, value.call, index));
  const again = facts.assignments.find(({ target, value }) => target.kind === 'name' && value?.kind === 'call' && endsAt(facts, value.call, index))?.target;
  const kept = own >= 0 ? own : again?.kind === 'name' ? again.binding : undefined;
  return kept !== undefined && facts.calls.some(({ callee }) => callee.kind === 'member' && callee.of.kind === 'name' && callee.of.binding === kept && !OF_RESULTS.test(callee.name));
}

/** `query.first()`, where `query` is a local that holds a query: conditions may have been added on the lines before. */
export function isOnKeptQuery({ bindings }: FileFacts, { callee }: CallFact): boolean {
  const owner = callee.kind === 'member' && callee.of.kind === 'name' && callee.of.binding !== undefined ? bindings[callee.of.binding] : undefined;
  return owner !== undefined && owner.in !== 0 && (owner.value?.kind === 'call' || owner.isReassigned);
}

/** `from` is the call, or one that is made on what it gives: `db('orders').select()` for `db('orders')`. */
function endsAt({ calls }: FileFacts, from: number, index: number): boolean {
  for (let at: number | undefined = from, turn = 0; at !== undefined && turn < 20; turn++) {
    if (at === index) return true;
    const callee: FileFacts['calls'][number]['callee'] | undefined = calls[at]?.callee;
    at = callee?.kind === 'member' && callee.of.kind === 'call' ? callee.of.call : undefined;
  }
  return false;
}
