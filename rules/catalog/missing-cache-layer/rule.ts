import { callAt } from '../../kit/call-at.ts';
import { isConstant } from '../../kit/constant.ts';
import { isContinued, isOnKeptQuery } from '../../kit/continued.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isRemembered } from '../../kit/once.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FunctionId } from '../../model/function-id.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';
import { cachedQuery } from './cached-query.ts';
import { headerEdits } from './cache-header.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  // Whether everybody may see the same answer for a while is known to the team: measured precision carries advice only.
  tier: 'advice',
  options: {},

  *check({ scale }, codebase) {
    if (scale.stage === 'mvp' && scale.isStageDeclared) return;
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      const { entryPoint } = path;
      const isRead = entryPoint.kind === 'http-route' ? entryPoint.method === 'GET' : entryPoint.kind === 'graphql-resolver' && entryPoint.label.startsWith('Query.');
      if (!isRead || PROBES.test(entryPoint.label) || codebase.isOffline(call.file)) continue;
      if (!isSharedRead(codebase, call) || isCached(codebase, reached)) continue;
      yield reportOnPath(codebase, reached, {
        message: `${call.operation?.label ?? 'The query'} asks the same for every caller of ${entryPoint.label}, and nothing on the way remembers the answer.`,
        confidence: 'likely',
      });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    const path = call && codebase.requests.to(call.caller);
    if (!facts || text === undefined || !path) return;
    const cached = cachedQuery(codebase, text, facts, call);
    if (cached) yield { title: `Remember the answer in ${cached.cache} for a minute`, safety: 'suggestion', edits: cached.edits };
    const edits = headerEdits(codebase, textOf, path.entryPoint);
    if (edits.length > 0) yield { title: `Let ${path.entryPoint.label} be cached for a minute`, safety: 'suggestion', edits };
  },
});

const PROBES = /health|ready|live|metrics|ping|status|version/i;
const READS = new Set(['read-one', 'read-many', 'count']);

/** A read whose arguments are the same whoever asks. */
function isSharedRead(codebase: Codebase, call: Call): boolean {
  const { file, fact, chain, operation } = call;
  const isRead = (operation?.kind === 'query' && READS.has(operation.action ?? '')) || (operation?.kind === 'outbound' && !/post|put|patch|delete/i.test(operation.label));
  if (!isRead) return false;
  const steps = chain ?? [fact];
  const own = codebase.facts.get(file);
  if (own && (isContinued(own, call) || steps.some((step) => isOnKeptQuery(own, step)))) return false;
  if (isPartOfAnother(operation) || steps.some(({ callee }) => callee.kind === 'member' && (callee.name === 'as' || callee.name === 'next'))) return false;
  return steps.every(({ arguments: given }) => given.every((argument) => isConstant(codebase, file, argument) && !saysHowToCache(JSON.stringify(argument))));
}

/** A cursor was opened with what was asked for; a subquery runs within the query that it is given to. */
function isPartOfAnother({ label }: NonNullable<Call['operation']>): boolean {
  return /cursor/i.test(label) || /\.as$/.test(label);
}

/** `fetch(url, { next: { revalidate: 60 } })`, `{ cacheStrategy: … }`. */
function saysHowToCache(text: string): boolean {
  return /"name":"(?:revalidate|cacheStrategy|cache|ttl|method|headers)"/.test(text);
}

/** A cache, a memo or a cache header in any function on the way. */
function isCached(codebase: Codebase, { call, path }: ReachedCall): boolean {
  if (isRemembered(codebase, call, path) || isMarked(codebase, path.entryPoint.handler)) return true;
  const functions = new Set<FunctionId>([path.entryPoint.handler, call.caller, ...path.steps.map(({ callee }) => callee)]);
  for (const each of functions) {
    for (const step of codebase.calls.callsIn(each)) {
      const kind = step.operation?.kind;
      if (kind === 'cache-read' || kind === 'cache-write' || kind === 'memo' || /cache|memo|revalidat/i.test(nameOf(step)) || setsCacheHeader(step)) return true;
    }
  }
  const facts = codebase.facts.get(path.entryPoint.at.file);
  const nearby = facts?.calls.some(({ callee, nameSpan }) => (callee.kind === 'name' || callee.kind === 'member') && /cache/i.test(callee.name) && Math.abs(nameSpan[0] - path.entryPoint.at.span[0]) < 400);
  return nearby === true || facts?.exports.some((fact) => fact.kind === 'local' && (fact.name === 'revalidate' || fact.name === 'dynamic')) === true;
}

/** `@Header('Cache-Control', …)`, `@UseInterceptors(CacheInterceptor)`, on the method or its class. */
function isMarked(codebase: Codebase, handler: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(handler);
  const facts = codebase.facts.get(file);
  const fact = facts?.functions[index];
  const own = fact?.class === undefined ? undefined : facts?.classes[fact.class];
  return [...(fact?.decorators ?? []), ...(own?.decorators ?? [])].some((each) => each.kind === 'call' && /"cache-control"|"\w*cache(?:interceptor|ttl|key)?"/i.test(JSON.stringify(facts?.calls[each.call])));
}

function nameOf({ fact }: Call): string {
  return fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
}

function setsCacheHeader({ fact }: Call): boolean {
  return fact.arguments.some((argument) => argument.kind === 'literal' && /^cache-control$/i.test(String(argument.value))) || JSON.stringify(fact.arguments).toLowerCase().includes('"cache-control"');
}
