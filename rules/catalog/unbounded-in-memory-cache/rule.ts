import { everyOf } from '../../kit/every-of.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { stepsOf } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { BindingFact, FileFacts } from '../../model/facts.ts';
import { functionId } from '../../model/function-id.ts';
import type { Span } from '../../model/source.ts';
import { boundedEdits } from './bounded-cache.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  // Whether the keys are few is often known only to the team: measured precision does not carry a warning.
  tier: 'information',
  options: {},

  *check(_workspace, codebase) {
    for (const facts of codebase.facts.values()) {
      if (codebase.isOffline(facts.file)) continue;
      for (const [index, binding] of facts.bindings.entries()) {
        if (!isCollection(facts, binding) || isShrunk(facts, index)) continue;
        yield* growth(codebase, facts, index, binding);
      }
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const edits = facts && text !== undefined ? boundedEdits(codebase, text, facts, at) : [];
    if (edits.length > 0) yield { title: 'Keep the 1,000 used last', safety: 'suggestion', edits };
  },
});

/** A list, map, set or record of the module that lives as long as the process. */
function isCollection(facts: FileFacts, { in: owner, kind, value, isReassigned }: BindingFact): boolean {
  if (owner !== 0 || (kind !== 'const' && kind !== 'let' && kind !== 'var') || isReassigned || !value) return false;
  if (value.kind === 'array') return value.elements.length === 0;
  if (value.kind === 'object') return value.properties.length === 0 && value.spreads.length === 0;
  const call = value.kind === 'call' ? facts.calls[value.call] : undefined;
  return call?.kind === 'new' && call.callee.kind === 'name' && call.callee.binding === undefined && (call.callee.name === 'Map' || call.callee.name === 'Set');
}

const SHRINKS = new Set(['delete', 'clear', 'splice', 'shift', 'pop', 'fill']);

/** Something takes entries out, looks at the size, or hands the collection to code that may. */
function isShrunk(facts: FileFacts, index: number): boolean {
  const isIt = (expression: Expression): boolean => expression.kind === 'name' && expression.binding === index;
  const isTaken = facts.calls.some(({ callee, arguments: given }) => (callee.kind === 'member' && SHRINKS.has(callee.name) && isIt(callee.of)) || given.some(isIt));
  const isDeleted = facts.assignments.some(({ target, operator }) => (operator === 'delete' && 'of' in target && isIt(target.of)) || (target.kind === 'member' && target.name === 'length' && isIt(target.of)));
  const isMeasured = facts.branches.some(({ test }) => test !== undefined && measures(test, isIt, 0)) || facts.loops.some(({ kind, over }) => kind === 'while' && over !== undefined && measures(over, isIt, 0));
  const isExported = facts.exports.some((fact) => fact.kind === 'local' && isIt(fact.value));
  return isTaken || isDeleted || isMeasured || isExported;
}

function measures(test: Expression, isIt: (expression: Expression) => boolean, depth: number): boolean {
  if (depth > 5) return false;
  if (test.kind === 'member' && (test.name === 'size' || test.name === 'length')) return isIt(test.of);
  if (test.kind === 'operation') return test.operands.some((operand) => measures(operand, isIt, depth + 1));
  return test.kind === 'either' && test.options.some((option) => measures(option, isIt, depth + 1));
}

interface Growth {
  readonly in: number;
  readonly span: Span;
  readonly key: Expression | undefined;
}

function* growth(codebase: Codebase, facts: FileFacts, index: number, { name }: BindingFact) {
  for (const { in: owner, span, key } of growthOf(facts, index)) {
    const path = codebase.requests.to(functionId(facts.file, owner));
    if (!path || (key && isKnownKey(codebase, facts, key))) continue;
    yield {
      at: { file: facts.file, span },
      message: `${name} grows with ${everyOf(path.entryPoint)} and nothing takes entries out: the process runs out of memory, and each instance remembers something else.`,
      confidence: path.steps.every(({ resolution }) => resolution === 'static') ? ('certain' as const) : ('likely' as const),
      evidence: stepsOf(path),
      entryPoints: codebase.requests.entryPointsOf(functionId(facts.file, owner)),
    };
    return;
  }
}

/** `cache.set(key, …)`, `seen.add(key)`, `list.push(…)`, `cache[key] = …`. */
function* growthOf(facts: FileFacts, index: number): Iterable<Growth> {
  const isIt = (expression: Expression): boolean => expression.kind === 'name' && expression.binding === index;
  for (const { callee, arguments: given, in: owner, nameSpan } of facts.calls) {
    if (callee.kind !== 'member' || !isIt(callee.of)) continue;
    if (callee.name === 'set' || callee.name === 'add') yield { in: owner, span: nameSpan, key: given[0] };
    if (callee.name === 'push' || callee.name === 'unshift') yield { in: owner, span: nameSpan, key: undefined };
  }
  for (const { target, operator, in: owner, span } of facts.assignments) {
    if (target.kind === 'element' && operator !== 'delete' && isIt(target.of) && target.key) yield { in: owner, span: target.of.kind === 'name' ? target.of.at : span, key: target.key };
  }
}

/** Keys that are written down cannot grow without end. */
function isKnownKey(codebase: Codebase, facts: FileFacts, key: Expression): boolean {
  if (key.kind === 'literal') return true;
  if (key.kind === 'name' && key.binding !== undefined && isOfOwnType(facts.bindings[key.binding])) return true;
  const values = codebase.values.of(facts.file, key);
  return values.length > 0 && values.every(({ kind }) => kind === 'literal');
}

/** `reason: WarningReason`, `place: 'docs' | 'blog'`: a type made for it says that the values are few. */
function isOfOwnType(binding: BindingFact | undefined): boolean {
  const name = binding?.type?.name;
  return name !== undefined && name !== '' && !/^(?:string|number|bigint|symbol|any|unknown|object|\{\}|=>|Array)$/.test(name);
}
