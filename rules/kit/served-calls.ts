/** Every call of the processes that answer requests, what runs as a file loads included; `requests.calls()` knows only what requests come to. */

import type { Codebase } from '../model/codebase.ts';
import { functionId } from '../model/function-id.ts';
import type { Call } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';
import { isRequest } from '../model/workspace.ts';
import { isSample } from './deployed-service.ts';
import { oncePerCodebase } from './once-per-codebase.ts';

export const servedCalls = oncePerCodebase((codebase): readonly Call[] => [...callsOf(codebase)]);

function* callsOf(codebase: Codebase): Iterable<Call> {
  for (const file of filesBesideRequests(codebase)) {
    if (isSample(file) || INSTALLER.test(file)) continue;
    for (const index of codebase.facts.get(file)?.functions.keys() ?? []) yield* codebase.calls.callsIn(functionId(file, index));
  }
}

/**
 * Files that a process loads beside those where requests enter: what these load, and what else those load that load them, up to where the process starts.
 * A worker that starts elsewhere is none of them.
 */
export const filesBesideRequests = oncePerCodebase(({ workspace, modules, isOffline }): ReadonlySet<FilePath> => {
  const loading = new Set(workspace.services.flatMap(({ entryPoints }) => entryPoints.filter(isRequest).map(({ at }) => at.file)).filter((file) => !isOffline(file)));
  for (const file of loading) {
    for (const { from, kind } of modules.dependentsOf(file)) if (kind !== 'type-only' && !isOffline(from)) loading.add(from);
  }
  const loaded = new Set(loading);
  for (const file of loaded) {
    for (const { to, kind } of modules.dependenciesOf(file)) if (kind !== 'type-only' && !isOffline(to)) loaded.add(to);
  }
  return loaded;
});

/** What sets a product up once, with one user looking on. */
const INSTALLER = /(?:^|\/)install(?:er)?\//;
