/** Asks the cache that the class or the module has already, before the database: `this.cache.wrap(key, () => query)`. */

import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import { styleOf } from '../../kit/edits.ts';
import { versionIn } from '../../kit/version-in.ts';

export interface CachedQuery {
  /** `this.cache`. */
  readonly cache: string;
  readonly edits: readonly TextEdit[];
}

/** Those whose calls are promises and whose rows are plain data, which a cache outside the process gives back as they were. */
const PLAIN = new Set(['prisma', 'typeorm', 'drizzle']);

/** Undefined where there is no cache-manager at hand; its `wrap` is the one form that keeps the query as it is. */
export function cachedQuery(codebase: Codebase, text: string, facts: FileFacts, { fact, chain, operation }: Call): CachedQuery | undefined {
  const cache = cacheAt(codebase, facts, fact.in);
  const owner = facts.functions[fact.in];
  const start = chain?.[0] && chain.length > 1 ? Math.min(chain[0].span[0], fact.span[0]) : fact.span[0];
  const query = text.slice(start, fact.span[1]);
  if (operation?.kind !== 'query' || !PLAIN.has(operation.library)) return undefined;
  if (cache === undefined || !owner || owner.kind === 'constructor' || !/^[\w$.]+$/.test(owner.name) || (fact.use !== 'awaited' && fact.use !== 'returned') || /\bawait\b/.test(query)) return undefined;
  const { quote } = styleOf(text, facts);
  const { file } = facts;
  return {
    cache,
    edits: [
      { file, span: [start, start], newText: `${cache}.wrap(${quote}${owner.name}${quote}, () => ` },
      { file, span: [fact.span[1], fact.span[1]], newText: `, ${lifetime(codebase, facts)})` },
    ],
  };
}

/** A field typed as a cache, or a constant of the module that is one. */
function cacheAt(codebase: Codebase, facts: FileFacts, index: number): string | undefined {
  for (let owner: number | undefined = index; owner !== undefined; owner = facts.functions[owner]?.parent) {
    const around = facts.functions[owner];
    const own = around?.class === undefined ? undefined : facts.classes[around.class];
    const field = own?.fields.find(({ type }) => type?.name === 'Cache' && type.binding !== undefined && /^(?:cache-manager|@nestjs\/cache-manager)$/.test(facts.bindings[type.binding]?.import?.specifier ?? ''));
    if (field && !around?.isStatic) return `this.${field.name}`;
  }
  const constant = facts.bindings.find(({ in: scope, kind, name, span }, binding) => scope === 0 && (kind === 'const' || kind === 'import') && /cache/i.test(name) && codebase.values.of(facts.file, { kind: 'name', name, binding, at: span }).some((value) => value.kind === 'external' && /^cache-manager#(?:caching|createCache|multiCaching)\(\)$/.test(value.origin)));
  return constant?.name;
}

/** Milliseconds since version 5, an object of seconds before. */
function lifetime(codebase: Codebase, { file }: FileFacts): string {
  const version = versionIn(codebase.packageOf(file), 'cache-manager');
  return version !== undefined && /^[^\d]*[0-4]\./.test(version) ? '{ ttl: 60 }' : '60_000';
}
