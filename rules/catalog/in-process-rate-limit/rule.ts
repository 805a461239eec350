import { optionEdits } from '../../kit/argument-edits.ts';
import { callAt } from '../../kit/call-at.ts';
import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { importedAs, importOf, isFree } from '../../kit/edits.ts';
import { hasAlternative, isConditional, isToldMemory, keepsInProcess, labelOf, optionsOf } from '../../kit/own-store.ts';
import { majorOf, redisIn } from '../../kit/redis-in.ts';
import { isSample, placeOfService } from '../../kit/deployed-service.ts';
import { stepsOf } from '../../kit/request-path-report.ts';
import { filesBesideRequests, servedOperations } from '../../kit/served-calls.ts';
import { isSingleCopy } from '../../kit/single-copy.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { QuickFix } from '../../model/finding.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import { ownCounts } from './own-count.ts';
import { makesSharedLimiter } from './shared-limiter.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    for (const call of servedOperations(codebase)) {
      const { operation, isGuessed, file } = call;
      if (operation.kind !== 'rate-limit' || hasAlternative(codebase, call) || isSingleCopy(codebase, file)) continue;
      const isMemory = operation.traits.includes('memory-store') && !isConditional(codebase, call) && !makesSharedLimiter(codebase, file);
      if (!isMemory && !keepsInProcess(codebase, call) && !isToldMemory(codebase, call)) continue;
      if (operation.traits.includes('module') && isCountedElsewhere(codebase)) continue;
      if (call.origins.some((origin) => origin.startsWith('limiter#')) && !limitsRequests(codebase, call)) continue;
      const limit = limitOf(codebase, call);
      const home = codebase.serviceOf(file);
      const service = home?.name ?? 'the service';
      // One store shared by all of the service's limits is what they lack.
      const lacking = home && placeOfService(codebase, home);
      yield {
        at: siteOf(call),
        ...(lacking && { cause: { at: lacking, named: labelOf(codebase, call), where: 'in this service' } }),
        message: `${labelOf(codebase, call)} counts in the memory of this process: each further instance of ${service} lets ${limit === undefined ? 'the whole limit' : `another ${limit.toLocaleString('en-US')}`} through, and a restart forgets the count.`,
        confidence: isGuessed ? 'likely' : 'certain',
      };
    }
    for (const { name, at, path, by, standsIn } of ownCounts(codebase, filesBesideRequests(codebase))) {
      if (isSample(at.file) || isSingleCopy(codebase, at.file)) continue;
      const service = codebase.serviceOf(at.file)?.name ?? 'the service';
      yield {
        at,
        ...(standsIn && { tier: 'information' as const }),
        message: `${standsIn ? `Where no shared store is set up, ${name}` : name} counts in the memory of this process: each further instance of ${service} lets the whole limit through, and a restart forgets the count.`,
        confidence: 'likely',
        evidence: stepsOf(path),
        evidenceIs: 'related',
        entryPoints: codebase.requests.entryPointsOf(by),
      };
    }
  },

  fix,
});

/** A guard of the team's own that decides by something else than Nest's storage. */
function isCountedElsewhere({ facts }: Codebase): boolean {
  return [...facts.values()].some(({ classes }) => classes.some(({ extends: base, methods }) => base?.kind === 'name' && base.name === 'ThrottlerGuard' && methods.some(({ name }) => name === 'handleRequest')));
}

/** A bucket of tokens may just as well pace what a job sends: this one turns requests away rather than let them wait. */
function limitsRequests({ requests, values }: Codebase, { file, index, fact: { arguments: [options] } }: Call): boolean {
  const isRefusing = options !== undefined && values.propertyOf(file, options, 'fireImmediately') !== undefined;
  for (const { call } of requests.calls()) {
    const { operation, fact } = call;
    if (operation?.kind !== 'rate-limit' || !operation.traits.includes('use') || fact.callee.kind !== 'member' || !(isRefusing || fact.callee.name.startsWith('try'))) continue;
    if (values.of(call.file, fact.callee.of).some((value) => value.kind === 'external' && value.made?.at.file === file && value.made.call === index)) return true;
  }
  return false;
}

/** The number that the options name as the limit; undefined where it is no constant, or there are several. */
function limitOf(codebase: Codebase, call: Call): number | undefined {
  const options = optionsOf(codebase, call);
  if (options === 'none' || options === 'unknown') return undefined;
  for (const name of ['limit', 'max', 'points']) {
    const found = codebase.values.propertyOf(options.file, options.expression, name);
    const [value, ...others] = found ? codebase.values.of(found.file, found.expression) : [];
    if (value?.kind === 'literal' && typeof value.value === 'number' && others.length === 0) return value.value;
  }
  return undefined;
}

const LIBRARY = 'rate-limit-redis';
const NAME = 'RedisStore';

/** Counts in the Redis that the file has at hand: fastify's own option, or rate-limit-redis where it is a dependency. */
function* fix({ at }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
  const call = callAt(codebase, at);
  const facts = codebase.facts.get(at.file);
  const text = textOf(at.file);
  const redis = call && facts ? redisIn(codebase, facts, call.fact.span[0]) : undefined;
  if (!call || !facts || text === undefined || !redis) return;
  const title = `Count in ${redis.name}`;
  if (call.operation?.traits.includes('option:redis')) {
    const edits = redis.library === 'ioredis' ? optionEdits(text, facts, call.fact, 1, 'redis', redis.name) : [];
    if (edits.length > 0) yield { title, safety: 'suggestion', edits };
    return;
  }
  // The last parameter types of `call` differ between versions of ioredis; what node-redis takes has stayed.
  const isExpress = call.origins.some((origin) => origin.startsWith('express-rate-limit#'));
  if (!isExpress || redis.library !== 'redis' || (majorOf(codebase, facts, LIBRARY) ?? 0) < 4) return;
  const known = importedAs(facts, NAME, [LIBRARY]);
  if (known === undefined && !isFree(text, NAME)) return;
  const type = facts.language === 'typescript' ? ': string[]' : '';
  const edits = optionEdits(text, facts, call.fact, 0, 'store', `new ${known ?? NAME}({ sendCommand: (...command${type}) => ${redis.name}.sendCommand(command) })`);
  if (edits.length > 0) yield { title, safety: 'suggestion', edits: known === undefined ? [...edits, importOf(text, facts, NAME, LIBRARY)] : edits };
}
