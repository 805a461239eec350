/** Whether middleware that needs a store was given one, or keeps what it knows in the process. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { Call } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';
import { nameOf } from './names.ts';

type Written = { readonly file: FilePath; readonly expression: Expression };

/** Its options as written, nothing where it has none, `unknown` where they cannot be read to the end. */
export type Options = Written | 'none' | 'unknown';

/**
 * True where it certainly has no store: a call with the trait `memory-store-by-default`, none of whose `option:` names is set in its options, nor
 * in any object like them in the file afterwards.
 */
export function keepsInProcess(codebase: Codebase, call: Call): boolean {
  const { operation } = call;
  if (!operation?.traits.includes('memory-store-by-default')) return false;
  const names = operation.traits.flatMap((trait) => (trait.startsWith('option:') ? [trait.slice('option:'.length)] : []));
  const options = optionsOf(codebase, call);
  if (options === 'none') return true;
  if (options === 'unknown' || !isWhole(codebase, options)) return false;
  if (names.some((name) => codebase.values.propertyOf(options.file, options.expression, name))) return false;
  const facts = codebase.facts.get(call.file);
  return facts !== undefined && !isSetLater(facts, names);
}

/** Its options say in words that it is to keep its state in the process: the trait `memory-when:driver=memory`. */
export function isToldMemory(codebase: Codebase, call: Call): boolean {
  const options = optionsOf(codebase, call);
  if (options === 'none' || options === 'unknown') return false;
  return (call.operation?.traits ?? []).some((trait) => {
    const [, name, value] = /^memory-when:(\w+)=(.*)$/.exec(trait) ?? [];
    const found = name === undefined ? undefined : codebase.values.propertyOf(options.file, options.expression, name);
    const [said] = found ? codebase.values.of(found.file, found.expression) : [];
    return said?.kind === 'literal' && String(said.value) === value;
  });
}

/** As the code calls it: the plugin that is given rather than what it is given to. */
export function labelOf({ facts }: Codebase, { file, fact, operation }: Call): string {
  return nameOf(facts.get(file), operation?.traits.includes('plugin') ? fact.arguments[0] : fact.callee) ?? operation?.label ?? 'it';
}

/** Behind the plugin it is given as, behind the factory that makes them, else the first argument. */
export function optionsOf(codebase: Codebase, { file, fact, operation }: Call): Options {
  if (fact.arguments.some(({ kind }) => kind === 'spread')) return 'unknown';
  const [first, second] = fact.arguments;
  // `server.register({ plugin, options })`
  const inside = operation?.traits.includes('plugin') && !second && first?.kind === 'object' ? codebase.values.propertyOf(file, first, 'options') : undefined;
  if (inside) return inside;
  const given = operation?.traits.includes('plugin') ? second : first;
  if (!given) return 'none';
  const made = codebase.values.propertyOf(file, given, 'useFactory');
  if (made) return returnedBy(codebase, made);
  // Given class by class, to be made by whatever the container finds.
  if (codebase.values.propertyOf(file, given, 'useClass') ?? codebase.values.propertyOf(file, given, 'useExisting')) return 'unknown';
  return { file, expression: given };
}

function returnedBy(codebase: Codebase, { file, expression }: Written): Options {
  const [value] = codebase.values.of(file, expression);
  if (value?.kind !== 'function') return 'unknown';
  const { file: home, index } = partsOfFunctionId(value.function);
  const returns = codebase.facts.get(home)?.functions[index]?.returns ?? [];
  const [returned] = returns;
  return returned && returns.length === 1 ? { file: home, expression: returned } : 'unknown';
}

/** An object, or a list of limits, that says all it says in this place: no spread of something that cannot be followed. */
function isWhole(codebase: Codebase, { file, expression }: Written, depth = 0): boolean {
  if (depth > 5) return false;
  if (expression.kind === 'object') return expression.spreads.every((spread) => isWhole(codebase, { file, expression: spread }, depth + 1));
  if (expression.kind === 'array') return true;
  const values = codebase.values.of(file, expression);
  return values.length > 0 && values.every((value) => value.kind === 'expression' && (value.expression.kind === 'object' || value.expression.kind === 'array') && isWhole(codebase, value, depth + 1));
}

/** `options.store = …` */
function isSetLater({ assignments }: FileFacts, names: readonly string[]): boolean {
  return assignments.some(({ target }) => target.kind === 'member' && names.includes(target.name));
}

/** Runs only where a condition holds. */
export function isConditional({ facts }: Codebase, { file, fact }: Call): boolean {
  const own = facts.get(file);
  for (let index = fact.branch; own && index !== undefined; index = own.branches[index]?.parent) {
    const kind = own.branches[index]?.kind;
    if (kind !== 'try' && kind !== 'finally') return true;
  }
  return false;
}

/** It runs on a developer's machine only, or stands where something that is kept elsewhere stands in its place under another condition. */
export function hasAlternative(codebase: Codebase, call: Call): boolean {
  const own = codebase.facts.get(call.file);
  for (let index = call.fact.branch; own && index !== undefined; index = own.branches[index]?.parent) {
    const branch = own.branches[index];
    if (branch?.test && speaksOfDevelopment(branch.test, branch.kind !== 'else')) return true;
  }
  const isSame = ({ operation }: Call): boolean => operation?.kind === call.operation?.kind && (operation?.traits.some((trait) => trait === 'shared-store' || trait === 'store') ?? false);
  return isConditional(codebase, call) && codebase.calls.callsIn(call.caller).some(isSame);
}

/** `NODE_ENV !== 'production'`, `isDevelopment`, `config.test`. */
function speaksOfDevelopment(test: Expression, holds: boolean): boolean {
  if (test.kind === 'operation' && test.operator === '!') return test.operands.some((operand) => speaksOfDevelopment(operand, !holds));
  if (test.kind === 'operation') {
    const names = test.operands.some((operand) => operand.kind === 'literal' && typeof operand.value === 'string' && (holds === test.operator.startsWith('=') ? /^(dev|test|local)/ : /^prod/).test(operand.value));
    return names || (test.operator === '&&' && test.operands.some((operand) => speaksOfDevelopment(operand, holds)));
  }
  const name = test.kind === 'name' || test.kind === 'member' ? test.name : '';
  return (holds ? /dev|test|local/i : /prod/i).test(name);
}
