/** The look-ups of one file: who writes which name, by which path, and what is called where. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { AssignmentFact, CallFact, FileFacts } from '../../../rules/model/facts.ts';
import { writtenByPath, type WrittenByPath } from './written-paths.ts';

export interface FileIndex {
  readonly facts: FileFacts;
  /** `x = …` by the binding `x`. */
  readonly assignmentsOf: ReadonlyMap<number, readonly AssignmentFact[]>;
  /** What is written to, added to or kept under names below names: `api.tokens.list = …`, `hooks[name].push(…)`. */
  readonly byPath: WrittenByPath;
  /** Functions that are used as classes, with their class. */
  readonly classOfFunction: ReadonlyMap<number, number>;
  /** The name a function is declared by. */
  readonly bindingOfFunction: ReadonlyMap<number, number>;
  /** `x.name = …` by the binding `x`, then the name. */
  readonly propertiesOf: ReadonlyMap<number, ReadonlyMap<string, readonly Expression[]>>;
  /** The binding that holds an object written down: `const Diffs = {}`. */
  readonly holderOf: ReadonlyMap<Expression, number>;
  /** Other names for the file's exports: `const Users = module.exports`, `(function (Users) { … })(exports)`. */
  readonly exportsBindings: ReadonlySet<number>;
  /** Calls that are given the exports: at the top of the file, and of what a `require` gives anywhere. */
  readonly exportsHandedOn: readonly CallFact[];
  /** `x.name = …` where `x` is one of `exportsBindings`. */
  readonly exportsWritten: ReadonlyMap<string, readonly Expression[]>;
  /** `this.name = …` by the class around it, then the name. */
  readonly thisPropertiesOf: ReadonlyMap<number, ReadonlyMap<string, readonly Expression[]>>;
  /** Calls of each function in the order of the text. */
  readonly callsIn: ReadonlyMap<number, readonly number[]>;
  /** The call made on the result of this one: `b` of `a().b()`. */
  readonly chainedInto: ReadonlyMap<number, number>;
  /** Calls by a name such as `waitUntil`, which may take promises that nobody waits for. */
  readonly mayTakeForLater: readonly CallFact[];
}

export function indexFile(facts: FileFacts): FileIndex {
  const assignmentsOf = new Map<number, AssignmentFact[]>();
  const propertiesOf = new Map<number, Map<string, Expression[]>>();
  const thisPropertiesOf = new Map<number, Map<string, Expression[]>>();

  for (const assignment of facts.assignments) {
    const { target, value } = assignment;
    if (target.kind === 'name' && target.binding !== undefined) pushTo(assignmentsOf, target.binding, assignment);
    if (target.kind !== 'member' || !value || !isPlain(assignment)) continue;
    const owner = target.of;
    if (owner.kind === 'name' && owner.binding !== undefined) {
      pushTo(nested(propertiesOf, owner.binding), target.name, value);
    }
    if (owner.kind === 'this' && owner.class !== undefined) {
      pushTo(nested(thisPropertiesOf, owner.class), target.name, value);
    }
  }

  const callsIn = new Map<number, number[]>();
  const exportsWritten = new Map<string, Expression[]>();
  const holderOf = new Map<Expression, number>();
  for (const index of propertiesOf.keys()) {
    const value = facts.bindings[index]?.value;
    if (value?.kind === 'object') holderOf.set(value, index);
  }
  const exportsBindings = new Set(namesOfExports(facts));
  for (const index of exportsBindings) {
    for (const [name, values] of propertiesOf.get(index) ?? []) for (const each of values) pushTo(exportsWritten, name, each);
  }

  const exportsHandedOn = facts.calls.filter(
    ({ in: caller, callee, arguments: given }) =>
      (caller === 0 || callee.kind === 'module') && given.some((each) => each.kind === 'exports' || (each.kind === 'name' && each.binding !== undefined && exportsBindings.has(each.binding))),
  );

  const chainedInto = new Map<number, number>();
  for (const [index, { callee, in: caller }] of facts.calls.entries()) {
    pushTo(callsIn, caller, index);
    if (callee.kind === 'member' && callee.of.kind === 'call') chainedInto.set(callee.of.call, index);
  }
  for (const indexes of callsIn.values()) {
    indexes.sort((a, b) => (facts.calls[a]?.nameSpan[0] ?? 0) - (facts.calls[b]?.nameSpan[0] ?? 0));
  }
  const mayTakeForLater = facts.calls.filter(({ callee }) => (callee.kind === 'member' || callee.kind === 'name') && /^(?:waitUntil|(?:unstable_)?after)$/.test(callee.name));
  const classOfFunction = new Map<number, number>();
  for (const [index, { writtenAs, methods }] of facts.classes.entries()) {
    const constructor = writtenAs === 'function' ? methods.find(({ kind }) => kind === 'constructor') : undefined;
    if (constructor) classOfFunction.set(constructor.function, index);
  }
  const bindingOfFunction = new Map(facts.bindings.flatMap(({ value }, index) => (value?.kind === 'function' ? [[value.function, index] as const] : [])));
  return { facts, byPath: writtenByPath(facts), classOfFunction, bindingOfFunction, assignmentsOf, propertiesOf, holderOf, exportsBindings, exportsHandedOn, exportsWritten, thisPropertiesOf, callsIn, chainedInto, mayTakeForLater };
}

function* namesOfExports({ bindings, calls, functions, exports }: FileFacts): Iterable<number> {
  const own = new Set<number>();
  for (const fact of exports) if (fact.kind === 'assign' && fact.value.kind === 'name' && fact.value.binding !== undefined) own.add(fact.value.binding);
  for (const [index, { value }] of bindings.entries()) if (value?.kind === 'exports') own.add(index);
  yield* own;
  for (const { callee, arguments: given } of calls) {
    if (callee.kind !== 'function') continue;
    for (const [place, argument] of given.entries()) {
      const isExports = argument.kind === 'exports' || (argument.kind === 'name' && argument.binding !== undefined && own.has(argument.binding));
      const binding = isExports ? functions[callee.function]?.parameters[place]?.binding : undefined;
      if (binding !== undefined) yield binding;
    }
  }
}

/** Assignments whose value the target then has. */
function isPlain({ operator }: AssignmentFact): boolean {
  return operator === '=' || operator === '??=' || operator === '||=';
}

export function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function nested<Key, Inner, Item>(maps: Map<Key, Map<Inner, Item[]>>, key: Key): Map<Inner, Item[]> {
  let inner = maps.get(key);
  if (!inner) maps.set(key, (inner = new Map()));
  return inner;
}
