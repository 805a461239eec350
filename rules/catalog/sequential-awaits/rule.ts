import { namesIn } from '../../kit/data-flow.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { nameOf } from '../../kit/names.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type Call, type ReachedCall } from '../../model/graphs.ts';
import { conditionOf, firstOfEach } from './conditions-apart.ts';
import { deciding } from './deciding.ts';
import { changesApart } from './changes-apart.ts';
import { isIndependent } from './independent.ts';
import { continuedFrom, pureReads } from './pure-reads.ts';
import { togetherEdits } from './together-edits.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    const isPureRead = pureReads(codebase);
    const byBlock = new Map<string, ReachedCall[]>();
    const inConditions = new Map<string, ReachedCall[]>();
    const changes: ReachedCall[] = [];
    for (const reached of codebase.requests.calls()) {
      const { call } = reached;
      if (call.fact.use !== 'awaited' || codebase.isOffline(call.file) || isInTransaction(codebase, call)) continue;
      if (!isPureRead(call)) {
        changes.push(reached);
        continue;
      }
      const key = `${call.caller} ${branchOf(codebase, call)} ${call.fact.loop ?? ''}`;
      byBlock.set(key, [...(byBlock.get(key) ?? []), reached]);
      const facts = codebase.facts.get(call.file);
      const condition = facts && conditionOf(facts, call);
      if (!condition) continue;
      const beside = `${call.caller} ${condition.parent ?? ''} ${call.fact.loop ?? ''}`;
      inConditions.set(beside, [...(inConditions.get(beside) ?? []), reached]);
    }
    const { decides, saysSo } = deciding(codebase);
    const mayMove = (call: Call): boolean => isPureRead(call) && !saysSo(call);
    const kept = (group: readonly ReachedCall[]): readonly ReachedCall[] => group.filter(({ call }) => !decides(call, group));
    for (const group of byBlock.values()) yield* runsIn(codebase, kept(group), mayMove);
    for (const group of inConditions.values()) yield* besideOneAnother(codebase, group, kept, mayMove);
    for (const { second, run } of changesApart(codebase, changes, mayMove)) yield reportOf(codebase, second, run);
  },

  *fix({ at, data }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const calls = data?.['calls'];
    const edits = facts && text !== undefined && Array.isArray(calls) ? togetherEdits(text, facts, calls) : [];
    if (edits.length > 0) yield { title: 'Wait for them together', safety: 'suggestion', edits };
  },
});

/** In conditions of their own, each of which holds whatever the other finds. */
function* besideOneAnother(codebase: Codebase, group: readonly ReachedCall[], kept: (group: readonly ReachedCall[]) => readonly ReachedCall[], mayMove: (call: Call) => boolean) {
  const [first] = group;
  const facts = first && codebase.facts.get(first.call.file);
  const apart = facts && group.length > 1 ? firstOfEach(facts, group) : [];
  if (apart.length > 1) yield* runsIn(codebase, kept(apart), mayMove);
}

/** A `try` runs as surely as what stands before it. */
function branchOf({ facts }: Codebase, { file, fact: { branch } }: Call): string {
  const branches = facts.get(file)?.branches ?? [];
  let around = branch;
  while (around !== undefined && branches[around]?.kind === 'try') around = branches[around]?.parent;
  return `${around ?? ''}`;
}

/** One transaction is one connection: its queries run one after the other anyway. */
function isInTransaction(codebase: Codebase, { file, fact }: Call): boolean {
  const facts = codebase.facts.get(file);
  if (!facts) return false;
  const handles = [fact.callee, ...fact.arguments].flatMap((each) => [...namesIn(facts, each)]);
  if (handles.some(({ name }) => /^(?:tx|trx|txn|transaction|session|manager|entityManager|queryRunner)$/.test(name))) return true;
  for (let owner: number | undefined = fact.in; owner !== undefined; owner = facts.functions[owner]?.parent) {
    const given = facts.functions[owner]?.argumentOf;
    if (given && codebase.calls.callAt(file, given.call)?.operation?.kind === 'transaction') return true;
  }
  return false;
}

/** Awaits that run as surely as one another, none of which needs what another gave. */
function* runsIn(codebase: Codebase, group: readonly ReachedCall[], mayMove: (call: Call) => boolean) {
  const ordered = group.toSorted((a, b) => a.call.fact.span[0] - b.call.fact.span[0]);
  let run: ReachedCall[] = [];
  for (const reached of [...ordered, undefined]) {
    if (reached && run.length > 0 && isIndependent(codebase, reached.call, run.map(({ call }) => call), mayMove)) {
      run.push(reached);
      continue;
    }
    const [, second] = run;
    if (second) yield reportOf(codebase, second, run);
    run = reached ? [reached] : [];
  }
}

function reportOf(codebase: Codebase, second: ReachedCall, run: readonly ReachedCall[]) {
  const names = run.map(({ call }) => labelOf(codebase, continuedFrom(codebase, call) ?? call));
  return reportOnPath(codebase, second, {
    message: `${names.slice(0, -1).join(', ')} and ${names.at(-1)} wait for one another though ${run.length > 2 ? 'none of them needs another' : 'neither needs the other'}: ${second.path.entryPoint.label} takes their sum instead of the longest.`,
    more: run.map(({ call }) => ({ at: siteOf(call), shows: `${labelOf(codebase, continuedFrom(codebase, call) ?? call)} is awaited here` })),
    confidence: 'likely',
    data: { calls: run.map(({ call }) => call.index) },
  });
}

function labelOf({ facts }: Codebase, { operation, fact, file }: Call): string {
  if (operation) return operation.label;
  return nameOf(facts.get(file), fact.callee) ?? 'the call';
}
