/** Every call of the code that runs where load arrives, what runs as a file loads included; `requests.calls()` knows only what requests come to. */

import type { Codebase } from '../model/codebase.ts';
import { functionId } from '../model/function-id.ts';
import type { Call } from '../model/graphs.ts';
import { isSample } from './deployed-service.ts';
import { servedFiles } from './served-files.ts';

export function* servedCalls(codebase: Codebase): Iterable<Call> {
  for (const file of servedFiles(codebase) ?? []) {
    if (codebase.isOffline(file) || isSample(file) || INSTALLER.test(file)) continue;
    for (const index of codebase.facts.get(file)?.functions.keys() ?? []) yield* codebase.calls.callsIn(functionId(file, index));
  }
}

/** What sets a product up once, with one user looking on. */
const INSTALLER = /(?:^|\/)install(?:er)?\//;
