import { optionEdits } from '../../kit/argument-edits.ts';
import { callAt } from '../../kit/call-at.ts';
import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { importedAs, importOf, isFree } from '../../kit/edits.ts';
import { nameOf } from '../../kit/names.ts';
import { ofEachFile } from '../../kit/of-each-file.ts';
import { majorOf, redisIn } from '../../kit/redis-in.ts';
import { callsOfFile, servedAnswers, servedCode } from '../../kit/served-calls.ts';
import { isSingleCopy } from '../../kit/single-copy.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { QuickFix } from '../../model/finding.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import type { Service } from '../../model/workspace.ts';
import { broadcastIn, type Broadcast, type Medium } from './broadcasts.ts';
import { reachesOtherInstances } from './other-instances.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    for (const [service, { broadcasts, servers }] of soundsByService(codebase)) {
      for (const medium of MEDIA) {
        const said = broadcasts.filter((each) => each.medium === medium);
        const [first] = said;
        if (!first || isSingleCopy(codebase, first.call.file)) continue;
        const server = servers.find((call) => makes(call, medium));
        const speaking = new Set([...said.map(({ call }) => call.file), ...(server ? [server.file] : [])]);
        if (!reachesOtherInstances(codebase, callingFiles(codebase, service), medium, speaking)) yield reportOf(codebase, service, medium, server, first, said);
      }
    }
  },

  fix,
});

interface Sounds {
  readonly broadcasts: readonly Broadcast[];
  /** Calls that make a server. */
  readonly servers: readonly Call[];
}

const soundsIn = ofEachFile((own, code): Sounds | undefined => {
  const calls = [...callsOfFile(own, code)];
  const broadcasts = calls.flatMap((call) => broadcastIn(code, call) ?? []);
  const servers = calls.filter((call) => MEDIA.some((medium) => makes(call, medium)));
  return broadcasts.length + servers.length > 0 ? { broadcasts, servers } : undefined;
});

/** In the order of the workspace. */
function soundsByService(codebase: Codebase): readonly (readonly [Service, Sounds])[] {
  const sounds = servedAnswers(codebase, soundsIn);
  const isOf = (service: Service) => ({ file }: Call): boolean => codebase.serviceOf(file) === service;
  const own = (service: Service): Sounds => ({
    broadcasts: sounds.flatMap(({ broadcasts }) => broadcasts.filter(({ call }) => isOf(service)(call))),
    servers: sounds.flatMap(({ servers }) => servers.filter(isOf(service))),
  });
  return sounds.length === 0 ? [] : codebase.workspace.services.map((service) => [service, own(service)]);
}

function callingFiles(codebase: Codebase, service: Service): ReadonlySet<FilePath> {
  return new Set(servedCode(codebase).filter((file) => codebase.serviceOf(file) === service && (codebase.facts.get(file)?.calls.length ?? 0) > 0));
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
