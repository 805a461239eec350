import { awaitingEdits } from '../../kit/awaiting.ts';
import { callAt } from '../../kit/call-at.ts';
import { defineRule, type Report } from '../../kit/define-rule.ts';
import { isDevelopmentOnly } from '../../kit/development-only.ts';
import { isForAdministratorsOrSetUp } from '../../kit/for-administrators.ts';
import { isNeverEntered, isRuledOutFor } from '../../kit/flags.ts';
import { isRemembered } from '../../kit/once.ts';
import { option } from '../../kit/options.ts';
import { otherWays } from '../../kit/other-ways.ts';
import { reachedCalls, tierOn } from '../../kit/reached-calls.ts';
import { confidenceOf, reportOnPath } from '../../kit/request-path-report.ts';
import { unseenCaller, unseenOperations } from '../../kit/unseen-operations.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type Call, type ReachedCall } from '../../model/graphs.ts';
import { isRequest } from '../../model/workspace.ts';
import { asynchronousForm } from './asynchronous-form.ts';
import { isLocalAndQuick } from './local-and-quick.ts';
import { isLastResort, isOfSamples } from './seldom-run.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'warning',

  options: {
    alsoBlocking: option.names({
      default: [],
      description: 'Further functions that block, as origins: `report-lib#renderSync`.',
    }),
  },

  *check(_workspace, codebase, { alsoBlocking }) {
    const embedded = new Map<string, ReachedCall[]>();
    for (const reached of reachedCalls(codebase)) {
      const { call, path } = reached;
      const { operation } = call;
      if (operation?.kind === 'query' && operation.traits.includes('blocking') && isRequest(path.entryPoint) && !codebase.isOffline(call.file)) {
        const service = codebase.serviceOf(call.file)?.name ?? '';
        embedded.set(service, [...(embedded.get(service) ?? []), reached]);
      }
      const isNamed = call.origins.some((origin) => alsoBlocking.includes(origin));
      if (operation?.kind !== 'blocking' && !isNamed) continue;
      if (codebase.isOffline(call.file) || isRemembered(codebase, call, path) || isHarmless(codebase, call) || isDevelopmentOnly(codebase, call) || isNeverEntered(codebase, call) || isRuledOutFor(codebase, call, path) || isOfSamples(codebase, call)) continue;

      const isQuick = isLocalAndQuick(codebase, call);
      if (!isRequest(path.entryPoint) && isQuick) continue;
      const label = operation?.label ?? call.origins[0] ?? 'The call';
      yield reportOnPath(codebase, reached, {
        message: `${label} blocks ${isRequest(path.entryPoint) ? `every other request while ${path.entryPoint.label} waits for it` : `all else in its process in every run of ${path.entryPoint.label}`}${operation?.instead ? `; instead: ${operation.instead}` : ''}.`,
        more: otherWays(codebase, reached),
        ...workOf(codebase, call, label),
        ...(isQuick || confidenceOf(call, path) !== 'certain' || isLastResort(codebase, reached) || isForAdministratorsOrSetUp(codebase, reached) ? { tier: 'information' as const } : {}),
        ...tierOn(reached),
        ...(operation?.cost === undefined ? {} : { data: { milliseconds: operation.cost } }),
      });
    }
    for (const queries of embedded.values()) yield* ofEmbedded(codebase, queries);
    yield* ofUnseen(codebase);
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    const form = facts && text !== undefined && call ? asynchronousForm(text, facts, call) : undefined;
    const waiting = form && call ? awaitingEdits(codebase, textOf, call) : undefined;
    // What is put in front of a name comes before what replaces it.
    if (form && waiting) yield { title: `Wait for ${form.name} instead`, safety: 'suggestion', edits: [...waiting, ...form.edits] };
  },
});

/** Where no way from a route was seen: an asynchronous function is there so that others go on meanwhile. */
function* ofUnseen(codebase: Codebase): Iterable<Report> {
  for (const call of unseenOperations(codebase)) {
    if (call.operation.kind !== 'blocking' || call.operation.traits.includes('sqlite')) continue;
    const by = unseenCaller(codebase, call);
    if (by?.isAsync !== true || isRemembered(codebase, call) || isHarmless(codebase, call) || isDevelopmentOnly(codebase, call) || isNeverEntered(codebase, call)) continue;
    yield {
      at: siteOf(call),
      message: `${call.operation.label} blocks all else in its process each time ${by.name} runs${call.operation.instead ? `; instead: ${call.operation.instead}` : ''}.`,
      confidence: 'possible',
      tier: 'advice',
      ...workOf(codebase, call, call.operation.label),
    };
  }
}

/** Files that one function reads and writes are one piece of work: made to wait for the first, it can wait for all. So is what it does with one library: a sheet is made, and written as the one format or the other. */
function workOf(codebase: Codebase, { file, fact, operation, caller }: Call, named: string): Pick<Report, 'cause'> {
  const isOfFiles = operation?.traits.includes('fs') === true;
  const first = isOfFiles ? undefined : codebase.calls.callsIn(caller).find((each) => each.operation?.kind === 'blocking' && each.operation.library === operation?.library && !each.operation.traits.includes('fs'));
  const span = isOfFiles ? codebase.facts.get(file)?.functions[fact.in]?.nameSpan : first?.nameSpan;
  return span ? { cause: { at: { file, span }, named, where: 'in the same function' } } : {};
}

/** A database in the process is asked on the event loop by design: told once for each service, at the first query. */
function* ofEmbedded(codebase: Codebase, [first, ...others]: readonly ReachedCall[]): Iterable<Report> {
  if (!first) return;
  const more = others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'query does' : 'queries do'} the same`;
  yield reportOnPath(codebase, first, {
    message: `${first.call.operation?.label ?? 'The query'} asks a database inside this process, and every other request waits until ${first.path.entryPoint.label} has its rows${more}.`,
    tier: 'information',
  });
}

/** Some calls block only for large sizes, or with a certain argument: `randomBytes(32)` takes microseconds. */
function isHarmless(codebase: Codebase, { file, fact, operation }: Call): boolean {
  const argumentAt = (index: number): unknown => {
    const given = fact.arguments[index];
    const [value] = given ? codebase.values.of(file, given) : [];
    return value?.kind === 'literal' ? value.value : undefined;
  };
  if (operation?.traits.includes('size-argument')) {
    const size = argumentAt(0);
    return typeof size !== 'number' || size < LARGE;
  }
  return operation?.traits.includes('sync-when-third-argument-false') === true && argumentAt(2) !== false;
}

/** Bytes of randomness that take about a millisecond. */
const LARGE = 256 * 1024;
