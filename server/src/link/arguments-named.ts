/** What a call is about, by its arguments: a table's name or class, a key. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { CallFact } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Evaluation } from './evaluate/evaluation.ts';

export function firstArgument(evaluation: Evaluation, file: FilePath, { arguments: [first] }: CallFact): string | undefined {
  return first && nameOrText(evaluation, file, first);
}

/** `orders` of `collectionOf('orders').find()`, where the helper asks for what it is handed: `db.collection(name)`. */
export function handedIn(evaluation: Evaluation, file: FilePath, first: CallFact | undefined, home: FilePath, { arguments: [asked] }: CallFact): string | undefined {
  const binding = asked?.kind === 'name' && asked.binding !== undefined ? evaluation.program.facts.get(home)?.bindings[asked.binding] : undefined;
  if (binding?.value?.kind !== 'parameter' || !first) return undefined;
  const { callee } = first;
  const from = callee.kind === 'member' && callee.of.kind === 'name' ? callee.of : undefined;
  const own = evaluation.program.facts.get(file);
  const value = from?.binding === undefined ? undefined : own?.bindings[from.binding]?.value;
  const kept = value?.kind === 'await' ? value.of : value;
  const helper = kept?.kind === 'call' ? own?.calls[kept.call] : first;
  const given = helper?.arguments[binding.value.index];
  const [text] = given ? evaluation.of(file, given) : [];
  return text?.kind === 'literal' && typeof text.value === 'string' ? text.value : given && nameOrText(evaluation, file, given);
}

/** `Order` of `getRepository(context, Order)`. */
export function classBehind({ arguments: [first, second] }: CallFact): string | undefined {
  return first?.kind === 'name' && /^[a-z]/.test(first.name) && second?.kind === 'name' && /^[A-Z]/.test(second.name) ? second.name : undefined;
}

function nameOrText(evaluation: Evaluation, file: FilePath, expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'template') return expression.texts.join('?');
  const [value] = evaluation.of(file, expression);
  if (value?.kind === 'literal' && typeof value.value === 'string') return value.value;
  return expression.kind === 'member' ? expression.name : undefined;
}
