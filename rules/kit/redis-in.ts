/** The Redis client that a file has at hand, for fixes that keep something there. */

import type { Codebase } from '../model/codebase.ts';
import type { FileFacts } from '../model/facts.ts';

export interface RedisAtHand {
  readonly name: string;
  readonly library: 'ioredis' | 'redis';
}

/** A constant of the module or something it imports, declared before `offset`; undefined where there is none. */
export function redisIn({ values }: Codebase, { file, bindings }: FileFacts, offset: number): RedisAtHand | undefined {
  for (const [binding, { name, kind, in: owner, span }] of bindings.entries()) {
    if (owner !== 0 || (kind !== 'import' && kind !== 'const') || (kind === 'const' && span[0] > offset)) continue;
    const origins = values.of(file, { kind: 'name', name, binding, at: span }).map((value) => (value.kind === 'external' ? value.origin : ''));
    if (origins.length !== 1) continue;
    if (origins.some((origin) => /^ioredis#(?:(?:Redis|default|Cluster)?\{\})$/.test(origin))) return { name, library: 'ioredis' };
    if (origins.some((origin) => /^redis#(?:createClient\(\)|createCluster\(\))(?:\.connect\(\))?$/.test(origin))) return { name, library: 'redis' };
  }
  return undefined;
}

/** The major version a package asks for of a dependency; undefined where it does not, or says it in another way than `^9.0.0`. */
export function majorOf({ packageOf }: Codebase, { file }: FileFacts, dependency: string): number | undefined {
  const { dependencies } = packageOf(file).manifest;
  const version: unknown = typeof dependencies === 'object' && dependencies !== null ? Object.entries(dependencies).find(([name]) => name === dependency)?.[1] : undefined;
  const major = typeof version === 'string' ? /^[\^~>=v]*(\d+)/.exec(version)?.[1] : undefined;
  return major === undefined ? undefined : Number(major);
}
