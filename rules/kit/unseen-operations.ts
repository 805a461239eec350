/** What a server may do besides: operations in functions that no followed way leads to, as plugins, tables of handlers, hooks and timers hide it. Advice at most. */

import type { Codebase } from '../model/codebase.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { ReachedCall } from '../model/graphs.ts';
import type { FilePath, Span } from '../model/source.ts';
import { isSample } from './deployed-service.ts';
import { oncePerCodebase } from './once-per-codebase.ts';
import { oncePerModules } from './once-per-modules.ts';
import { callsOfFile, operationsAmong, servedCode, type Operating } from './served-calls.ts';

/** Of functions that neither requests nor jobs are seen to come to, in code that only servers load. */
export const unseenOperations = oncePerCodebase((codebase): readonly Operating[] =>
  operationsAmong(codebase, serverCode(codebase)).filter((call) => !isModuleBody(call) && !isSeen(codebase, call) && codebase.facts.get(call.file)?.directives.includes('use client') !== true));

/** What is loaded beside routes, and what lies in a folder of the server's though nobody is seen to load it: plugins. */
function serverCode(codebase: Codebase): readonly FilePath[] {
  const served = servedCode(codebase);
  let found = known.get(served);
  if (!found) {
    const files = new Set([...served, ...loadedUnseen(codebase)]);
    known.set(served, (found = served.length === 0 ? [] : [...files].filter((file) => isServerCode(codebase, file))));
  }
  return found;
}

const known = new WeakMap<readonly FilePath[], readonly FilePath[]>();

const loadedUnseen = oncePerModules(({ workspace: { files }, isOffline, modules }) => files.filter((file) => SERVER_FOLDER.test(file) && !isOffline(file) && !isSample(file) && modules.dependenciesOf(file).length > 0));

function isModuleBody({ caller }: Operating): boolean {
  return partsOfFunctionId(caller).index === 0;
}

function isSeen({ requests, jobs }: Codebase, { caller }: Operating): boolean {
  return requests.to(caller) !== undefined || jobs.to(caller) !== undefined;
}

/** A package that draws pages loads code for browsers too; what is the server's says so by its folder or its name. */
function isServerCode({ packageOf }: Codebase, file: FilePath): boolean {
  if (BROWSER_FILE.test(file)) return false;
  const own = packageOf(file);
  // What is run from a shell belongs to no server.
  if (own.root !== '' && own.manifest['bin'] !== undefined) return false;
  return SERVER_FILE.test(file) || ![...own.dependencies].some((name) => DRAWS.test(name));
}

const BROWSER_FILE = /\.[jt]sx$|(?:^|\/)(?:clients?|front-?end|web-?app|components?|hooks|ui|public|assets|static|browser|views?|extensions?|[\w-]*sdk[\w-]*|cli|bin)\//i;
const SERVER_FOLDER = /(?:^|\/)servers?\//i;
const SERVER_FILE = /(?:^|\/)(?:servers?|back-?end|api|[\w-]*nest(?:js)?[\w-]*)\/|\.server\.[cm]?[jt]s$/i;
const DRAWS = /^(?:react|preact|vue|svelte|solid-js|next|nuxt|@angular\/core|@remix-run\/react|jquery|backbone)$/;

/** The nearest named function around a call, where it is not one that only runs as a process starts. */
export function unseenCaller({ facts }: Codebase, { caller }: Operating): { readonly name: string; readonly at: Span; readonly isAsync: boolean } | undefined {
  const { file, index } = partsOfFunctionId(caller);
  const functions = facts.get(file)?.functions ?? [];
  let isAsync = false;
  for (let at: number | undefined = index; at !== undefined && at !== 0; at = functions[at]?.parent) {
    const own = functions[at];
    if (!own) return undefined;
    isAsync ||= own.isAsync;
    const name = own.name.split('.').at(-1) ?? '';
    if (STARTS.test(name) || own.kind === 'constructor') return undefined;
    if (own.name === 'anonymous function') return undefined;
    if (!own.name.startsWith('callback of ')) return { name: own.name, at: own.nameSpan, isAsync };
  }
  return undefined;
}

/** As what a job comes to, which is told as advice: each function stands for whoever may run it. */
export const unseenReached = oncePerCodebase((codebase): readonly ReachedCall[] =>
  unseenOperations(codebase).flatMap((call) => {
    const by = unseenCaller(codebase, call);
    const service = codebase.serviceOf(call.file)?.name ?? '';
    return by ? [{ call, path: { entryPoint: { kind: 'scheduled-job', label: by.name, framework: 'unseen', handler: call.caller, at: { file: call.file, span: by.at }, resolution: 'dynamic', service }, steps: [] } }] : [];
  }));

/** `waitUntil(remember())`: what a platform runs behind the answer, and for so long as it likes. */
export function isLeftToPlatform(codebase: Codebase, { file, caller }: Operating): boolean {
  const own = codebase.facts.get(file);
  return own !== undefined && [...callsOfFile(own, codebase)].some(({ isForLater, edges }) => isForLater === true && edges.some(({ callee }) => callee === caller));
}

/** `init`, `setupRoutes`, `onModuleInit`, `loadPlugins`: runs as the process starts or ends. */
const STARTS = /^(?:init|start(?:up|[A-Z]|$)|boot|set-?up|load(?:All|Plugins|Config|Env|Locales|Translations)|register|migrat|upgrade|prepare|configure|connect|main$|run$|build|compile|install|seed|listen|serve$|create(?:App|Server)|on(?:Module|Application)|before(?:All|Each)|after(?:All|Each)|shutdown|stop|close|destroy|cleanup|teardown)/i;
