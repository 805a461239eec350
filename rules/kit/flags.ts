/** Branches by a parameter of their function, `read(sync) { if (sync) … }`, `read({ mode = 'text' }) { if (mode === 'rows') … }`: whether those who come there ever set it. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../model/function-id.ts';
import type { Call, CallEdge, RequestPath } from '../model/graphs.ts';
import { isInOrder } from './argument-for.ts';
import { branchesAround } from './branches-around.ts';
import { reachedGraph } from './reached-graph.ts';

/** The call stands in a branch that none who come there enter: the flag it is behind is never set, or the one that would spare it always is. */
export function isNeverEntered(codebase: Codebase, call: Call): boolean {
  return wantedBy(codebase, call).some(({ slot, isSet }) => {
    const callers = reachedGraph(codebase).callersOf(call.caller);
    return callers.length > 0 && callers.every((edge) => saidBy(codebase, edge, slot, new Set([call.caller])) === (isSet ? 'unset' : 'set'));
  });
}

/** The way that is known rules the branch out, and nobody is known to come there by another. */
export function isRuledOutFor(codebase: Codebase, call: Call, { steps }: RequestPath): boolean {
  const last = steps.at(-1);
  if (last?.callee !== call.caller) return false;
  return wantedBy(codebase, call).some(({ slot, isSet }) => {
    const says = (edge: CallEdge): Said => saidBy(codebase, edge, slot, new Set([call.caller]));
    return says(last) === (isSet ? 'unset' : 'set') && !reachedGraph(codebase).callersOf(call.caller).some((edge) => says(edge) === (isSet ? 'set' : 'unset'));
  });
}

/** Some call on this way, which ends at `target`, stands in a branch that the step before it rules out. */
export function isRuledOutOn(codebase: Codebase, steps: readonly CallEdge[], target: Call): boolean {
  return steps.some((edge, at) => {
    const next = steps[at + 1]?.call ?? target;
    return next.caller === edge.callee && wantedBy(codebase, next).some(({ slot, isSet }) => saidBy(codebase, edge, slot, new Set([edge.callee])) === (isSet ? 'unset' : 'set'));
  });
}

/** A parameter, or a property of it. */
interface Slot {
  readonly index: number;
  readonly property?: string;
  /** It is asked whether it is this; else whether it is anything. */
  readonly is?: { readonly value: Literal; readonly starts?: Expression };
}

type Literal = string | number | boolean | null;

/** What has to be set, or must not be, for the call to run. */
function wantedBy({ facts }: Codebase, { file, fact, caller }: Call): readonly { readonly slot: Slot; readonly isSet: boolean }[] {
  const own = facts.get(file);
  return branchesAround(own ?? { branches: [] }, fact.branch).flatMap(({ kind, test }) => {
    if (!own || !test || (kind !== 'then' && kind !== 'else')) return [];
    const compared = comparedIn(own, test, partsOfFunctionId(caller).index);
    if (compared) return [{ slot: compared, isSet: (kind === 'then') !== (test.kind === 'operation' && test.operator.startsWith('!')) }];
    const isDenied = test.kind === 'operation' && test.operator === '!';
    const flag = isDenied ? test.operands[0] : test;
    const slot = flag && slotOf(own, flag, partsOfFunctionId(caller).index);
    return slot ? [{ slot, isSet: (kind === 'then') !== isDenied }] : [];
  });
}

/** `mode === 'rows'`, with what `mode` is where the caller says nothing. */
function comparedIn(own: FileFacts, test: Expression, of: number): Slot | undefined {
  if (test.kind !== 'operation' || !/^[!=]==?$/.test(test.operator)) return undefined;
  const [flag, constant] = test.operands[1]?.kind === 'literal' ? test.operands : [test.operands[1], test.operands[0]];
  const binding = flag?.kind === 'name' && flag.binding !== undefined ? own.bindings[flag.binding] : undefined;
  if (constant?.kind !== 'literal' || binding?.isReassigned !== false) return undefined;
  const [first, starts, ...others] = binding.value?.kind === 'either' ? binding.value.options : [binding.value];
  const whole = first?.kind === 'member' ? withoutNothing(first.of) : first;
  if (whole?.kind !== 'parameter' || whole.function !== of || whole.rest || others.length > 0) return undefined;
  const given = own.functions[of]?.parameters[whole.index]?.default;
  if (first?.kind === 'member') return given && given.kind !== 'object' ? undefined : { index: whole.index, property: first.name, is: { value: constant.value, ...(starts && { starts }) } };
  return { index: whole.index, is: { value: constant.value, ...(given && { starts: given }) } };
}

/** Undefined where it is no parameter of that function, starts as something by itself, or is written again. */
function slotOf(own: FileFacts, flag: Expression, of: number): Slot | undefined {
  if (flag.kind === 'member') {
    const whole = flag.of.kind === 'name' ? slotOf(own, flag.of, of) : undefined;
    return whole && whole.property === undefined ? { index: whole.index, property: flag.name } : undefined;
  }
  const binding = flag.kind === 'name' && flag.binding !== undefined ? own.bindings[flag.binding] : undefined;
  const value = binding?.isReassigned === false ? withoutNothing(binding.value) : undefined;
  const parameter = value?.kind === 'member' ? withoutNothing(value.of) : value;
  if (parameter?.kind !== 'parameter' || parameter.function !== of || parameter.rest) return undefined;
  const starts = own.functions[of]?.parameters[parameter.index]?.default;
  if (starts && !isNothing(starts) && !(starts.kind === 'object' && starts.properties.length === 0 && starts.spreads.length === 0)) return undefined;
  return value?.kind === 'member' ? { index: parameter.index, property: value.name } : { index: parameter.index };
}

/** `{ transaction = undefined } = {}`. */
function withoutNothing(value: Expression | undefined): Expression | undefined {
  if (value?.kind !== 'either') return value;
  const [first, ...others] = value.options;
  return others.every((each) => isNothing(each) || (each.kind === 'object' && each.properties.length === 0)) ? first : undefined;
}

type Said = 'set' | 'unset' | 'unknown';

/** `seen`: functions that are being asked already. */
function saidBy(codebase: Codebase, { call, caller, how }: CallEdge, slot: Slot, seen: ReadonlySet<FunctionId>): Said {
  // What a library hands to the callback of a transaction is that transaction.
  if (how === 'callback' && call.operation?.kind === 'transaction') return slot.index === 0 && slot.property === undefined ? 'set' : 'unknown';
  if (how !== 'call') return 'unknown';
  const own = codebase.facts.get(call.file);
  const given = call.fact.arguments;
  const argument = given[slot.index];
  if (!own || !isInOrder(call.fact)) return 'unknown';
  if (!argument) return leftOut(slot);
  const written = argument.kind === 'object' && slot.property !== undefined ? argument.properties.find(({ name }) => name === slot.property) : undefined;
  if (argument.kind === 'object' && slot.property !== undefined && !written) return argument.spreads.length > 0 ? 'unknown' : leftOut(slot);
  const flag = written ? written.value : argument;
  if (slot.is) return saidToBe(codebase, own, slot.is, written || slot.property === undefined ? flag : undefined, caller, seen);
  if (isNothing(flag)) return 'unset';
  if (written || slot.property === undefined) {
    if (isSomething(flag) || isTested(own, flag, call)) return 'set';
    return handedOn(codebase, own, flag, caller, seen);
  }
  const whole = slotOf(own, flag, partsOfFunctionId(caller).index);
  return whole && whole.property === undefined ? all(codebase, caller, { index: whole.index, property: slot.property }, seen) : 'unknown';
}

/** Nothing is said of it: it is what it starts as. */
function leftOut({ is }: Slot): Said {
  if (!is?.starts) return 'unset';
  return is.starts.kind === 'literal' ? (is.starts.value === is.value ? 'set' : 'unset') : 'unknown';
}

function saidToBe(codebase: Codebase, own: FileFacts, is: NonNullable<Slot['is']>, flag: Expression | undefined, caller: FunctionId, seen: ReadonlySet<FunctionId>): Said {
  if (flag?.kind === 'literal') return flag.value === is.value ? 'set' : 'unset';
  if (flag?.kind === 'name' && flag.binding === undefined && flag.name === 'undefined') return leftOut({ index: 0, is });
  const slot = flag && slotOf(own, flag, partsOfFunctionId(caller).index);
  return slot ? all(codebase, caller, { ...slot, is }, seen) : 'unknown';
}

/** A flag of the caller's own, or of the function around it. */
function handedOn(codebase: Codebase, own: FileFacts, flag: Expression, caller: FunctionId, seen: ReadonlySet<FunctionId>): Said {
  const slot = slotOf(own, flag, partsOfFunctionId(caller).index);
  return slot ? all(codebase, caller, slot, seen) : 'unknown';
}

/** What all who come to the function say alike. */
function all(codebase: Codebase, id: FunctionId, slot: Slot, seen: ReadonlySet<FunctionId>): Said {
  if (seen.has(id) || seen.size > MOST) return 'unknown';
  const said = new Set(reachedGraph(codebase).callersOf(id).map((edge) => saidBy(codebase, edge, slot, new Set([...seen, id]))));
  const [only] = said;
  return only !== undefined && said.size === 1 ? only : 'unknown';
}

/** Functions that hand a flag on to each other. */
const MOST = 6;

/** `transaction ? run(transaction) : …`: it is only handed on where it is set. */
function isTested({ branches }: FileFacts, flag: Expression, { fact }: Call): boolean {
  return flag.kind === 'name' && flag.binding !== undefined && branchesAround({ branches }, fact.branch).some(({ kind, test }) => kind === 'then' && test?.kind === 'name' && test.binding === flag.binding);
}

/** A row's own `id` is there wherever the row is. */
function isSomething(expression: Expression): boolean {
  return (expression.kind === 'literal' && Boolean(expression.value)) || expression.kind === 'object' || expression.kind === 'array' || expression.kind === 'function' || (expression.kind === 'member' && expression.name === 'id');
}

function isNothing(expression: Expression): boolean {
  return (expression.kind === 'literal' && !expression.value) || (expression.kind === 'name' && expression.name === 'undefined');
}
