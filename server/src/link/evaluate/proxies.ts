/** `new Proxy({} as Client, { get(_target, name) { return client()[name]; } })`: an object that hands on to another, which is made when it is first asked. */

import { partsOf, type Expression } from '../../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';
import { isNothing } from './nothing.ts';

/** What the trap asks, and what the proxy is made around, unless that is an empty object; else what it is said to be. */
export function behindProxy(evaluation: Evaluation, file: FilePath, { arguments: [target, handler], typeArguments }: CallFact): readonly Value[] {
  const { program, of } = evaluation;
  const facts = program.facts.get(file);
  if (!facts || !target) return [];
  const written = handler?.kind === 'name' && handler.binding !== undefined ? facts.bindings[handler.binding]?.value : handler;
  const trap = written?.kind === 'object' ? written.properties.find(({ name }) => name === 'get')?.value : undefined;
  const asked = trap?.kind === 'function' ? [...askedIn(facts, trap.function)] : [];
  const isEmpty = target.kind === 'object' && target.properties.length === 0 && target.spreads.length === 0;
  const found = [...(isEmpty ? [] : [target]), ...asked].flatMap((each) => of(file, each)).filter((each) => !isNothing(each));
  return found.length > 0 ? found : (typeArguments ?? []).slice(0, 1).flatMap((type) => evaluation.ofType(file, type));
}

/** `client[name]` and `Reflect.get(client, name)`, for the name that the trap is handed. */
function* askedIn(facts: FileFacts, trap: number): Iterable<Expression> {
  const name = facts.functions[trap]?.parameters[1]?.binding;
  if (name === undefined) return;
  const isName = (each: Expression | undefined): boolean => each?.kind === 'name' && each.binding === name;
  const holders = function* (expression: Expression): Iterable<Expression> {
    if (expression.kind === 'element' && isName(expression.key)) yield expression.of;
    else for (const part of partsOf(expression)) yield* holders(part);
  };
  for (const { value, in: owner } of facts.bindings) if (owner === trap && value) yield* holders(value);
  for (const returned of facts.functions[trap]?.returns ?? []) yield* holders(returned);
  for (const call of facts.calls) {
    if (call.in !== trap) continue;
    const [holder, key] = call.arguments;
    if (call.callee.kind === 'member' && call.callee.name === 'get' && call.callee.of.kind === 'name' && call.callee.of.name === 'Reflect' && holder && isName(key)) yield holder;
  }
}
