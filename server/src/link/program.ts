/** The facts of all files, with the look-ups that linking needs: who writes which binding, who extends and implements what. */

import type { ClassFact, FileFacts } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { createMemory, type Memory } from './evaluate/memory.ts';
import { indexFile, pushTo, type FileIndex } from './file-index.ts';
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
