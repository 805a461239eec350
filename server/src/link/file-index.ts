/** The look-ups of one file: who writes which name, by which path, and what is called where. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { AssignmentFact, CallFact, ExportFact, FileFacts } from '../../../rules/model/facts.ts';
import { orNone } from './none.ts';
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
  return new IndexOnDemand(facts);
}

/** A class, since there is one for every file: closures for each look-up would take ten times the memory. */
class IndexOnDemand implements FileIndex {
  #written: Written | undefined;
  #made: Made | undefined;
  #exported: Exported | undefined;
  #byPath: WrittenByPath | undefined;
  #holderOf: FileIndex['holderOf'] | undefined;
  #classOfFunction: FileIndex['classOfFunction'] | undefined;
  #modelOfCall: FileIndex['modelOfCall'] | undefined;
  #bindingOfFunction: FileIndex['bindingOfFunction'] | undefined;
  #exportsNamed: FileIndex['exportsNamed'] | undefined;
  #mayTakeForLater: FileIndex['mayTakeForLater'] | undefined;
  readonly facts: FileFacts;

  constructor(facts: FileFacts) {
    this.facts = facts;
  }

  get assignmentsOf() { return this.#writes.assignmentsOf; }
  get propertiesOf() { return this.#writes.propertiesOf; }
  get thisPropertiesOf() { return this.#writes.thisPropertiesOf; }
  get byPath() { return (this.#byPath ??= writtenByPath(this.facts)); }
  get modelOfCall() { return (this.#modelOfCall ??= modelsOfCalls(this.facts)); }
  get classOfFunction() { return (this.#classOfFunction ??= classesOfFunctions(this.facts)); }
  get bindingOfFunction() { return (this.#bindingOfFunction ??= bindingsOfFunctions(this.facts)); }
  get holderOf() { return (this.#holderOf ??= holdersOf(this.facts, this.propertiesOf)); }
  get exportsNamed() { return (this.#exportsNamed ??= exportsByName(this.facts)); }
  get exportsBindings() { return this.#exports.exportsBindings; }
  get exportsHandedOn() { return this.#exports.exportsHandedOn; }
  get exportsWritten() { return this.#exports.exportsWritten; }
  get callsIn() { return this.#calls.callsIn; }
  get chainedInto() { return this.#calls.chainedInto; }
  get mayTakeForLater() { return (this.#mayTakeForLater ??= takersForLater(this.facts)); }

  get #writes() { return (this.#written ??= writtenIn(this.facts)); }
  get #calls() { return (this.#made ??= callsOf(this.facts)); }
  get #exports() { return (this.#exported ??= exportsOf(this.facts, this.propertiesOf)); }
}

type Written = Pick<FileIndex, 'assignmentsOf' | 'propertiesOf' | 'thisPropertiesOf'>;
type Made = Pick<FileIndex, 'callsIn' | 'chainedInto'>;
type Exported = Pick<FileIndex, 'exportsBindings' | 'exportsHandedOn' | 'exportsWritten'>;

function modelsOfCalls({ classes }: FileFacts): FileIndex['modelOfCall'] {
  return orNone(new Map(classes.flatMap(({ writtenAs, extends: made }, index) => (writtenAs === 'model' && made?.kind === 'call' ? [[made.call, index] as const] : []))));
}

function bindingsOfFunctions({ bindings }: FileFacts): FileIndex['bindingOfFunction'] {
  return orNone(new Map(bindings.flatMap(({ value }, index) => (value?.kind === 'function' ? [[value.function, index] as const] : []))));
}

function takersForLater({ calls }: FileFacts): FileIndex['mayTakeForLater'] {
  return calls.filter(({ callee }) => (callee.kind === 'member' || callee.kind === 'name') && /^(?:waitUntil|(?:unstable_)?after)$/.test(callee.name));
}

function writtenIn({ assignments }: FileFacts): Written {
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
  return { assignmentsOf: orNone(assignmentsOf), propertiesOf: orNone(propertiesOf), thisPropertiesOf: orNone(thisPropertiesOf) };
}

function callsOf({ calls }: FileFacts): Made {
  const callsIn = new Map<number, number[]>();
  const chainedInto = new Map<number, number>();
  for (const [index, { callee, in: caller }] of calls.entries()) {
    pushTo(callsIn, caller, index);
    if (callee.kind === 'member' && callee.of.kind === 'call') chainedInto.set(callee.of.call, index);
  }
  for (const indexes of callsIn.values()) indexes.sort((a, b) => (calls[a]?.nameSpan[0] ?? 0) - (calls[b]?.nameSpan[0] ?? 0));
  return { callsIn: orNone(callsIn), chainedInto: orNone(chainedInto) };
}

function exportsOf(facts: FileFacts, propertiesOf: FileIndex['propertiesOf']): Exported {
  const exportsBindings = new Set(namesOfExports(facts));
  const exportsWritten = new Map<string, Expression[]>();
  for (const index of exportsBindings) {
    for (const [name, values] of propertiesOf.get(index) ?? []) for (const each of values) pushTo(exportsWritten, name, each);
  }
  const exportsHandedOn = facts.calls.filter(
    ({ in: caller, callee, arguments: given }) =>
      (caller === 0 || callee.kind === 'module') && given.some((each) => each.kind === 'exports' || (each.kind === 'name' && each.binding !== undefined && exportsBindings.has(each.binding))),
  );
  return { exportsBindings, exportsHandedOn, exportsWritten: orNone(exportsWritten) };
}

function holdersOf({ bindings }: FileFacts, propertiesOf: FileIndex['propertiesOf']): FileIndex['holderOf'] {
  const holderOf = new Map<Expression, number>();
  for (const index of propertiesOf.keys()) {
    const value = bindings[index]?.value;
    if (value?.kind === 'object') holderOf.set(value, index);
  }
  return orNone(holderOf);
}

function classesOfFunctions({ classes }: FileFacts): FileIndex['classOfFunction'] {
  const classOfFunction = new Map<number, number>();
  for (const [index, { writtenAs, methods }] of classes.entries()) {
    const constructor = writtenAs === 'function' ? methods.find(({ kind }) => kind === 'constructor') : undefined;
    if (constructor) classOfFunction.set(constructor.function, index);
  }
  return orNone(classOfFunction);
}

function exportsByName({ exports }: FileFacts): FileIndex['exportsNamed'] {
  const named = new Map<string, NamedExport[]>();
  for (const fact of exports) if (fact.kind === 'local' || fact.kind === 'from') pushTo(named, fact.name, fact);
  return orNone(named);
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
