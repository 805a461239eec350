import { callAt } from '../../kit/call-at.ts';
import { defineRule, type Report } from '../../kit/define-rule.ts';
import { isDevelopmentOnly } from '../../kit/development-only.ts';
import { isForAdministrators } from '../../kit/for-administrators.ts';
import { isNeverEntered, isRuledOutFor } from '../../kit/flags.ts';
import { isForgotten, isForgottenOn } from '../../kit/forgotten.ts';
import { otherWays } from '../../kit/other-ways.ts';
import { reachedCalls, tierOfWait } from '../../kit/reached-calls.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { isLeftToPlatform, unseenCaller, unseenOperations } from '../../kit/unseen-operations.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import { contains, sameSpan, type Site } from '../../model/source.ts';
import { isRequest, type EntryPoint } from '../../model/workspace.ts';
import { deadlineEdits } from './deadline.ts';
import { DEADLINES, globalDeadlines, hasDeadline } from './has-deadline.ts';
import { isRaced } from './raced.ts';
import { callsWithoutDeadline } from './through-wrapper.ts';

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
      if (defaults.has(operation.library) || isDevelopmentOnly(codebase, call) || isForgotten(codebase, call) || isDroppedPromise(call) || isNeverEntered(codebase, call) || isRuledOutFor(codebase, call, reached.path)) continue;
      if (hasDeadline(codebase, call)) {
        yield* throughWrapper(codebase, call, seen);
        continue;
      }
      const client = clientOf(codebase, call);
      const isLeft = isForgottenOn(codebase, reached.path);
      yield reportOnPath(codebase, reached, {
        message: `${operation.label} has no timeout: when the other side hangs, ${isLeft ? `what ${reached.path.entryPoint.label} leaves running` : hanging(reached.path.entryPoint)} hangs with it.`,
        ...(isForAdministrators(codebase, reached) && { tier: 'information' as const }),
        ...tierOfWait(codebase, reached),
        ...(isLeft && { tier: 'advice' as const }),
        ...ofOneClient(codebase, call, operation.label),
        more: [
          ...makersOf(codebase, call).map((at) => ({ at, shows: `${operation.label} is made here, without a timeout` })),
          ...(client ? [{ at: client, shows: 'the client is made here, without a timeout' }] : []),
          ...otherWays(codebase, reached),
        ],
      });
    }
    yield* ofUnseen(codebase, defaults);
  },

  *fix({ at }, { codebase, textOf }) {
    const call = callAt(codebase, at);
    const edits = call ? deadlineEdits(codebase, textOf, call) : [];
    if (edits.length > 0) yield { title: 'Give up after 5 seconds', safety: 'suggestion', edits };
  },
});

/** Where no way from a route was seen: whatever comes there hangs too. */
function* ofUnseen(codebase: Codebase, defaults: ReadonlySet<string>): Iterable<Report> {
  for (const call of unseenOperations(codebase)) {
    const { operation } = call;
    if (operation.kind !== 'outbound' || !operation.traits.includes('no-default-timeout') || operation.traits.includes('rpc') || defaults.has(operation.library)) continue;
    const by = unseenCaller(codebase, call);
    if (!by || isOwnFile(codebase, call) || isDevelopmentOnly(codebase, call) || isToOwnOrigin(codebase, call) || isForgotten(codebase, call) || isDroppedPromise(call) || hasDeadline(codebase, call) || isLeftToPlatform(codebase, call)) continue;
    yield {
      at: siteOf(call),
      message: `${operation.label} has no timeout: when the other side hangs, ${by.name} hangs with it.`,
      confidence: 'possible',
      tier: 'advice',
      ...ofOneClient(codebase, call, operation.label),
    };
  }
}

/** `fetch('/api/orders')`: a browser asks where its page came from. */
function isToOwnOrigin({ values }: Codebase, { file, fact: { arguments: [first] } }: Call): boolean {
  const start = first?.kind === 'template' ? first.texts[0] : first && values.textOf(file, first);
  return start?.startsWith('/') === true;
}

/** `axios.post(url, report);` as a statement: nobody waits for what it gives, as with `.catch(log)` behind it. What takes a callback is left out. */
function isDroppedPromise({ fact, operation }: Call): boolean {
  return fact.use === 'dropped' && fact.kind === 'call' && PROMISING.has(operation?.library ?? '') && !fact.arguments.some(({ kind }) => kind === 'function');
}

/** Libraries whose calls begin at once, and give a promise. */
const PROMISING = new Set(['fetch', 'undici', 'axios', 'ky', 'ofetch', 'node-fetch']);

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
      ...(isForAdministrators(codebase, { call, path }) && { tier: 'information' as const }),
      ...tierOfWait(codebase, { call, path }),
      more: [{ at: siteOf(outbound), shows: `${outbound.operation?.label} waits here` }],
      confidence: 'likely',
    });
  }
}

/** `fetch(new URL('./font.ttf', import.meta.url))`, or `'@/fonts/bold.ttf'` from the folder that the bundler calls so, reads what is deployed with the code. */
function isOwnFile({ facts }: Codebase, { file, fact }: Call): boolean {
  const [first] = fact.arguments;
  const made = first?.kind === 'call' ? facts.get(file)?.calls[first.call] : undefined;
  const [path, base] = made?.arguments ?? [];
  return made?.callee.kind === 'name' && made.callee.name === 'URL' && path?.kind === 'literal' && /^(?:\.{1,2}|[@~])\//.test(String(path.value)) && base !== undefined;
}

/** `const get = bent('json')`: where the function that is called was made, in the same file. */
function makersOf(codebase: Codebase, { file, fact }: Call): readonly Site[] {
  if (fact.callee.kind !== 'name') return [];
  return codebase.values.of(file, fact.callee).flatMap((value) => (value.kind === 'external' && value.made?.at.file === file ? [value.made.at] : []));
}

function ofOneClient(codebase: Codebase, call: Call, named: string): Pick<Report, 'cause'> {
  const at = clientOf(codebase, call) ?? fieldOf(codebase, call);
  return at ? { cause: { at, named, where: 'of the same client' } } : {};
}

/** The field that holds the client, where what is made elsewhere is handed in: one client all the same. */
function fieldOf({ facts }: Codebase, { file, fact: { callee } }: Call): Site | undefined {
  const holder = callee.kind === 'member' ? callee.of : undefined;
  if (holder?.kind !== 'member' || holder.of.kind !== 'this' || holder.of.class === undefined) return undefined;
  const field = facts.get(file)?.classes[holder.of.class]?.fields.find(({ name }) => name === holder.name);
  return field && { file, span: field.span };
}

/** Where the client is made that is asked, if that is one place: there it is told its timeout, for all that it is asked. */
function clientOf(codebase: Codebase, { file, fact }: Call): Site | undefined {
  const made = codebase.values.of(file, fact.callee).flatMap((value) => (value.kind === 'external' && value.root ? [value.root.at] : []));
  const [at, ...others] = made;
  return at && others.every((other) => other.file === at.file && sameSpan(other.span, at.span)) && !(at.file === file && contains(fact.span, at.span)) && fact.callee.kind === 'member' ? at : undefined;
}
