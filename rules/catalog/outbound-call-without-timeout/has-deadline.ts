/** Whether a call gives up at some time: by its own options, its client's, its chain's, or the promise it is raced against. */

import { ofEachFile } from '../../kit/of-each-file.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { isAlwaysRaced, isRaced } from './raced.ts';

/** Names under which clients take a deadline. */
export const DEADLINES = ['timeout', 'signal', 'headersTimeout', 'bodyTimeout', 'requestTimeout', 'responseTimeout', 'deadline', 'timeoutMs', 'httpOptions', 'requestHandler', 'dispatcher', 'agent', 'httpsAgent', 'maxDuration', 'cancelToken', 'abortSignal'];

/** On the call, its instance, the chain it is part of, or the promise it is raced against. */
export function hasDeadline(codebase: Codebase, call: Call): boolean {
  const { file, fact } = call;
  if (carries(codebase, file, fact) || (call.chain ?? []).some((each) => carries(codebase, file, each) || isTimeoutCall(each))) return true;
  if (chainedTimeout(codebase, call)) return true;
  for (const value of codebase.values.of(file, fact.callee)) {
    if (value.kind !== 'external') continue;
    for (const made of [value.made, value.root]) {
      const maker = made ? codebase.facts.get(made.at.file)?.calls[made.call] : undefined;
      if (made && maker && maker !== fact && carries(codebase, made.at.file, maker)) return true;
    }
  }
  return hasClockSet(codebase, call) || isRaced(codebase, call) || isAlwaysRaced(codebase, call.caller);
}

/** `instance.defaults.timeout = 1000`, `axios.defaults.timeout`, `setGlobalDispatcher(new Agent({ headersTimeout }))`, `createGrpcTransport({ defaultTimeoutMs })`. */
export function globalDeadlines(codebase: Codebase): ReadonlySet<string> {
  return new Set([...deadlinesIn.all(codebase).values()].flat());
}

const deadlinesIn = ofEachFile((own, { isOffline }): readonly string[] | undefined => {
  if (isOffline(own.file)) return undefined;
  const { assignments, calls } = own;
  const isAxios = assignments.some(({ target }) => target.kind === 'member' && target.name === 'timeout' && target.of.kind === 'member' && target.of.name === 'defaults');
  const isFetch = calls.some(({ callee }) => callee.kind === 'name' && callee.name === 'setGlobalDispatcher');
  const isConnect = calls.some(({ callee, arguments: [options] }) => callee.kind === 'name' && /^create\w+Transport$/.test(callee.name) && options?.kind === 'object' && options.properties.some(({ name }) => name === 'defaultTimeoutMs'));
  const known = [...(isAxios ? ['axios'] : []), ...(isFetch ? ['fetch', 'undici'] : []), ...(isConnect ? ['grpc'] : [])];
  return known.length > 0 ? known : undefined;
});

function carries(codebase: Codebase, file: FilePath, { arguments: given }: CallFact): boolean {
  return given.some((argument) => hasOption(codebase, file, argument, 0));
}

/** An option of that name; spreads and options from elsewhere are given the benefit of the doubt. */
function hasOption(codebase: Codebase, file: FilePath, argument: Expression, depth: number): boolean {
  if (depth > 4) return false;
  if (argument.kind === 'object') {
    return argument.properties.some(({ name, value }) => DEADLINES.includes(name) && !(AGENTS.has(name) && givesNoDeadline(codebase, file, value))) || argument.spreads.some((spread) => hasOption(codebase, file, spread, depth + 1) || !isKnownObject(codebase, file, spread));
  }
  if (argument.kind !== 'name' && argument.kind !== 'member' && argument.kind !== 'call' && argument.kind !== 'either') return false;
  if (argument.kind === 'either') return argument.options.some((option) => hasOption(codebase, file, option, depth + 1));
  if (isFilledLater(codebase, file, argument) || isFilledBy(codebase, file, argument)) return true;
  const values = codebase.values.of(file, argument);
  for (const value of values) {
    if (value.kind === 'expression' && value.expression.kind === 'object' && hasOption(codebase, value.file, value.expression, depth + 1)) return true;
    if (value.kind === 'external' && /Request\{\}$|AbortSignal|AbortController/.test(value.origin)) return true;
  }
  return argument.kind === 'name' && isOptionsName(argument.name) && values.length === 0;
}

/** What the connection is made by: it may carry a deadline. */
const AGENTS = new Set(['agent', 'httpAgent', 'httpsAgent']);

/** `new https.Agent({ keepAlive: true })`: every agent that it may be was made here, and was told none. */
function givesNoDeadline(codebase: Codebase, file: FilePath, agent: Expression): boolean {
  const values = codebase.values.of(file, agent);
  return values.length > 0 && values.every((value) => {
    const made = value.kind === 'external' && NODE_AGENT.test(value.origin) && value.made ? codebase.facts.get(value.made.at.file)?.calls[value.made.call] : undefined;
    return value.kind === 'external' && value.made !== undefined && made?.kind === 'new' && !carries(codebase, value.made.at.file, made);
  });
}

const NODE_AGENT = /^(?:node:https?#Agent|(?:https?|socks)-proxy-agent#\w*)\{\}$/;

/** `options.signal = AbortSignal.timeout(timeout)`, in this function or another of the file that calls them the same; an agent counts for the options it is put into. */
function isFilledLater(codebase: Codebase, file: FilePath, argument: Expression): boolean {
  if (argument.kind !== 'name' || argument.binding === undefined) return false;
  return codebase.facts.get(file)?.assignments.some(({ target, value }) => {
    if (target.kind !== 'member' || !DEADLINES.includes(target.name) || target.of.kind !== 'name' || target.of.name !== argument.name) return false;
    return !AGENTS.has(target.name) || (target.of.binding === argument.binding && !(value && givesNoDeadline(codebase, file, value)));
  }) === true;
}

/** `new S3Client(clientOptions())`, where `clientOptions` writes `options.requestHandler = …`. */
function isFilledBy(codebase: Codebase, file: FilePath, argument: Expression): boolean {
  const binding = argument.kind === 'name' && argument.binding !== undefined ? codebase.facts.get(file)?.bindings[argument.binding] : undefined;
  const made = argument.kind === 'call' ? argument : binding?.value;
  const edges = made?.kind === 'call' ? (codebase.calls.callAt(file, made.call)?.edges ?? []) : [];
  return edges.some(({ callee }) => {
    const { file: home, index } = partsOfFunctionId(callee);
    const own = codebase.facts.get(home);
    return own?.assignments.some(({ target, in: at }) => at === index && target.kind === 'member' && DEADLINES.includes(target.name)) === true;
  });
}

/** Options handed in from outside may well carry one. */
function isOptionsName(name: string): boolean {
  return /^(?:opts?|options?|config|init|settings|params|requestOptions|axiosConfig|requestConfig|fetchOptions|request|req)$/i.test(name);
}

function isKnownObject(codebase: Codebase, file: FilePath, spread: Expression): boolean {
  const values = codebase.values.of(file, spread);
  return values.length > 0 && values.every((value) => value.kind === 'expression' || value.kind === 'literal');
}

function isTimeoutCall({ callee }: CallFact): boolean {
  return callee.kind === 'member' && (callee.name === 'timeout' || callee.name === 'setTimeout');
}

/** `request.get(url).timeout(1000)`. */
function chainedTimeout({ facts }: Codebase, { file, index }: Call): boolean {
  const own = facts.get(file);
  let at = index;
  for (let turn = 0; own && turn < 12; turn++) {
    const next = own.calls.findIndex(({ callee }) => callee.kind === 'member' && callee.of.kind === 'call' && callee.of.call === at);
    const fact = own.calls[next];
    if (!fact) return false;
    if (isTimeoutCall(fact)) return true;
    at = next;
  }
  return false;
}

/** `const asked = https.request(url); asked.setTimeout(1000, …)`: told after it was made. */
function hasClockSet({ facts }: Codebase, { file, index }: Call): boolean {
  const own = facts.get(file);
  const clocks = own?.calls.filter((each) => isTimeoutCall(each)) ?? [];
  if (!own || clocks.length === 0) return false;
  const isIt = (each: Expression | undefined): boolean => each?.kind === 'call' && each.call === index;
  const names = new Set([
    ...own.bindings.flatMap(({ value }, place) => (isIt(value) ? [place] : [])),
    ...own.assignments.flatMap(({ target, value }) => (isIt(value) && target.kind === 'name' && target.binding !== undefined ? [target.binding] : [])),
  ]);
  return clocks.some(({ callee }) => callee.kind === 'member' && callee.of.kind === 'name' && callee.of.binding !== undefined && names.has(callee.of.binding));
}
