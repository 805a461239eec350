import { dependsOn, namesIn } from '../../kit/data-flow.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { leadsTo } from '../../kit/leads-to.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { siteOf, type Call, type CallEdge, type ReachedCall } from '../../model/graphs.ts';
import { togetherEdits } from './together-edits.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    const reads = leadsTo(codebase, isRead);
    const writes = leadsTo(codebase, isWrite);
    const isPureRead = (call: Call): boolean => {
      if (call.operation) return isRead(call);
      const run = call.edges.filter(({ how }: CallEdge) => how !== 'deferred');
      return run.some(({ callee }) => reads(callee) !== undefined) && run.every(({ callee }) => writes(callee) === undefined);
    };

    const byBlock = new Map<string, ReachedCall[]>();
    for (const reached of codebase.requests.calls()) {
      const { call } = reached;
      if (call.fact.use !== 'awaited' || codebase.isOffline(call.file) || !isPureRead(call) || decides(codebase, call) || isInTransaction(codebase, call)) continue;
      const key = `${call.caller} ${call.fact.block} ${call.fact.loop ?? ''}`;
      byBlock.set(key, [...(byBlock.get(key) ?? []), reached]);
    }
    for (const group of byBlock.values()) yield* runsIn(codebase, group);
  },

  *fix({ at, data }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const calls = data?.['calls'];
    const edits = facts && text !== undefined && Array.isArray(calls) ? togetherEdits(text, facts, calls) : [];
    if (edits.length > 0) yield { title: 'Wait for them together', safety: 'suggestion', edits };
  },
});

/** A check that the rest waits for on purpose: its name says so, or nobody keeps what it gives. */
function decides({ facts }: Codebase, { file, index, fact }: Call): boolean {
  const own = facts.get(file);
  const name = fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
  return !own || bindingsOf(own, index).length === 0 || /^(?:check|assert|ensure|authori[sz]e|authenticate|validate|verify|require|guard|protect|can[A-Z]|is[A-Z]|has[A-Z])|auth|session|permission/i.test(name);
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

const READS = new Set(['read-one', 'read-many', 'count']);

function isRead({ operation }: Call): boolean {
  return operation?.kind === 'cache-read' || operation?.kind === 'file' || (operation?.kind === 'query' && READS.has(operation.action ?? '')) || (operation?.kind === 'outbound' && !/post|put|patch|delete/i.test(operation.label));
}

function isWrite({ operation }: Call): boolean {
  if (operation === undefined) return false;
  const { kind, action } = operation;
  return kind === 'cache-write' || kind === 'enqueue' || kind === 'message' || kind === 'transaction' || kind === 'lock' || (kind === 'query' && !READS.has(action ?? '')) || (kind === 'outbound' && /post|put|patch|delete/i.test(operation.label));
}

/** Awaits in adjacent statements of one block, none of which needs what another gave. */
function* runsIn(codebase: Codebase, group: readonly ReachedCall[]) {
  const ordered = [...group].sort((a, b) => a.call.fact.span[0] - b.call.fact.span[0]);
  let run: ReachedCall[] = [];
  for (const reached of [...ordered, undefined]) {
    const last = run.at(-1);
    if (reached && last && reached.call.fact.statement === last.call.fact.statement + 1 && !needs(codebase, reached.call, run)) {
      run.push(reached);
      continue;
    }
    const [first, second] = run;
    if (first && second) {
      const names = run.map(({ call }) => labelOf(call));
      yield {
        ...reportOnPath(codebase, second, {
          message: `${names.slice(0, -1).join(', ')} and ${names.at(-1)} wait for one another though neither needs the other: ${second.path.entryPoint.label} takes their sum instead of the longest.`,
          more: run.map(({ call }) => ({ at: siteOf(call), shows: `${labelOf(call)} is awaited here` })),
          confidence: 'likely',
          data: { calls: run.map(({ call }) => call.index) },
        }),
      };
    }
    run = reached ? [reached] : [];
  }
}

function needs(codebase: Codebase, { file, fact }: Call, before: readonly ReachedCall[]): boolean {
  const facts = codebase.facts.get(file);
  if (!facts) return true;
  const given = new Set(before.flatMap(({ call }) => bindingsOf(facts, call.index)));
  return dependsOn(facts, { kind: 'other', parts: [fact.callee, ...fact.arguments] }, given);
}

/** Names that hold what a call gave, taken apart or not. */
function bindingsOf(facts: FileFacts, call: number): readonly number[] {
  const holds = (value: Expression | undefined, depth = 0): boolean => {
    if (!value || depth > 6) return false;
    if (value.kind === 'call') return value.call === call;
    if (value.kind === 'await' || value.kind === 'member' || value.kind === 'element') return holds(value.of, depth + 1);
    return value.kind === 'either' && value.options.some((option) => holds(option, depth + 1));
  };
  const declared = facts.bindings.flatMap(({ value }, index) => (holds(value) ? [index] : []));
  const assigned = facts.assignments.flatMap(({ target, value }) => (target.kind === 'name' && target.binding !== undefined && holds(value) ? [target.binding] : []));
  return [...declared, ...assigned];
}

function labelOf({ operation, fact }: Call): string {
  if (operation) return operation.label;
  return fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : 'the call';
}
