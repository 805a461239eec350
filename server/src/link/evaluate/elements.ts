/** What `x[key]`, or some element of `x`, may stand for. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';
import { guessed } from './evaluation.ts';
import { pathOf } from '../written-paths.ts';
import { exportedFunctions, MOST_PROPERTIES } from './exported-functions.ts';
import { memberWritten } from './written.ts';

/** `steps`: so many steps that keep elements led here from where they were asked for. */
export function elementOf(evaluation: Evaluation, file: FilePath, of: Expression, key: Expression | undefined, steps = 0): readonly Value[] {
  const text = key && key.kind !== 'literal' ? nameFrom(evaluation, file, key) : key?.kind === 'literal' ? String(key.value) : undefined;
  if (key?.kind === 'literal' && typeof key.value === 'number') {
    const counted = elementAt(evaluation, file, of, key.value);
    if (counted.length > 0) return counted;
  } else if (text !== undefined) {
    const named = memberWritten(evaluation, file, of, text);
    if (named.length > 0) return named;
  }
  const handed = restElement(evaluation, file, of, key);
  if (handed.length > 0) return handed;
  const kept = keptBelow(evaluation, file, of);
  const found = evaluation.of(file, of).flatMap((owner): readonly Value[] => {
    if (owner.kind === 'external') {
      const ours = steps > MOST_STEPS ? [] : ofOurs(evaluation, owner, steps + 1);
      return ours.length > 0 ? ours : [{ ...owner, origin: `${owner.origin}.[]` }];
    }
    if (owner.kind === 'module' && text === undefined) return exportedFunctions(evaluation, owner.file);
    if (owner.kind !== 'expression') return [];
    const { expression } = owner;
    if (expression.kind === 'array') return expression.elements.slice(0, 12).flatMap((each) => evaluation.of(owner.file, each));
    if (expression.kind !== 'object' || expression.properties.length > (isOfFunctions(expression) ? MOST_HANDLERS : MOST_PROPERTIES)) return [];
    return guessed([...expression.properties.flatMap(({ value }) => evaluation.of(owner.file, value)), ...keptInValue(evaluation, owner.file, expression)]);
  });
  const all = [...kept, ...found];
  // A table that is filled with what lies in a folder says by its type what that is.
  const declared = all.every(({ kind }) => kind === 'external') ? typedElement(evaluation, file, of) : [];
  return declared.length > 0 ? declared : all;
}

/** `{ 1: onHello, 2: onOrder }`: what to do for each of many kinds of messages. */
function isOfFunctions({ properties, spreads }: Expression & { kind: 'object' }): boolean {
  return spreads.length === 0 && properties.every(({ value }) => value.kind === 'name' || value.kind === 'function');
}

const MOST_HANDLERS = 80;

/** `rows.map((row) => new Order(row))`, `ids.map((id) => () => load(id))`, and what keeps its elements: `orders.filter(isOpen)`, `Promise.all(orders)`. */
function ofOurs(evaluation: Evaluation, { origin, made }: Value & { kind: 'external' }, steps: number): readonly Value[] {
  const [, step] = /\.(map|filter|slice|sort|reverse|toSorted|toReversed|all)\(\)$/.exec(origin) ?? [];
  const call = made && step !== undefined ? evaluation.program.facts.get(made.at.file)?.calls[made.call] : undefined;
  const [given] = call?.arguments ?? [];
  if (!made || call?.callee.kind !== 'member' || call.callee.name !== step) return [];
  const { file } = made.at;
  const found = step === 'map'
    ? (given ? evaluation.of(file, given) : []).flatMap((work) => (work.kind === 'function' ? evaluation.result(work, false) : []))
    : step === 'all' ? (given ? elementOf(evaluation, file, given, undefined, steps) : []) : elementOf(evaluation, file, call.callee.of, undefined, steps);
  return found.filter(({ kind }) => kind === 'instance' || kind === 'function');
}

/** `list = list.filter(isOpen)` is made from itself. */
const MOST_STEPS = 3;

/** `handlers[type] = load`, `hooks[name].push(run)` of the same file. */
function keptBelow(evaluation: Evaluation, file: FilePath, of: Expression): readonly Value[] {
  const index = evaluation.program.of(file);
  const path = index && pathOf(index.facts, of);
  const kept = path === undefined ? undefined : index?.byPath.elements.get(path);
  return kept ? guessed(kept.flatMap((value) => evaluation.of(file, value)).filter(({ kind }) => kind !== 'literal')) : [];
}

/** The same of the file that the object stands in. */
function keptInValue(evaluation: Evaluation, file: FilePath, value: Expression): readonly Value[] {
  const byPath = evaluation.program.of(file)?.byPath;
  const path = byPath?.pathOfValue.get(value);
  if (path === undefined) return [];
  // `list['mail'] = new Mailer()` names its key.
  const named = [...(byPath?.members.get(path)?.values() ?? [])].flat();
  const kept = [...(byPath?.elements.get(path) ?? []), ...(named.length > MOST_PROPERTIES ? [] : named)];
  return kept.flatMap((each) => evaluation.of(file, each)).filter(({ kind }) => kind !== 'literal');
}

/** `carriers: Carrier[]`, where nothing says which ones: something of that type. */
function typedElement(evaluation: Evaluation, file: FilePath, of: Expression): readonly Value[] {
  const facts = evaluation.program.facts.get(file);
  const type = of.kind === 'name' && of.binding !== undefined
    ? facts?.bindings[of.binding]?.type
    : of.kind === 'member' && of.of.kind === 'this' && of.of.class !== undefined
      ? facts?.classes[of.of.class]?.fields.find(({ name }) => name === of.name)?.type
      : undefined;
  if (!type) return importedTable(evaluation, file, of);
  if (type.binding !== undefined) return [];
  const element = LISTS.has(type.name) ? type.arguments?.[0] : TABLES.has(type.name) ? type.arguments?.[1] : undefined;
  return element ? evaluation.ofType(file, element) : [];
}

/** `tasks[name]`, where `const tasks: Record<string, typeof Task> = {}` stands in another file. */
function importedTable(evaluation: Evaluation, file: FilePath, of: Expression): readonly Value[] {
  return evaluation.of(file, of).flatMap((owner): readonly Value[] => {
    if (owner.kind !== 'expression' || owner.file === file || owner.expression.kind !== 'object') return [];
    const type = evaluation.program.facts.get(owner.file)?.bindings.find(({ value }) => value === owner.expression)?.type;
    const element = type && type.binding === undefined && TABLES.has(type.name) ? type.arguments?.[1] : undefined;
    return element ? evaluation.ofType(owner.file, element) : [];
  });
}

const TABLES = new Set(['Record', 'Map', 'ReadonlyMap']);

const LISTS = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'AsyncIterable']);

/** `routers[1]` of a list that is written down. */
function elementAt(evaluation: Evaluation, file: FilePath, of: Expression, place: number): readonly Value[] {
  return evaluation.of(file, of).flatMap((owner): readonly Value[] => {
    const element = owner.kind === 'expression' && owner.expression.kind === 'array' ? owner.expression.elements[place] : undefined;
    return owner.kind === 'expression' && element && element.kind !== 'spread' ? evaluation.of(owner.file, element) : [];
  });
}

/** `args[0]` and `args[args.length - 1]` of a function that takes `...args`: what its callers pass there. */
function restElement(evaluation: Evaluation, file: FilePath, of: Expression, key: Expression | undefined): readonly Value[] {
  if (of.kind !== 'name' || of.binding === undefined || !key) return [];
  const rest = evaluation.program.facts.get(file)?.bindings[of.binding]?.value;
  if (rest?.kind !== 'parameter' || !rest.rest) return [];
  const place = placeOf(key, rest.index);
  if (place === undefined) return [];
  const calls = evaluation.flow.callsOf(functionId(file, rest.function));
  return guessed(calls.flatMap(({ file: at, arguments: given }) => {
    const argument = given.at(place);
    return argument ? evaluation.of(at, argument) : [];
  }));
}

/** Negative from the end. */
function placeOf(key: Expression, first: number): number | undefined {
  if (key.kind === 'literal' && typeof key.value === 'number') return first + key.value;
  const [, back] = key.kind === 'operation' && key.operator === '-' ? key.operands : [];
  return back?.kind === 'literal' && typeof back.value === 'number' ? -back.value : undefined;
}

function nameFrom(evaluation: Evaluation, file: FilePath, key: Expression): string | undefined {
  const values = evaluation.of(file, key);
  const [only] = values;
  return values.length === 1 && only?.kind === 'literal' && typeof only.value === 'string' ? only.value : undefined;
}
