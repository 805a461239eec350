import { defineRule } from '../../kit/define-rule.ts';
import { option } from '../../kit/options.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { addressOf, serviceCalled } from '../../kit/service-called.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type ReachedCall } from '../../model/graphs.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'information',

  options: {
    depth: option.count({ default: 3, description: 'Services that may stand in a row, each waiting for the next, before it is reported.' }),
    calls: option.count({ default: 3, description: 'Calls to one other service that one function may make for a request before it is reported.' }),
  },

  *check({ services }, codebase, { depth, calls }) {
    const hops = services.filter(({ kind }) => kind === 'service').flatMap((service) => hopsFrom(codebase, service));
    for (const chain of longestChains(codebase, hops, depth)) {
      const [first, ...rest] = chain;
      if (!first) continue;
      const names = [first.from.name, ...chain.map(({ to }) => to.name)];
      yield reportOnPath(codebase, first.reached, {
        message: `${first.reached.path.entryPoint.label} waits for ${names.length} services in a row: ${names.join(' → ')}.`,
        more: rest.map(({ from, to, reached }) => ({ at: siteOf(reached.call), shows: `${from.name} waits for ${to.name}` })),
        confidence: 'likely',
      });
    }
    for (const [first, ...rest] of repeated(hops, calls)) {
      if (!first) continue;
      yield reportOnPath(codebase, first.reached, {
        message: `${first.reached.path.entryPoint.label} asks ${first.to.name} ${rest.length + 1} times over the network.`,
        more: rest.map(({ reached }) => ({ at: siteOf(reached.call), shows: `${first.to.name} is asked again` })),
        confidence: 'likely',
      });
    }
  },
});

/** One service waits for another while it answers. */
interface Hop {
  readonly from: Service;
  readonly to: Service;
  readonly reached: ReachedCall;
}

function hopsFrom(codebase: Codebase, from: Service): readonly Hop[] {
  const hops: Hop[] = [];
  for (const reached of codebase.requests.calls(from)) {
    if (reached.call.operation?.kind !== 'outbound' || reached.call.fact.use === 'dropped') continue;
    const address = addressOf(codebase, reached.call);
    const to = address && serviceCalled(codebase, address);
    if (to && to.name !== from.name) hops.push({ from, to, reached });
  }
  return hops;
}

/** From services that no other waits for; each pair of ends once. */
function* longestChains(codebase: Codebase, hops: readonly Hop[], depth: number): Iterable<readonly Hop[]> {
  const seen = new Set<string>();
  for (const start of hops.filter(({ from }) => !hops.some(({ to }) => to.name === from.name))) {
    const chain = longestFrom(hops, [start]);
    const key = chain.map(({ from, to }) => `${from.name} ${to.name}`).join();
    if (chain.length + 1 < depth || seen.has(key)) continue;
    seen.add(key);
    yield chain;
  }
}

function longestFrom(hops: readonly Hop[], chain: readonly Hop[]): readonly Hop[] {
  const last = chain.at(-1);
  if (!last || chain.length > 10) return chain;
  const next = hops.filter(({ from, to }) => from.name === last.to.name && !chain.some((hop) => hop.from.name === to.name));
  // One hop to each further service is enough to know how deep it goes.
  const distinct = [...new Map(next.map((hop) => [hop.to.name, hop])).values()];
  return distinct.map((hop) => longestFrom(hops, [...chain, hop])).reduce((best, each) => (each.length > best.length ? each : best), chain);
}

/** Calls of one function, none of them in a branch, that go to the same service. */
function* repeated(hops: readonly Hop[], calls: number): Iterable<readonly Hop[]> {
  const groups = new Map<string, Hop[]>();
  for (const hop of hops) {
    const { call } = hop.reached;
    if (call.fact.branch !== undefined) continue;
    const key = `${call.caller} ${hop.to.name}`;
    groups.set(key, [...(groups.get(key) ?? []), hop]);
  }
  for (const group of groups.values()) if (group.length >= calls) yield group.sort((a, b) => a.reached.call.nameSpan[0] - b.reached.call.nameSpan[0]);
}
