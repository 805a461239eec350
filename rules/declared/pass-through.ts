/** "Every handler in `payments` passes through `idempotency`": as middleware, as a guard or decorator, around the handler, or called in it. */

import type { Report } from '../kit/define-rule.ts';
import { leadsTo } from '../kit/leads-to.ts';
import type { Codebase } from '../model/codebase.ts';
import type { CallFact, FileFacts, FunctionFact } from '../model/facts.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import { contains, type Site } from '../model/source.ts';
import { isRequest, type EntryPoint, type Service } from '../model/workspace.ts';
import { calleeMatcher, type CalleeMatcher } from './callee-matcher.ts';
import type { PassThrough } from './declaration.ts';
import { withReason } from './with-reason.ts';

export function* passThrough(rule: PassThrough, codebase: Codebase): Iterable<Report> {
  const matcher = calleeMatcher(codebase, rule.through);
  const leads = leadsTo(codebase, (call) => matcher.ofCall(call) !== undefined);
  const through = rule.through.map(({ text }) => text.slice(text.lastIndexOf('#') + 1)).join(' or ');
  const told = new Set<string>();
  for (const service of codebase.workspace.services) {
    for (const entry of service.entryPoints) {
      const { file, index } = partsOfFunctionId(entry.handler);
      const facts = codebase.facts.get(file);
      const handler = facts?.functions[index];
      if (!facts || !handler || !isHandler(entry) || codebase.isOffline(file) || !(rule.isWithin(file) || rule.isWithin(entry.at.file))) continue;
      if (rule.routes.length > 0 && !rule.routes.some((route) => route.test(entry.label))) continue;
      const key = `${entry.label} ${entry.handler}`;
      if (told.has(key) || matcher.isFunction(entry.handler) || leads(entry.handler)) continue;
      if (isAround(codebase, matcher, entry) || isDecorated(facts, handler, matcher) || isBeforeAll(codebase, matcher, service, entry)) continue;
      told.add(key);
      yield {
        at: placeOf(entry, handler),
        message: withReason(`${entry.label} is answered without passing through ${through}.`, rule),
        confidence: 'likely',
        evidence: [{ at: entry.at, shows: `${entry.label} enters here` }, { at: { file, span: handler.nameSpan }, shows: `it is answered here, and ${through} is not on the way` }],
        entryPoints: [entry],
      };
    }
  }
}

function isHandler(entry: EntryPoint): boolean {
  return isRequest(entry) && entry.kind !== 'middleware' && entry.kind !== 'page';
}

/** In the chain of the route itself: `app.post(path, auth, idempotency, handler)`, `withIdempotency(handler)`. */
function isAround({ facts }: Codebase, matcher: CalleeMatcher, { at: { file, span } }: EntryPoint): boolean {
  const around = (facts.get(file)?.calls ?? []).filter((call) => contains(call.span, span));
  return around.some((call) => [call.callee, ...call.arguments].some((each) => matcher.isGiven(file, each)));
}

/** `@UseInterceptors(Idempotency)` at the method or its class. */
function isDecorated({ file, classes }: FileFacts, { decorators, class: own }: FunctionFact, matcher: CalleeMatcher): boolean {
  return [...decorators, ...((own === undefined ? undefined : classes[own])?.decorators ?? [])].some((each) => matcher.isGiven(file, each));
}

const BEFORE = /^(?:use|all|register|addHook|apply|useGlobal(?:Guards|Interceptors|Pipes)|onRequest|preHandler|ext)$/;

/** `app.use(idempotency)`, for all routes or those below a path; on the router of the same file, or on the application itself. */
function isBeforeAll(codebase: Codebase, matcher: CalleeMatcher, service: Service, entry: EntryPoint): boolean {
  const middleware = service.entryPoints.filter((each) => each.kind === 'middleware' && matcher.isFunction(each.handler));
  if (middleware.some(({ label }) => covers(/^every request below (.*)$/.exec(label)?.[1], entry))) return true;
  return service.files.some((file) => {
    const facts = codebase.facts.get(file);
    return facts !== undefined && !codebase.isOffline(file) && facts.calls.some((call) => isBefore(codebase, matcher, facts, call, entry));
  });
}

function isBefore(codebase: Codebase, matcher: CalleeMatcher, { file }: FileFacts, { callee, arguments: given }: CallFact, entry: EntryPoint): boolean {
  if (callee.kind !== 'member' || !BEFORE.test(callee.name) || !given.some((each) => matcher.isGiven(file, each))) return false;
  if (file === entry.at.file) return true;
  const isRouter = codebase.values.of(file, callee.of).some((value) => value.kind === 'external' && /Router\b/.test(value.origin));
  const [first] = given;
  const path = first && codebase.values.textOf(file, first);
  return !isRouter && (path === undefined || covers(path, entry));
}

function covers(prefix: string | undefined, { path }: EntryPoint): boolean {
  return prefix !== undefined && path !== undefined && (path === prefix || path.startsWith(`${prefix.replace(/\/$/, '')}/`));
}

/** A class with routes has many of them: the method is meant. */
function placeOf({ at, handler }: EntryPoint, { kind, nameSpan }: FunctionFact): Site {
  return kind === 'method' ? { file: partsOfFunctionId(handler).file, span: nameSpan } : at;
}
