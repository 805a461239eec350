/** How people call an expression: `orders`, `request.body.items`, `loadOrders()`. */

import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';

/** Undefined when it has no short name. */
export function nameOf(facts: FileFacts | undefined, expression: Expression | undefined, depth = 0): string | undefined {
  if (!expression || depth > 5) return undefined;
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'this':
      return 'this';
    case 'await':
      return nameOf(facts, expression.of, depth + 1);
    case 'member': {
      const owner = nameOf(facts, expression.of, depth + 1);
      return owner === undefined || owner === 'this' ? expression.name : `${owner}.${expression.name}`;
    }
    case 'call': {
      const callee = nameOf(facts, facts?.calls[expression.call]?.callee, depth + 1);
      return callee === undefined ? undefined : `${callee}()`;
    }
    case 'either':
      return nameOf(facts, expression.options[0], depth + 1);
    default:
      return undefined;
  }
}
