/** The facts of all files, with the look-ups that linking needs: who writes which binding, who extends and implements what. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { AssignmentFact, CallFact, ClassFact, FileFacts } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { createMemory, type Memory } from './evaluate/memory.ts';
import type { Resolver } from './resolve-specifier.ts';
import type { Reads, Tracker } from './tracking.ts';

export interface Program {
  readonly files: readonly FilePath[];
  /** Whoever asks for a file's facts has read that file. */
  readonly facts: { get(file: FilePath): FileFacts | undefined; has(file: FilePath): boolean };
  readonly resolver: Resolver;
  readonly tracker: Tracker;
  /** The look-ups of one file, made when first asked for. */
  of(file: FilePath): FileIndex | undefined;
  /** Files directly in `folder` (which ends in `/`, or is empty), and the index files one level below. */
  filesIn(folder: string): readonly FilePath[];
  /** What is known of exported names: see evaluate/exported-binding. */
  readonly declarations: Memory<BindingAt | undefined>;
  /** Takes in what a file says now. */
  replace(facts: FileFacts): void;
}

export interface FileIndex {
  readonly facts: FileFacts;
  /** `x = …` by the binding `x`. */
  readonly assignmentsOf: ReadonlyMap<number, readonly AssignmentFact[]>;
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

/** The files there are stay the same; what they say may be replaced. */
export function createProgram(facts: ReadonlyMap<FilePath, FileFacts>, resolver: Resolver, tracker: Tracker): Program {
  const files = [...facts.keys()];
  const rooms = new Map<FilePath, Room>(files.map((file) => [file, { reads: tracker.inputOf(inputOfFile(file)), facts: facts.get(file), index: undefined }]));
  const declarations = createMemory<BindingAt | undefined>(tracker, { unknown: undefined, deepest: Infinity, mostSteps: Infinity });
  let folders: Map<string, FilePath[]> | undefined;
  const read = (file: FilePath): Room | undefined => {
    const room = rooms.get(file);
    if (room) tracker.read(room.reads);
    return room;
  };
  return {
    files,
    facts: { get: (file) => read(file)?.facts, has: (file) => rooms.has(file) },
    resolver,
    tracker,
    declarations,
    of(file) {
      const room = read(file);
      return room?.facts && (room.index ??= indexFile(room.facts));
    },
    filesIn(folder) {
      folders ??= filesByFolder(files);
      return folders.get(folder) ?? [];
    },
    replace(own) {
      const room = rooms.get(own.file);
      if (!room) throw new Error(`${own.file} was not there when the program was made.`);
      room.facts = own;
      room.index = undefined;
      declarations.forget(own.file);
    },
  };
}

interface Room {
  readonly reads: Reads;
  facts: FileFacts | undefined;
  index: FileIndex | undefined;
}

export function inputOfFile(file: FilePath): string {
  return `file ${file}`;
}

function indexFile(facts: FileFacts): FileIndex {
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
  return { facts, assignmentsOf, propertiesOf, holderOf, exportsBindings, exportsHandedOn, exportsWritten, thisPropertiesOf, callsIn, chainedInto, mayTakeForLater };
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

function filesByFolder(files: Iterable<FilePath>): Map<string, FilePath[]> {
  const folders = new Map<string, FilePath[]>();
  for (const file of files) {
    const end = file.lastIndexOf('/') + 1;
    pushTo(folders, file.slice(0, end), file);
    const isIndex = /^index\.[cm]?[jt]sx?$/.test(file.slice(end));
    if (isIndex && end > 0) pushTo(folders, file.slice(0, file.lastIndexOf('/', end - 2) + 1), file);
  }
  return folders;
}

/** Assignments whose value the target then has. */
function isPlain({ operator }: AssignmentFact): boolean {
  return operator === '=' || operator === '??=' || operator === '||=';
}

/** A name with the file that declares it. */
export interface BindingAt {
  readonly file: FilePath;
  readonly binding: number;
}

/** A class with the file it stands in. */
export interface ClassAt {
  readonly file: FilePath;
  readonly class: number;
}

export function classFact({ facts }: Program, { file, class: index }: ClassAt): ClassFact | undefined {
  return facts.get(file)?.classes[index];
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
