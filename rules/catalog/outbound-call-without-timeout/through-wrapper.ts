/** Calls of a team's own client that leave out the deadline it would take: `request.get(url)`, where `request.get = (url, { timeout, ...config } = {}) => fetch(…)`. */

import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

/** Wrappers around wrappers, no further. */
const DEEPEST = 3;

/** The calls, outermost ones, that give no deadline to `outbound`'s function. `deadlines`: the names it goes by. */
export function callsWithoutDeadline(codebase: Codebase, outbound: Call, deadlines: readonly string[]): readonly Call[] {
  return slotsOf(codebase, outbound, deadlines).flatMap((slot) => (hasDefault(codebase, outbound.caller, slot, deadlines) ? [] : [...leavingOut(codebase, outbound.caller, slot, deadlines, 0)]));
}

/** `timeout = 10_000`, `options = { timeout: 10_000 }`: who gives none is given that. */
function hasDefault({ facts }: Codebase, id: FunctionId, slot: number, deadlines: readonly string[]): boolean {
  const { file, index } = partsOfFunctionId(id);
  const parameter = facts.get(file)?.functions[index]?.parameters[slot];
  const given = parameter?.default;
  if (!parameter || !given || (given.kind === 'literal' && !given.value) || (given.kind === 'name' && given.name === 'undefined')) return false;
  return given.kind === 'object' ? given.properties.some(({ name }) => deadlines.includes(name)) : deadlines.includes(parameter.name);
}

/** Parameters that a deadline may come in by: options handed on whole or in part, or taken apart by name. */
function slotsOf({ facts }: Codebase, { file, fact, caller }: Call, deadlines: readonly string[]): readonly number[] {
  const own = facts.get(file);
  const { index } = partsOfFunctionId(caller);
  if (!own || fact.in !== index) return [];
  const slots = new Set<number>();
  for (const { name, value } of own.bindings) {
    const from = deadlines.includes(name) && value?.kind === 'member' ? parameterBelow(value) : undefined;
    if (from?.function === index) slots.add(from.index);
  }
  for (const argument of fact.arguments) {
    if (argument.kind === 'object' && argument.properties.some(({ name, value }) => CLOCKS.test(name) && deadlines.includes(name) && isAlwaysGiven(own, value))) continue;
    // `{ ...options, signal }`: what is said by name counts, wherever it comes from.
    const said = argument.kind === 'object' ? argument.properties.flatMap(({ name, value }) => (deadlines.includes(name) && value.kind === 'name' ? (wholeOf(own, value)?.parameter ?? []) : [])) : [];
    for (const parameter of said) if (parameter.function === index) slots.add(parameter.index);
    for (const handed of argument.kind !== 'object' ? [argument] : said.length > 0 ? [] : argument.spreads) {
      const whole = handed.kind === 'name' ? wholeOf(own, handed) : undefined;
      if (whole && whole.parameter.function === index && whole.names.some((each) => OPTIONS.test(each))) slots.add(whole.parameter.index);
    }
  }
  return [...slots];
}

/** What a call gives up by, as against what it only connects with. */
const CLOCKS = /timeout|signal|deadline|duration/i;

/** `{ ...init, signal: AbortSignal.timeout(5000) }`, `init?.signal ?? AbortSignal.timeout(5000)`: whoever calls gives one or none, there is one. */
function isAlwaysGiven(own: FileFacts, value: Expression, depth = 0): boolean {
  if (depth > 4) return false;
  switch (value.kind) {
    case 'call':
    case 'template':
    case 'operation':
      return true;
    case 'literal':
      return Boolean(value.value);
    case 'object':
      return value.properties.some((each) => isAlwaysGiven(own, each.value, depth + 1));
    case 'either':
      // What stands last is taken where nothing before it is there; after a question it may be either.
      return value.test === undefined ? value.options.slice(-1).some((each) => isAlwaysGiven(own, each, depth + 1)) : (value.options.length > 1 && value.options.every((each) => isAlwaysGiven(own, each, depth + 1)));
    case 'name': {
      const binding = value.binding === undefined ? undefined : own.bindings[value.binding];
      if (binding?.import) return true;
      return binding?.value !== undefined && !binding.isReassigned && isAlwaysGiven(own, binding.value, depth + 1);
    }
    case 'member':
      // `SETTINGS.timeout` of an import, `controller.signal` of what was made here.
      return value.of.kind === 'name' && isAlwaysGiven(own, value.of, depth + 1);
    default:
      return false;
  }
}

/** The parameter, by whatever names: `const { retries, ...rest } = options`. */
function wholeOf({ bindings }: FileFacts, handed: Expression & { kind: 'name' }) {
  const names: string[] = [];
  for (let at: Expression | undefined = handed; at?.kind === 'name' && names.length < 3; ) {
    names.push(at.name);
    at = at.binding === undefined ? undefined : bindings[at.binding]?.value;
    if (at?.kind === 'parameter') return { parameter: at, names };
  }
  return undefined;
}

const OPTIONS = /(?:^|[a-z]|_)(?:opts?|options?|config|init|settings)$/i;

function parameterBelow(expression: Expression): (Expression & { kind: 'parameter' }) | undefined {
  if (expression.kind === 'parameter') return expression;
  if (expression.kind === 'member') return parameterBelow(expression.of);
  return expression.kind === 'either' ? expression.options.map(parameterBelow).find((each) => each !== undefined) : undefined;
}

/** Written out, with what is spread into it, and no deadline among it. */
function isWithout(codebase: Codebase, call: Call, { properties, spreads }: Expression & { kind: 'object' }, deadlines: readonly string[]): boolean {
  return !properties.some(({ name }) => deadlines.includes(name)) && spreads.every((spread) => {
    const value = valueOf(codebase, call, spread);
    return value?.kind === 'object' && value.spreads.length === 0 && isWithout(codebase, call, value, deadlines);
  });
}

/** What options are, or are made of: `const { fetchOpts } = parse(opts)` goes back to `opts`. */
function madeOf(codebase: Codebase, call: Call, given: Expression): Expression | undefined {
  const value = valueOf(codebase, call, given);
  const from = value?.kind === 'member' ? value.of : value;
  const made = from?.kind === 'call' ? codebase.facts.get(call.file)?.calls[from.call] : undefined;
  const options = made?.arguments.find((each) => each.kind === 'name' && OPTIONS.test(each.name));
  return from?.kind === 'call' && options && !setsClock(codebase, call, from.call) ? valueOf(codebase, call, options) : value;
}

/** What makes the options may put a deadline of its own among them. */
function setsClock({ calls }: Codebase, { file }: Call, index: number): boolean {
  return (calls.callAt(file, index)?.edges ?? []).some(({ callee }) => calls.callsIn(callee).some(({ fact: { callee: each } }) => (each.kind === 'member' || each.kind === 'name') && /^(?:timeout|setTimeout)$/.test(each.name)));
}

function valueOf({ facts }: Codebase, { file }: Call, expression: Expression): Expression | undefined {
  return expression.kind === 'name' && expression.binding !== undefined ? facts.get(file)?.bindings[expression.binding]?.value : undefined;
}

function* leavingOut(codebase: Codebase, callee: FunctionId, slot: number, deadlines: readonly string[], depth: number): Iterable<Call> {
  if (depth > DEEPEST) return;
  for (const { call, how, resolution } of reachedGraph(codebase).callersOf(callee)) {
    if (how !== 'call' || resolution === 'dynamic' || codebase.isOffline(call.file)) continue;
    const given = call.fact.arguments[slot];
    if (!given) {
      if (!call.fact.arguments.some(({ kind }) => kind === 'spread')) yield call;
    } else if (given.kind === 'object') {
      if (isWithout(codebase, call, given, deadlines)) yield call;
    } else if (given.kind === 'name' && given.binding !== undefined) {
      const value = madeOf(codebase, call, given);
      if (value?.kind === 'parameter' && value.function === partsOfFunctionId(call.caller).index && !hasDefault(codebase, call.caller, value.index, deadlines)) yield* leavingOut(codebase, call.caller, value.index, deadlines, depth + 1);
    }
  }
}
