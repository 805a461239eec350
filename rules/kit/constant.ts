/** Whether an expression is the same for every request: made of literals, constants of the module and the environment. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import { partsOf } from '../model/expression.ts';
import type { FilePath } from '../model/source.ts';

/** Functions that give back what they are given, put together: constant when that is. */
const PURE = /^(?:join|resolve|URL|fileURLToPath|cwd|dirname|normalize|String|Number|parse|asc|desc|count|sql)$/;

export function isConstant(codebase: Codebase, file: FilePath, expression: Expression, depth = 0): boolean {
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
      if (!binding || binding.kind === 'parameter' || binding.kind === 'catch') return false;
      if (binding.kind === 'import' || binding.kind === 'enum' || binding.kind === 'class' || binding.kind === 'function') return true;
      if (binding.in === 0) return binding.kind === 'const';
      return !binding.isReassigned && binding.value !== undefined && isConstant(codebase, file, binding.value, depth + 1);
    }
    case 'call': {
      const call = facts.calls[expression.call];
      const name = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
      return call !== undefined && PURE.test(name) && call.arguments.every((argument) => isConstant(codebase, file, argument, depth + 1));
    }
    case 'member':
      return isConstant(codebase, file, expression.of, depth + 1);
    case 'this':
    case 'super':
    case 'parameter':
    case 'function':
      return false;
    default:
      return partsOf(expression).every((part) => isConstant(codebase, file, part, depth + 1));
  }
}
