import { callAt } from '../../kit/call-at.ts';
import { defineRule, type SharedCause, type Step } from '../../kit/define-rule.ts';
import { isRemembered } from '../../kit/once.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { whoSeldomAsks } from '../../kit/seldom-asked.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { FunctionId } from '../../model/function-id.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import { siteOf, type Call, type ReachedCall } from '../../model/graphs.ts';
import { cachedQuery } from './cached-query.ts';
import { headerEdits } from './cache-header.ts';
import { isOfCaller } from './of-caller.ts';
import { sharedReads } from './shared-read.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  // Whether everybody may see the same answer for a while is known to the team: measured precision carries advice only.
  tier: 'advice',
  options: {},

  *check({ scale }, codebase) {
    if (scale.stage === 'mvp' && scale.isStageDeclared) return;
    for (const { call: read } of codebase.requests.calls()) {
      if (codebase.isOffline(read.file)) continue;
      const asking = sharedReads(codebase, read).flatMap(({ asked, through }) => {
        const path = codebase.requests.to(asked.caller);
        const reached = path && { call: asked, path };
        if (!reached || !isAskedOften(codebase, reached, read) || (path.entryPoint.method !== 'GET' && isWrittenThere(codebase, read)) || isSeldom(codebase, reached) || isOfCaller(codebase, reached, read) || isCached(codebase, reached, through)) return [];
        return [reached];
      });
      const reached = mostAsked(codebase, asking);
      if (!reached) continue;
      const { call, path: { entryPoint: { label } } } = reached;
      const says = `asks the same for ${label.startsWith('every ') ? label : `every caller of ${label}`}, and nothing on the way remembers the answer.`;
      yield reportOnPath(codebase, reached, {
        message: call === read ? `${labelOf(read)} ${says}` : `${nameOf(call) || 'A call'} comes to ${labelOf(read)} and ${says}`,
        confidence: 'likely',
        cause: functionAround(codebase, call, labelOf(read)),
        ...(call === read ? {} : { more: [{ at: siteOf(read), shows: `${labelOf(read)} asks here` }, ...othersAsking(asking, call)] }),
      });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    const path = call && codebase.requests.to(call.caller);
    if (!facts || text === undefined || !path || !call.operation) return;
    const cached = cachedQuery(codebase, text, facts, call);
    if (cached) yield { title: `Remember the answer in ${cached.cache} for a minute`, safety: 'suggestion', edits: cached.edits };
    if (path.entryPoint.method !== 'GET' && path.entryPoint.kind !== 'graphql-resolver') return;
    const edits = headerEdits(codebase, textOf, path.entryPoint);
    if (edits.length > 0) yield { title: `Let ${path.entryPoint.label} be cached for a minute`, safety: 'suggestion', edits };
  },
});

/** Several reads of one function are kept as one answer. */
function functionAround({ facts }: Codebase, { file, fact, nameSpan }: Call, named: string): SharedCause {
  return { at: { file, span: (fact.in === 0 ? undefined : facts.get(file)?.functions[fact.in]?.nameSpan) ?? nameSpan }, named, where: 'in this function' };
}

/** Of the calls that come to one read, what most kinds of requests ask. */
function mostAsked(codebase: Codebase, [first, ...others]: readonly ReachedCall[]): ReachedCall | undefined {
  if (!first || others.length === 0) return first;
  const asked = ({ call }: ReachedCall): number => codebase.requests.entryPointsOf(call.caller).length;
  return others.reduce((best, each) => (asked(each) > best.times ? { each, times: asked(each) } : best), { each: first, times: asked(first) }).each;
}

/** More than these, and the point is made. */
const MOST_OTHERS = 6;

function othersAsking(asking: readonly ReachedCall[], shown: Call): readonly Step[] {
  return asking.filter(({ call }) => call !== shown).slice(0, MOST_OTHERS).map(({ call, path }) => ({ at: siteOf(call), shows: `${path.entryPoint.label} asks here in the same way` }));
}

/** Few ask, and seldom. */
function isSeldom({ requests }: Codebase, { call }: ReachedCall): boolean {
  return requests.entryPointsOf(call.caller).every((each) => whoSeldomAsks(each) !== undefined);
}

/** By whole words: shipping and deliveries are none. */
const PROBES = /health|(?<![a-z])(?:ready|readiness|live|liveness|metrics|ping|status|version|alive)z?(?![a-z])/i;
/** What so many kinds of requests ask for is no part of what one of them does. */
const EVERYWHERE = 5;

/** What a team sets up now and then. */
const SET_UP = /setting|config|propert(?:y|ies)|flag|feature|permission|roles?$|option|preference|plans?$|currenc|countr|language|locale|tax|template|tenant/i;

/** Asked by requests that only read, by what stands in front of all of them, or by many kinds of them for how things are set up. */
function isAskedOften(codebase: Codebase, { call, path: { entryPoint } }: ReachedCall, { operation }: Call): boolean {
  if (entryPoint.kind === 'http-route' && entryPoint.method === 'GET') return !PROBES.test(entryPoint.label);
  if (entryPoint.kind === 'graphql-resolver' && entryPoint.label.startsWith('Query.')) return !PROBES.test(entryPoint.label);
  return entryPoint.kind === 'middleware' || (SET_UP.test(operation?.subject ?? '') && codebase.requests.entryPointsOf(call.caller).length >= EVERYWHERE);
}

/** It is written as well where it is read: what is kept would have to be kept in step. */
function isWrittenThere({ calls }: Codebase, { caller, operation }: Call): boolean {
  return calls.callsIn(caller).some(({ operation: other }) => other?.kind === 'query' && /^write/.test(other.action ?? '') && other.subject === operation?.subject);
}

/** A cache, a memo or a cache header in any function on the way. */
function isCached(codebase: Codebase, { call, path }: ReachedCall, through: readonly FunctionId[]): boolean {
  if (isRemembered(codebase, call, path) || isMarked(codebase, path.entryPoint.handler)) return true;
  const functions = new Set<FunctionId>([path.entryPoint.handler, call.caller, ...path.steps.map(({ callee }) => callee), ...through]);
  for (const each of functions) {
    for (const step of codebase.calls.callsIn(each)) {
      const kind = step.operation?.kind;
      if (kind === 'cache-read' || kind === 'cache-write' || kind === 'memo' || /cache|memo|revalidat/i.test(nameOf(step)) || KEPT.test(ownerOf(step)) || setsCacheHeader(step)) return true;
    }
  }
  if ([...functions].some((each) => keepsInVariable(codebase, each))) return true;
  const facts = codebase.facts.get(path.entryPoint.at.file);
  return (facts !== undefined && isCacheNear(facts, path.entryPoint.at.span[0])) || facts?.exports.some((fact) => fact.kind === 'local' && (fact.name === 'revalidate' || fact.name === 'dynamic')) === true;
}

/** A handler that is registered with a cache, whichever way: its name is so few calls away. */
const NEAR = 8;

function isCacheNear({ calls }: FileFacts, offset: number): boolean {
  return calls.some(({ callee, nameSpan: [place] }) => {
    if ((callee.kind !== 'name' && callee.kind !== 'member') || !/cache/i.test(callee.name)) return false;
    const [first, last] = place < offset ? [place, offset] : [offset, place];
    return calls.filter(({ nameSpan: [between] }) => first < between && between < last).length < NEAR;
  });
}

const KEPT = /cache[ds]?(?![a-z])|cached|memo(?![a-z])/i;

/** `roleCache.get(key)`: what it is called on. */
function ownerOf({ fact: { callee } }: Call): string {
  return callee.kind === 'member' && (callee.of.kind === 'name' || callee.of.kind === 'member') ? callee.of.name : '';
}

/** `cachedCounts[language] = count`, in a variable or field whose name says so. */
function keepsInVariable({ facts }: Codebase, id: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(id);
  return facts.get(file)?.assignments.some(({ in: owner, target }) => owner === index && saysKept(target)) ?? false;
}

function saysKept(target: Expression): boolean {
  if (target.kind === 'name') return KEPT.test(target.name);
  return (target.kind === 'member' || target.kind === 'element') && ((target.kind === 'member' && KEPT.test(target.name)) || saysKept(target.of));
}

/** `@Header('Cache-Control', …)`, `@UseInterceptors(CacheInterceptor)`, on the method or its class. */
function isMarked(codebase: Codebase, handler: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(handler);
  const facts = codebase.facts.get(file);
  const fact = facts?.functions[index];
  const own = fact?.class === undefined ? undefined : facts?.classes[fact.class];
  return [...(fact?.decorators ?? []), ...(own?.decorators ?? [])].some((each) => each.kind === 'call' && /"cache-control"|"\w*cache(?:interceptor|ttl|key)?"/i.test(JSON.stringify(facts?.calls[each.call])));
}

function labelOf({ operation }: Call): string {
  return operation?.label ?? 'The query';
}

function nameOf({ fact }: Call): string {
  return fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
}

function setsCacheHeader({ fact }: Call): boolean {
  return fact.arguments.some((argument) => argument.kind === 'literal' && /^cache-control$/i.test(String(argument.value))) || JSON.stringify(fact.arguments).toLowerCase().includes('"cache-control"');
}
