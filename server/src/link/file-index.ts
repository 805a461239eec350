/** The look-ups of one file: who writes which name, by which path, and what is called where. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { AssignmentFact, CallFact, ExportFact, FileFacts } from '../../../rules/model/facts.ts';
import { writtenByPath, type WrittenByPath } from './written-paths.ts';

export type NamedExport = ExportFact & { readonly kind: 'local' | 'from' };

export interface FileIndex {
  readonly facts: FileFacts;
  /** `x = …` by the binding `x`. */
  readonly assignmentsOf: ReadonlyMap<number, readonly AssignmentFact[]>;
  /** What is written to, added to or kept under names below names: `api.tokens.list = …`, `hooks[name].push(…)`. */
  readonly byPath: WrittenByPath;
  /** Calls that make a model, with the class that stands for it. */
  readonly modelOfCall: ReadonlyMap<number, number>;
  /** Functions that are used as classes, with their class. */
  readonly classOfFunction: ReadonlyMap<number, number>;
  /** The name a function is declared by. */
  readonly bindingOfFunction: ReadonlyMap<number, number>;
  /** `x.name = …` by the binding `x`, then the name. */
  readonly propertiesOf: ReadonlyMap<number, ReadonlyMap<string, readonly Expression[]>>;
  /** The binding that holds an object written down: `const Diffs = {}`. */
  readonly holderOf: ReadonlyMap<Expression, number>;
  /** What is exported under a name, here or from elsewhere; stars are not in it. */
  readonly exportsNamed: ReadonlyMap<string, readonly NamedExport[]>;
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

/** Each look-up is made when it is first asked for: of most files few are. */
export function indexFile(facts: FileFacts): FileIndex {
  const written = lazy(() => writtenIn(facts));
  const made = lazy(() => callsOf(facts));
  const byPath = lazy(() => writtenByPath(facts));
  const exported = lazy(() => exportsOf(facts, written().propertiesOf));
  const holderOf = lazy(() => holdersOf(facts, written().propertiesOf));
  const classOfFunction = lazy(() => classesOfFunctions(facts));
  const modelOfCall = lazy(() => new Map(facts.classes.flatMap(({ writtenAs, extends: made }, index) => (writtenAs === 'model' && made?.kind === 'call' ? [[made.call, index] as const] : []))));
  const bindingOfFunction = lazy(() => new Map(facts.bindings.flatMap(({ value }, index) => (value?.kind === 'function' ? [[value.function, index] as const] : []))));
  const exportsNamed = lazy(() => exportsByName(facts));
  const mayTakeForLater = lazy(() => facts.calls.filter(({ callee }) => (callee.kind === 'member' || callee.kind === 'name') && /^(?:waitUntil|(?:unstable_)?after)$/.test(callee.name)));
  return {
    facts,
    get assignmentsOf() { return written().assignmentsOf; },
    get propertiesOf() { return written().propertiesOf; },
    get thisPropertiesOf() { return written().thisPropertiesOf; },
    get byPath() { return byPath(); },
    get modelOfCall() { return modelOfCall(); },
    get classOfFunction() { return classOfFunction(); },
    get bindingOfFunction() { return bindingOfFunction(); },
    get holderOf() { return holderOf(); },
    get exportsNamed() { return exportsNamed(); },
    get exportsBindings() { return exported().exportsBindings; },
    get exportsHandedOn() { return exported().exportsHandedOn; },
    get exportsWritten() { return exported().exportsWritten; },
    get callsIn() { return made().callsIn; },
    get chainedInto() { return made().chainedInto; },
    get mayTakeForLater() { return mayTakeForLater(); },
  };
}

function lazy<Answer>(make: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => (known ??= { answer: make() }).answer;
}

function writtenIn({ assignments }: FileFacts): Pick<FileIndex, 'assignmentsOf' | 'propertiesOf' | 'thisPropertiesOf'> {
  const assignmentsOf = new Map<number, AssignmentFact[]>();
  const propertiesOf = new Map<number, Map<string, Expression[]>>();
  const thisPropertiesOf = new Map<number, Map<string, Expression[]>>();
  for (const assignment of assignments) {
    const { target, value } = assignment;
    if (target.kind === 'name' && target.binding !== undefined) pushTo(assignmentsOf, target.binding, assignment);
    if (target.kind !== 'member' || !value || !isPlain(assignment)) continue;
    const owner = target.of;
    if (owner.kind === 'name' && owner.binding !== undefined) pushTo(nested(propertiesOf, owner.binding), target.name, value);
    if (owner.kind === 'this' && owner.class !== undefined) pushTo(nested(thisPropertiesOf, owner.class), target.name, value);
  }
  return { assignmentsOf, propertiesOf, thisPropertiesOf };
}

function callsOf({ calls }: FileFacts): Pick<FileIndex, 'callsIn' | 'chainedInto'> {
  const callsIn = new Map<number, number[]>();
  const chainedInto = new Map<number, number>();
  for (const [index, { callee, in: caller }] of calls.entries()) {
    pushTo(callsIn, caller, index);
    if (callee.kind === 'member' && callee.of.kind === 'call') chainedInto.set(callee.of.call, index);
  }
  for (const indexes of callsIn.values()) indexes.sort((a, b) => (calls[a]?.nameSpan[0] ?? 0) - (calls[b]?.nameSpan[0] ?? 0));
  return { callsIn, chainedInto };
}

function exportsOf(facts: FileFacts, propertiesOf: FileIndex['propertiesOf']): Pick<FileIndex, 'exportsBindings' | 'exportsHandedOn' | 'exportsWritten'> {
  const exportsBindings = new Set(namesOfExports(facts));
  const exportsWritten = new Map<string, Expression[]>();
  for (const index of exportsBindings) {
    for (const [name, values] of propertiesOf.get(index) ?? []) for (const each of values) pushTo(exportsWritten, name, each);
  }
  const exportsHandedOn = facts.calls.filter(
    ({ in: caller, callee, arguments: given }) =>
      (caller === 0 || callee.kind === 'module') && given.some((each) => each.kind === 'exports' || (each.kind === 'name' && each.binding !== undefined && exportsBindings.has(each.binding))),
  );
  return { exportsBindings, exportsHandedOn, exportsWritten };
}

function holdersOf({ bindings }: FileFacts, propertiesOf: FileIndex['propertiesOf']): FileIndex['holderOf'] {
  const holderOf = new Map<Expression, number>();
  for (const index of propertiesOf.keys()) {
    const value = bindings[index]?.value;
    if (value?.kind === 'object') holderOf.set(value, index);
  }
  return holderOf;
}

function classesOfFunctions({ classes }: FileFacts): FileIndex['classOfFunction'] {
  const classOfFunction = new Map<number, number>();
  for (const [index, { writtenAs, methods }] of classes.entries()) {
    const constructor = writtenAs === 'function' ? methods.find(({ kind }) => kind === 'constructor') : undefined;
    if (constructor) classOfFunction.set(constructor.function, index);
  }
  return classOfFunction;
}

function exportsByName({ exports }: FileFacts): FileIndex['exportsNamed'] {
  const named = new Map<string, NamedExport[]>();
  for (const fact of exports) if (fact.kind === 'local' || fact.kind === 'from') pushTo(named, fact.name, fact);
  return named;
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
