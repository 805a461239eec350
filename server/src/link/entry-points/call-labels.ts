/** Fills the pattern of a row with what a call says: `queue {0}`, `{type}.{name}`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { propertyOf } from './property-of.ts';
import type { Search } from './search.ts';
import { textOf } from './text.ts';

/** `index` is the call's place in the facts of `file`; what a part of the pattern names and the code does not say is left out. */
export function labelFrom(evaluation: Search['evaluation'], file: FilePath, call: CallFact, index: number, pattern: string): string {
  return pattern
    .replace(/\{(\w+)(:own)?\}/g, (_whole, key: string, own: string | undefined) => {
      if (key === 'key') return '{key}';
      if (key === 'name' && own === undefined) return nameGivenTo(evaluation, file, index) ?? '';
      if (key === 'type' && own === undefined) return typeAround(evaluation, file, call) ?? 'field';
      if (/^\d+$/.test(key)) {
        const argument = call.arguments[Number(key)];
        // `Parse.User` is told by its name.
        return (argument && textOf(evaluation, file, argument)) ?? (argument?.kind === 'member' && /^[A-Z]/.test(argument.name) ? argument.name : '');
      }
      const found = call.arguments.map((argument) => propertyOf(evaluation, { file: file, expression: argument }, key)).find((each) => each);
      return (found && textOf(evaluation, found.file, found.expression)) ?? (key === 'name' ? nameGivenTo(evaluation, file, index) : undefined) ?? '';
    })
    .trim()
    .replace(/\.$/, '');
}

/** The property or variable that a procedure is given to: `create` of `{ create: procedure.mutation(…) }`. */
function nameGivenTo({ program }: Search['evaluation'], file: FilePath, index: number): string | undefined {
  const facts = program.facts.get(file);
  if (!facts) return undefined;
  const binding = facts.bindings.find(({ value }) => value?.kind === 'call' && value.call === index);
  if (binding) return binding.name;
  const returned = facts.functions[facts.calls[index]?.in ?? 0]?.returns ?? [];
  const kept = [...facts.bindings, ...facts.exports].flatMap((each) => ('value' in each && each.value ? [each.value] : []));
  for (const object of [...returned, ...facts.calls.flatMap(({ arguments: given }) => given), ...kept]) {
    const name = propertyThatHolds(object, index, 0);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** `{ prices: { list: procedure.handler(…) } }`: the nearest name, `list`. */
function propertyThatHolds(object: Expression, index: number, depth: number): string | undefined {
  if (object.kind !== 'object' || depth > DEEPEST) return undefined;
  for (const { name, value } of object.properties) {
    const found = value.kind === 'call' && value.call === index ? name : propertyThatHolds(value, index, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Routers within routers, written as one object. */
const DEEPEST = 4;

/** The type whose fields a function defines: `Order` of `builder.objectType('Order', { fields: (t) => … })`, of `objectType({ name: 'Order', … })` and of `Order.implement({ … })`. */
function typeAround(evaluation: Search['evaluation'], file: FilePath, { in: at }: CallFact): string | undefined {
  const facts = evaluation.program.facts.get(file);
  const around = facts?.functions[at]?.argumentOf;
  const outer = around && facts?.calls[around.call];
  if (!outer) return undefined;
  const [first] = outer.arguments;
  const name = first && propertyOf(evaluation, { file, expression: first }, 'name');
  const said = first && (textOf(evaluation, file, first) ?? (name && textOf(evaluation, name.file, name.expression)) ?? (first.kind === 'name' ? first.name : undefined));
  return said ?? (outer.callee.kind === 'member' && outer.callee.of.kind === 'name' ? outer.callee.of.name : undefined);
}
