import { callAt } from '../../kit/call-at.ts';
import { reaches } from '../../kit/data-flow.ts';
import { everyOf } from '../../kit/every-of.ts';
import { defineRule, type SharedCause } from '../../kit/define-rule.ts';
import { isNeverEntered, isRuledOutFor } from '../../kit/flags.ts';
import { isRemembered } from '../../kit/once.ts';
import { requestInputIn } from '../../kit/request-input.ts';
import { reachedCalls, tierOfWait } from '../../kit/reached-calls.ts';
import { callerName, confidenceOf, reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';
import type { Operation } from '../../model/operations.ts';
import type { EntryPoint } from '../../model/workspace.ts';
import { hoisting } from './hoisting.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    const told = new Set<string>();
    for (const reached of reachedCalls(codebase)) {
      const { call, path } = reached;
      const { operation } = call;
      if (operation?.kind !== 'open-client' || isOpenedForNothing(operation) || operation.traits.includes('from-pool') || codebase.isOffline(call.file)) continue;
      if (isRemembered(codebase, call, path) || isConstructedElsewhere(codebase, reached) || opensNothing(call) || isMadeForOneTarget(codebase, call) || isHeldByReads(codebase, call)) continue;
      if (isNeverEntered(codebase, call) || isRuledOutFor(codebase, call, path) || isOfThisRequest(codebase, reached)) continue;
      if (operation.traits.includes('cheap') && isOfThisCall(codebase, call)) continue;
      // Of the cases of a `switch`, one is opened.
      const key = `${call.caller} ${operation.label}`;
      if (told.has(key)) continue;
      told.add(key);
      yield reportOnPath(codebase, reached, {
        ...(isOfThisCall(codebase, call) || hasNoConnections(codebase, call) || asksWhetherAlive(path.entryPoint) || /HealthCheck|checkHealth/i.test(callerName(codebase, call)) || confidenceOf(call, path) !== 'certain' ? { tier: 'information' as const } : {}),
        ...tierOfWait(codebase, reached),
        ...(operation.traits.includes('cheap') && { tier: 'advice' as const }),
        message: `${callerName(codebase, call)} opens a new ${operation.label} for ${everyOf(path.entryPoint)}.`,
        cause: openerOf(codebase, call),
      });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    const moved = facts && text !== undefined && call ? hoisting(text, facts, call.fact) : undefined;
    if (moved) yield { title: `Open ${moved.name} once, for all requests`, safety: 'suggestion', edits: moved.edits };
  },
});

/** Made anew it costs nothing, unless it keeps connections to be used again: then each request shakes hands anew. */
function isOpenedForNothing({ traits }: Operation): boolean {
  return traits.includes('cheap') && !traits.includes('agent');
}

/** What opens several clients, or is opened in several places, is mended once: the function, or a class of this codebase that is a client. */
function openerOf(codebase: Codebase, call: Call): SharedCause {
  const { facts, values } = codebase;
  const [own] = values.of(call.file, call.fact.callee).flatMap((value) => (value.kind === 'class' ? [value] : []));
  const made = own && facts.get(own.file)?.classes[own.class];
  if (own && made) return { at: { file: own.file, span: made.nameSpan }, named: callerName(codebase, call), where: 'with the same class' };
  return { at: { file: call.file, span: facts.get(call.file)?.functions[call.fact.in]?.nameSpan ?? call.nameSpan }, named: call.operation?.label ?? 'another client', where: 'in the same function' };
}

/** Opened with what the caller gave or a query found, such as a tenant's own settings: one for all would not do. */
function isOfThisCall({ facts }: Codebase, { file, fact }: Call): boolean {
  const own = facts.get(file);
  const isGiven = (name: Expression & { kind: 'name' }): boolean => {
    const binding = name.binding === undefined ? undefined : own?.bindings[name.binding];
    return binding !== undefined && binding.in !== 0 && (binding.kind === 'parameter' || comesLater(binding.value));
  };
  return own !== undefined && fact.arguments.some((argument) => reaches(own, argument, isGiven));
}

/** Awaited, or taken out of something that was. */
function comesLater(value: Expression | undefined): boolean {
  return value?.kind === 'await' || ((value?.kind === 'member' || value?.kind === 'element') && comesLater(value.of));
}

/** `new BigQuery({ credentials: request.body.credentials })`, or a thread that is handed what was sent: made for this request, and of no use to another. A pool for `request.params.tenant` is. */
function isOfThisRequest(codebase: Codebase, { call, path }: ReachedCall): boolean {
  if (!isOfThisCall(codebase, call)) return false;
  const isSent = (each: Expression): boolean => requestInputIn(codebase, path, call.file, each) !== undefined;
  return call.origins.some((origin) => origin.startsWith('node:worker_threads#Worker')) || call.fact.arguments.some((argument) => (argument.kind === 'object' ? argument.spreads.some(isSent) || argument.properties.some(({ name, value }) => LETS_IN.test(name) && isSent(value)) : isSent(argument)));
}

/** Where somebody's own service stands, and how one is let in. */
const LETS_IN = /credential|passw|secret|token|key|host|server|address|endpoint|ur[il]|connection|user|auth|account/i;

/** Made anew it costs next to nothing: it connects for each use anyhow, or with what all its kind share. */
function hasNoConnections({ values }: Codebase, { file, fact, operation }: Call): boolean {
  const traits = operation?.traits ?? [];
  if (!traits.includes('pool-on-request')) return traits.includes('shares-sockets');
  const [options] = fact.arguments;
  const pool = options && values.propertyOf(file, options, 'pool')?.expression;
  return pool === undefined || (pool.kind === 'literal' && pool.value === false);
}

/** A look at whether the other side takes connections opens one, every few seconds. */
function asksWhetherAlive({ path }: EntryPoint): boolean {
  return path !== undefined && /(?:^|\/)(?:health(?:z|-?check)?|ready(?:z)?|live(?:z|ness)?)(?:\/|$)/i.test(path);
}

/** `redis.xread('BLOCK', …)`, `redis.subscribe(…)`: a connection that waits for what comes is of no use to anybody else. */
function isHeldByReads({ facts }: Codebase, { file, index }: Call): boolean {
  const own = facts.get(file);
  const kept = own?.bindings.findIndex(({ value }) => {
    const made = value?.kind === 'await' ? value.of : value;
    return made?.kind === 'call' && made.call === index;
  }) ?? -1;
  return kept >= 0 && own !== undefined && own.calls.some(({ callee }) => callee.kind === 'member' && callee.of.kind === 'name' && callee.of.binding === kept && HOLDS.test(callee.name));
}

/** Redis' commands that keep the connection until something comes. */
const HOLDS = /^(?:x[rR]ead(?:[gG]roup)?|[ps]?[sS]ubscribe|b[lr][pP]op|b[zZ][pP]op(?:[mM]in|[mM]ax)|monitor)$/;

/** `createTransport(mailgun(settings))`: a mailer over somebody's HTTP interface keeps no connection, and one that only writes the message has none. */
function opensNothing({ origins, fact }: Call): boolean {
  const [first] = fact.arguments;
  if (!origins.some((origin) => origin.startsWith('nodemailer#'))) return false;
  return first?.kind === 'call' || (first?.kind === 'object' && first.properties.some(({ name }) => name === 'streamTransport' || name === 'jsonTransport' || name === 'sendmail'));
}

/** `new Agent({ connect: { lookup } })`: bound to one address that was looked up before, as protection asks for. */
function isMadeForOneTarget({ facts }: Codebase, { file, fact }: Call): boolean {
  const own = facts.get(file);
  const names = (each: Expression): readonly string[] => (each.kind === 'object' ? each.properties.flatMap(({ name, value }) => [name, ...names(value)]) : []);
  return own !== undefined && fact.arguments.flatMap(names).includes('lookup');
}

/** What a constructor opens lives as long as the object; containers make that once. Where the path itself makes one, every request does. */
function isConstructedElsewhere({ facts }: Codebase, { call: { file, fact }, path }: ReachedCall): boolean {
  if (facts.get(file)?.functions[fact.in]?.kind !== 'constructor') return false;
  const maker = path.steps.at(-1);
  // `super(…)` is part of what `new` opens, which is told where it stands.
  return fact.callee.kind === 'super' || maker?.call.fact.kind !== 'new' || maker.resolution === 'dynamic';
}
