/** Writes in turn that change different things: `await db.label.create(…); await cache.set(…);`. */

import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';
import { effectsIn, mayRunTogether } from './effects.ts';
import { isIndependent } from './independent.ts';
import { continuedFrom } from './pure-reads.ts';

/** Pairs and longer runs of one block, at most one of each on a condition of its own; `mayMove`: what may stand between them. */
export function* changesApart(codebase: Codebase, awaited: readonly ReachedCall[], mayMove: (call: Call) => boolean): Iterable<{ readonly second: ReachedCall; readonly run: readonly ReachedCall[] }> {
  const effectsOf = effectsIn(codebase);
  for (const group of groupsOf(codebase, awaited)) {
    let run: ReachedCall[] = [];
    for (const reached of [...group.toSorted((a, b) => a.call.fact.span[0] - b.call.fact.span[0]), undefined]) {
      const facts = reached && codebase.facts.get(reached.call.file);
      const own = reached && effectsOf(continuedFrom(codebase, reached.call) ?? reached.call);
      const fits = facts && own && run.every(({ call }) => {
        const before = effectsOf(continuedFrom(codebase, call) ?? call);
        return before !== undefined && mayRunTogether(facts, call, before, reached.call, own);
      });
      const calls = run.map(({ call }) => call);
      if (reached && facts && fits && run.length > 0 && conditional(facts, [...calls, reached.call]) < 2 && isIndependent(codebase, reached.call, calls, mayMove)) {
        run.push(reached);
        continue;
      }
      const [, second] = run;
      if (second) yield { second, run };
      run = reached && own ? [reached] : [];
    }
  }
}

/** By the block they stand in, a condition around one of them left out. */
function groupsOf(codebase: Codebase, awaited: readonly ReachedCall[]): Iterable<readonly ReachedCall[]> {
  const groups = new Map<string, ReachedCall[]>();
  for (const reached of awaited) {
    const { call } = reached;
    const facts = codebase.facts.get(call.file);
    if (!facts || call.fact.loop !== undefined) continue;
    const key = `${call.caller} ${blockOf(facts, call) ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), reached]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function blockOf({ branches }: FileFacts, { fact }: Call): number | undefined {
  const own = fact.branch === undefined ? undefined : branches[fact.branch];
  return own && isCondition(own.kind) && !own.leaves ? own.parent : fact.branch;
}

function conditional({ branches }: FileFacts, calls: readonly Call[]): number {
  const blocks = new Set(calls.map(({ fact }) => fact.branch));
  return blocks.size === 1 ? 0 : [...blocks].filter((each) => each !== undefined && isCondition(branches[each]?.kind)).length;
}

function isCondition(kind: string | undefined): boolean {
  return kind === 'then' || kind === 'else';
}
