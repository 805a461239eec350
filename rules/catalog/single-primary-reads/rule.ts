import { defineRule } from '../../kit/define-rule.ts';
import { filesReachedBy, isServing } from '../../kit/deployed-service.ts';
import { option } from '../../kit/options.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type Call, type ReachedCall } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

export default defineRule({
  scope: 'service',
  category: 'database',
  tier: 'advice',

  options: {
    reads: option.count({ default: 20, description: 'Queries on request paths that only read, from which on a service counts as read-heavy.' }),
    ratio: option.count({ default: 3, description: 'How many times more such queries than writes there must be.' }),
  },

  *check(service, codebase, { reads: fewest, ratio }) {
    if (codebase.workspace.scale.stage === 'mvp' || !isServing(codebase, service)) return;
    const queries = [...codebase.requests.calls(service)].filter(({ call }) => call.operation?.kind === 'query' && SQL.has(call.operation.library) && !codebase.isOffline(call.file));
    const writes = queries.filter(({ call }) => isWrite(call));
    const reads = queries.filter(({ call }) => !isWrite(call) && call.operation?.action !== 'raw');
    if (reads.length < fewest || reads.length < ratio * writes.length || knowsReplicas(codebase, filesReachedBy(codebase, service))) return;
    const [first] = reads;
    const opened = openedBy(codebase, first?.call.operation?.library, filesReachedBy(codebase, service));
    if (!first) return;
    yield {
      at: opened ?? siteOf(first.call),
      message: `${reads.length} queries of ${service.name} only read, ${writes.length} write, and all go to one primary; no replica takes a part of them.`,
      confidence: 'possible',
      evidence: firstOfEach(reads).map(({ call, path }) => ({ at: siteOf(call), shows: `${path.entryPoint.label} only reads here` })),
      evidenceIs: 'related',
    };
  },
});

/** Document stores and in-process databases spread reads in other ways. */
const SQL = new Set(['prisma', 'typeorm', 'sequelize', 'knex', 'drizzle', 'kysely', 'pg', 'postgres', 'mysql', 'mysql2', 'mikro-orm', 'objection', 'slonik']);

function isWrite({ operation }: Call): boolean {
  return operation?.action === 'write' || operation?.action === 'write-many';
}

function firstOfEach(reads: readonly ReachedCall[]): readonly ReachedCall[] {
  return [...new Map(reads.map((each) => [each.path.entryPoint.label, each])).values()].slice(0, 5);
}

/** Anything that speaks of a replica: a package, an option, a variable, a second client. */
function knowsReplicas({ facts, manifests }: Codebase, files: ReadonlySet<FilePath>): boolean {
  const word = /replica|read_?only|reader_?(endpoint|host|url)|slaves?$/i;
  const inCode = [...files].some((file) => {
    const own = facts.get(file);
    return own !== undefined && (own.imports.some(({ specifier }) => /replica/i.test(specifier)) || own.bindings.some(({ name }) => word.test(name)) || own.calls.some(({ callee, arguments: given }) => (callee.kind === 'member' && word.test(callee.name)) || given.some((each) => each.kind === 'object' && each.properties.some(({ name }) => word.test(name)))));
  });
  return inCode || manifests.workloads.some(({ environment }) => Object.keys(environment).some((name) => word.test(name)));
}

function openedBy({ facts, calls }: Codebase, library: string | undefined, files: ReadonlySet<FilePath>) {
  for (const file of files) {
    for (const [index, { kind, in: scope }] of (facts.get(file)?.calls ?? []).entries()) {
      if (kind !== 'new' && scope !== 0) continue;
      const call = calls.callAt(file, index);
      if (call?.operation?.kind === 'open-client' && call.operation.library === library) return siteOf(call);
    }
  }
  return undefined;
}
