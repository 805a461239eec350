/** Every call of the processes that answer requests, what runs as a file loads included; `requests.calls()` knows only what requests come to. */

import type { Code, Codebase } from '../model/codebase.ts';
import type { FileFacts } from '../model/facts.ts';
import { functionId } from '../model/function-id.ts';
import type { Call } from '../model/graphs.ts';
import type { Operation } from '../model/operations.ts';
import type { FilePath } from '../model/source.ts';
import { isRequest } from '../model/workspace.ts';
import { isSample } from './deployed-service.ts';
import { ofEachFile, type FileTable } from './of-each-file.ts';
import { oncePerCodebase } from './once-per-codebase.ts';
import { oncePerModules } from './once-per-modules.ts';

export type Operating = Call & { readonly operation: Operation };

/** Those that do something to the outside world, by `rules/knowledge`. */
export const servedOperations = oncePerCodebase((codebase): readonly Operating[] => servedAnswers(codebase, operationsIn).flat());

/** The same of any files; the same list is asked about fastest. */
export function operationsAmong(codebase: Codebase, files: readonly FilePath[]): readonly Operating[] {
  return operationsIn.among(codebase, files).flat();
}

const operationsIn = ofEachFile((own, code): readonly Operating[] | undefined => {
  const found = [...callsOfFile(own, code)].filter((call): call is Operating => call.operation !== undefined);
  return found.length > 0 ? found : undefined;
});

/** Every call that stands in a file, function by function. */
export function* callsOfFile({ file, functions }: FileFacts, { calls }: Code): Iterable<Call> {
  for (const index of functions.keys()) yield* calls.callsIn(functionId(file, index));
}

/** What is answered for the code of processes that answer requests. */
export function servedAnswers<Answer>(codebase: Codebase, table: FileTable<Answer>): readonly Answer[] {
  return table.among(codebase, servedCode(codebase));
}

/** Files beside requests, but for what is not deployed. */
export function servedCode(codebase: Codebase): readonly FilePath[] {
  const files = filesBesideRequests(codebase);
  let found = deployed.get(files);
  if (!found) deployed.set(files, (found = [...files].filter((file) => !isSample(file) && !INSTALLER.test(file))));
  return found;
}

const deployed = new WeakMap<ReadonlySet<FilePath>, readonly FilePath[]>();

/**
 * Files that a process loads beside those where requests enter: what these load, and what else those load that load them, up to where the process starts.
 * A worker that starts elsewhere is none of them.
 */
export function filesBesideRequests(codebase: Codebase): ReadonlySet<FilePath> {
  const entering = codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints.filter(isRequest).map(({ at }) => at.file));
  return filesLoadedWith(codebase, new Set(entering.filter((file) => !codebase.isOffline(file))));
}

const filesLoadedWith = oncePerModules(({ modules, isOffline }, entering: ReadonlySet<FilePath>): ReadonlySet<FilePath> => {
  const loading = new Set(entering);
  for (const file of loading) {
    for (const { from, kind } of modules.dependentsOf(file)) if (kind !== 'type-only' && !isOffline(from)) loading.add(from);
  }
  const loaded = new Set(loading);
  for (const file of loaded) {
    for (const { to, kind } of modules.dependenciesOf(file)) if (kind !== 'type-only' && !isOffline(to)) loaded.add(to);
  }
  return loaded;
}, (entering) => [...entering].join('\n'));

/** What sets a product up once, with one user looking on. */
const INSTALLER = /(?:^|\/)install(?:er)?\//;
