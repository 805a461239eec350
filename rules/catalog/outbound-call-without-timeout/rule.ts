import { callAt } from '../../kit/call-at.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isDevelopmentOnly } from '../../kit/development-only.ts';
import { isForgotten, isForgottenOn } from '../../kit/forgotten.ts';
import { ofEachFile } from '../../kit/of-each-file.ts';
import { otherWays } from '../../kit/other-ways.ts';
import { reachedCalls, tierOn } from '../../kit/reached-calls.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { CallFact } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import type { FilePath, Site } from '../../model/source.ts';
import { isRequest, type EntryPoint } from '../../model/workspace.ts';
import { deadlineEdits } from './deadline.ts';
import { callsWithoutDeadline } from './through-wrapper.ts';

/** Names under which clients take a deadline. */
const DEADLINES = ['timeout', 'signal', 'headersTimeout', 'bodyTimeout', 'requestTimeout', 'responseTimeout', 'deadline', 'timeoutMs', 'httpOptions', 'requestHandler', 'dispatcher', 'agent', 'httpsAgent', 'maxDuration', 'cancelToken', 'abortSignal'];

export default defineRule({
  scope: 'workspace',
  category: 'resilience',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    const defaults = globalDeadlines(codebase);
    const seen = new Set<Call>();
    for (const reached of reachedCalls(codebase)) {
      const { call } = reached;
      const { operation } = call;
      if (operation?.kind !== 'outbound' || !operation.traits.includes('no-default-timeout') || operation.traits.includes('rpc') || codebase.isOffline(call.file) || isOwnFile(codebase, call)) continue;
      if (defaults.has(operation.library) || isDevelopmentOnly(codebase, call) || isForgotten(codebase, call) || isForgottenOn(codebase, reached.path)) continue;
      if (hasDeadline(codebase, call)) {
        yield* throughWrapper(codebase, call, seen);
        continue;
      }
      yield reportOnPath(codebase, reached, {
        message: `${operation.label} has no timeout: when the other side hangs, ${hanging(reached.path.entryPoint)} hangs with it.`,
        ...tierOn(reached),
        more: makersOf(codebase, call).map((at) => ({ at, shows: `${operation.label} is made here, without a timeout` })).concat(otherWays(codebase, reached)),
      });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const call = callAt(codebase, at);
    const edits = call ? deadlineEdits(codebase, textOf, call) : [];
    if (edits.length > 0) yield { title: 'Give up after 5 seconds', safety: 'suggestion', edits };
  },
});

/** Whoever waits: a request, or one run of a job. */
function hanging(entryPoint: EntryPoint): string {
  return isRequest(entryPoint) ? entryPoint.label : `that run of ${entryPoint.label}`;
}

/** The client takes a deadline, and this call of it gives none. */
function* throughWrapper(codebase: Codebase, outbound: Call, seen: Set<Call>) {
  for (const call of callsWithoutDeadline(codebase, outbound, DEADLINES)) {
    const path = codebase.requests.to(call.caller) ?? codebase.jobs.to(call.caller);
    if (!path || seen.has(call) || isRaced(codebase, call) || isForgotten(codebase, call) || isForgottenOn(codebase, path)) continue;
    seen.add(call);
    const { callee } = call.fact;
    yield reportOnPath(codebase, { call, path }, {
      message: `${callee.kind === 'member' || callee.kind === 'name' ? callee.name : 'The call'} comes to ${outbound.operation?.label} and gives it no timeout: when the other side hangs, ${hanging(path.entryPoint)} hangs with it.`,
      ...tierOn({ call, path }),
      more: [{ at: siteOf(outbound), shows: `${outbound.operation?.label} waits here` }],
      confidence: 'likely',
    });
  }
}

/** `fetch(new URL('./font.ttf', import.meta.url))` reads what is deployed with the code. */
function isOwnFile({ facts }: Codebase, { file, fact }: Call): boolean {
  const [first] = fact.arguments;
  const made = first?.kind === 'call' ? facts.get(file)?.calls[first.call] : undefined;
  const [path, base] = made?.arguments ?? [];
  return made?.callee.kind === 'name' && made.callee.name === 'URL' && path?.kind === 'literal' && /^\.{1,2}\//.test(String(path.value)) && base !== undefined;
}

/** `const get = bent('json')`: where the function that is called was made, in the same file. */
function makersOf(codebase: Codebase, { file, fact }: Call): readonly Site[] {
  if (fact.callee.kind !== 'name') return [];
  return codebase.values.of(file, fact.callee).flatMap((value) => (value.kind === 'external' && value.made?.at.file === file ? [value.made.at] : []));
}

/** On the call, its instance, the chain it is part of, or the promise it is raced against. */
function hasDeadline(codebase: Codebase, call: Call): boolean {
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
  return isRaced(codebase, call);
}

/** `instance.defaults.timeout = 1000`, `axios.defaults.timeout`, `setGlobalDispatcher(new Agent({ headersTimeout }))`. */
function globalDeadlines(codebase: Codebase): ReadonlySet<string> {
  return new Set([...deadlinesIn.all(codebase).values()].flat());
}

const deadlinesIn = ofEachFile(({ assignments, calls }): readonly string[] | undefined => {
  const isAxios = assignments.some(({ target }) => target.kind === 'member' && target.name === 'timeout' && target.of.kind === 'member' && target.of.name === 'defaults');
  const isFetch = calls.some(({ callee }) => callee.kind === 'name' && callee.name === 'setGlobalDispatcher');
  return isAxios || isFetch ? [...(isAxios ? ['axios'] : []), ...(isFetch ? ['fetch', 'undici'] : [])] : undefined;
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

/** `options.signal = AbortSignal.timeout(timeout)`, in this function or another of the file that calls them the same. */
function isFilledLater({ facts }: Codebase, file: FilePath, argument: Expression): boolean {
  if (argument.kind !== 'name' || argument.binding === undefined) return false;
  return facts.get(file)?.assignments.some(({ target }) => target.kind === 'member' && DEADLINES.includes(target.name) && target.of.kind === 'name' && target.of.name === argument.name) === true;
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

/** `Promise.race([fetch(url), timeout])`, also where the promise has a name of its own. */
function isRaced({ facts }: Codebase, { file, fact, index }: Call): boolean {
  const own = facts.get(file);
  if (!own) return false;
  const races = own.calls.filter(({ callee }) => callee.kind === 'member' && callee.name === 'race');
  if (races.some(({ span }) => span[0] < fact.span[0] && fact.span[1] < span[1])) return true;
  const isIt = (each: Expression): boolean => (each.kind === 'call' && each.call === index) || (each.kind === 'either' && each.options.some(isIt));
  const names = new Set(races.length === 0 ? [] : own.bindings.flatMap(({ value, in: at }, place) => (at === fact.in && value && isIt(value) ? [place] : [])));
  const mentions = (each: Expression): boolean => (each.kind === 'name' ? each.binding !== undefined && names.has(each.binding) : partsOf(each).some(mentions));
  return names.size > 0 && races.some(({ arguments: given }) => given.some(mentions));
}
