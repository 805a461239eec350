/** Whether an expression is the same for every request: made of literals, constants of the module and the environment. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import { partsOf } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';
import type { FilePath } from '../model/source.ts';

/** Functions that give back what they are given, put together: constant when that is. */
const PURE = /^(?:join|resolve|URL|fileURLToPath|cwd|dirname|normalize|String|Number|parse|asc|desc|count|sql)$/;
/** Of Drizzle and TypeORM: conditions, the same when what they compare is. */
const CONDITIONS = /^(?:eq|ne|and|or|not|gte?|lte?|like|ilike|between|isNull|isNotNull|inArray|notInArray|In|Not|IsNull|Equal|Like)$/;

/** `given` says which parameters count as constant: none, unless it is known what callers hand in. */
export function isConstant(codebase: Codebase, file: FilePath, expression: Expression, given: (parameter: Expression & { kind: 'parameter' }) => boolean = () => false, depth = 0): boolean {
  if (depth > 12) return false;
  const facts = codebase.facts.get(file);
  if (!facts) return false;
  switch (expression.kind) {
    case 'literal':
    case 'regex':
    case 'class':
    case 'module':
    case 'exports':
      return true;
    case 'name': {
      if (expression.binding === undefined) return /^(?:process|__dirname|__filename|undefined|Infinity|NaN)$/.test(expression.name);
      const binding = facts.bindings[expression.binding];
      if (!binding || binding.kind === 'catch') return false;
      if (binding.kind === 'parameter') return !binding.isReassigned && binding.value !== undefined && isConstant(codebase, file, binding.value, given, depth + 1);
      if (binding.kind === 'import' || binding.kind === 'enum' || binding.kind === 'class' || binding.kind === 'function') return true;
      if (binding.in === 0) return binding.kind === 'const';
      return !binding.isReassigned && binding.value !== undefined && isConstant(codebase, file, binding.value, given, depth + 1) && !isFilledLater(facts, expression.binding);
    }
    case 'call': {
      const call = facts.calls[expression.call];
      const name = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
      return call !== undefined && (PURE.test(name) || CONDITIONS.test(name)) && call.arguments.every((argument) => isConstant(codebase, file, argument, given, depth + 1));
    }
    case 'member':
      return isConstant(codebase, file, expression.of, given, depth + 1);
    case 'parameter':
      return given(expression);
    case 'this':
    case 'super':
    case 'function':
      return false;
    default:
      return partsOf(expression).every((part) => isConstant(codebase, file, part, given, depth + 1));
  }
}

/** `const query = {}; query.owner = user.id; ids.push(order.id)`. */
function isFilledLater({ assignments, calls }: FileFacts, binding: number): boolean {
  const isIt = (each: Expression): boolean => (each.kind === 'name' ? each.binding === binding : (each.kind === 'member' || each.kind === 'element') && isIt(each.of));
  return assignments.some(({ target }) => target.kind !== 'name' && isIt(target)) || calls.some(({ callee }) => callee.kind === 'member' && /^(?:push|unshift|add|set|append)$/.test(callee.name) && isIt(callee.of));
}
