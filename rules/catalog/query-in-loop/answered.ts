/** Whether the request is answered before the loop begins: `response.sendStatus(200); for (…) await …`. */

import { branchesAround } from '../../kit/branches-around.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';

/** Some function on the way ends the answer as a statement of its own, and goes on only then. */
export function isAnsweredBefore(codebase: Codebase, { call, path }: ReachedCall): boolean {
  return [...path.steps.map((step) => step.call), call].some((site) => isBehindAnswer(codebase, site));
}

function isBehindAnswer({ facts }: Codebase, { file, fact }: Call): boolean {
  const own = facts.get(file);
  return own !== undefined && [...outwards(own, fact)].some((site) => own.calls.some((each) => each.in === site.in && each.use === 'dropped' && each.span[1] <= site.span[0] && isEnd(own, each) && isOnTheWay(own, each, site)));
}

/** The call, then the one that the function around it is handed to, and so on. */
export function* outwards({ calls, functions }: FileFacts, fact: CallFact): Iterable<CallFact> {
  for (let each: CallFact | undefined = fact; each; ) {
    yield each;
    const given: FileFacts['functions'][number]['argumentOf'] = functions[each.in]?.argumentOf;
    each = given && calls[given.call];
  }
}

/** Whoever comes to the site has passed the answer: it stands in no branch or loop that the site does not stand in too. */
function isOnTheWay(facts: FileFacts, answer: CallFact, site: CallFact): boolean {
  if (answer.loop !== undefined) return false;
  const around = branchesAround(facts, site.branch);
  return branchesAround(facts, answer.branch).every((each) => around.includes(each));
}

/** `response.json(order)`, `res.status(202).end()`. */
function isEnd(facts: FileFacts, { callee, kind }: CallFact): boolean {
  return kind === 'call' && callee.kind === 'member' && /^(?:sendStatus|send|json|end|redirect)$/.test(callee.name) && isAnswer(facts, callee.of);
}

function isAnswer(facts: FileFacts, expression: Expression): boolean {
  if (expression.kind === 'name') return /^(?:res|resp|response|reply)$/.test(expression.name) && expression.binding !== undefined && facts.bindings[expression.binding]?.kind === 'parameter';
  const callee = expression.kind === 'call' ? facts.calls[expression.call]?.callee : undefined;
  return callee?.kind === 'member' && isAnswer(facts, callee.of);
}
