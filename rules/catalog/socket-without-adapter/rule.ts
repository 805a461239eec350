import { optionEdits } from '../../kit/argument-edits.ts';
import { callAt } from '../../kit/call-at.ts';
import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { importedAs, importOf, isFree } from '../../kit/edits.ts';
import { nameOf } from '../../kit/names.ts';
import { majorOf, redisIn } from '../../kit/redis-in.ts';
import { servedCalls } from '../../kit/served-calls.ts';
import { isSingleCopy } from '../../kit/single-copy.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { QuickFix } from '../../model/finding.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import type { Service } from '../../model/workspace.ts';
import { broadcastIn, type Broadcast, type Medium } from './broadcasts.ts';
import { reachesOtherInstances } from './other-instances.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    const callsOf = callsByService(codebase);
    for (const service of codebase.workspace.services) {
      const own = callsOf.get(service) ?? [];
      const broadcasts = own.flatMap((call) => broadcastIn(codebase, call) ?? []);
      for (const medium of MEDIA) {
        const said = broadcasts.filter((each) => each.medium === medium);
        const [first] = said;
        if (!first || isSingleCopy(codebase, first.call.file)) continue;
        const server = own.find((call) => makes(call, medium));
        const speaking = new Set([...said.map(({ call }) => call.file), ...(server ? [server.file] : [])]);
        if (!reachesOtherInstances(codebase, own, medium, speaking)) yield reportOf(codebase, service, medium, server, first, said);
      }
    }
  },

  fix,
});

function callsByService(codebase: Codebase): ReadonlyMap<Service, readonly Call[]> {
  const found = new Map<Service, Call[]>();
  for (const call of servedCalls(codebase)) {
    const service = codebase.serviceOf(call.file);
    const own = service && found.get(service);
    if (own) own.push(call);
    else if (service) found.set(service, [call]);
  }
  return found;
}

const MEDIA: readonly Medium[] = ['socket.io', 'ws', 'pubsub'];

const SAYS: Readonly<Record<Medium, string>> = {
  'socket.io': 'has no adapter',
  ws: 'knows the sockets of this process alone',
  pubsub: 'keeps its events in this process',
};

function reportOf(codebase: Codebase, service: Service, medium: Medium, server: Call | undefined, first: Broadcast, said: readonly Broadcast[]): Report {
  const facts = codebase.facts.get(server?.file ?? first.call.file);
  const name = (server ? nameOf(facts, server.fact.callee) : undefined) ?? (medium === 'socket.io' ? 'Socket.IO' : medium === 'ws' ? 'This server' : 'PubSub');
  const others = said.length - 1;
  return {
    at: server ? siteOf(server) : siteOf(first.call),
    message: `${name} ${SAYS[medium]}: ${first.label}${others > 0 ? ` and ${others} more like it reach` : ' reaches'} only who is connected to the same instance of ${service.name}.`,
    confidence: said.some(({ call }) => !call.isGuessed) && server ? 'certain' : 'likely',
    evidence: said.slice(0, 5).map(({ call, label }) => ({ at: siteOf(call), shows: `${label} reaches this instance's sockets` })),
    evidenceIs: 'related',
    entryPoints: codebase.requests.entryPointsOf(first.call.caller),
  };
}

function makes({ operation, fact }: Call, medium: Medium): boolean {
  if (operation?.kind !== 'socket' || !operation.traits.includes('server') || fact.kind === 'decorator') return false;
  if (medium === 'pubsub') return operation.traits.includes('in-process-pubsub');
  return !operation.traits.includes('in-process-pubsub') && operation.traits.includes('ws') === (medium === 'ws');
}

const NAME = 'createAdapter';

/** Ties Socket.IO to the Redis that the file has at hand, where an adapter for it is a dependency. */
function* fix({ at }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
  const call = callAt(codebase, at);
  const facts = codebase.facts.get(at.file);
  const text = textOf(at.file);
  if (!call || !facts || text === undefined || !makes(call, 'socket.io')) return;
  const redis = redisIn(codebase, facts, call.fact.span[0]);
  const library = ['@socket.io/redis-streams-adapter', '@socket.io/redis-adapter'].find((each) => majorOf(codebase, facts, each) !== undefined);
  // A copy of node-redis' client must be connected before it hears anything.
  if (!redis || library === undefined || (library === '@socket.io/redis-adapter' && redis.library === 'redis')) return;
  const known = importedAs(facts, NAME, [library]);
  if (known === undefined && !isFree(text, NAME)) return;
  const given = call.fact.arguments;
  const index = given.length === 0 || (given.length === 1 && given[0]?.kind === 'object') ? 0 : 1;
  const clients = library === '@socket.io/redis-adapter' ? `${redis.name}, ${redis.name}.duplicate()` : redis.name;
  const edits = optionEdits(text, facts, call.fact, index, 'adapter', `${known ?? NAME}(${clients})`);
  if (edits.length > 0) yield { title: `Tie the instances together with ${redis.name}`, safety: 'suggestion', edits: known === undefined ? [...edits, importOf(text, facts, NAME, library)] : edits };
}
