/** What outlives a request in a process: variables of a module, fields of a class that there is one of. */

import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';

export interface Holder {
  readonly name: string;
  readonly value: Expression | undefined;
  readonly isReassigned: boolean;
  /** Its name, where it is a field: others may reach it through an instance. */
  readonly field?: string;
  /** Whether an expression is it, whole. */
  is(expression: Expression): boolean;
}

export function* holdersIn(facts: FileFacts): Iterable<Holder> {
  for (const [index, { in: owner, kind, name, value, isReassigned }] of facts.bindings.entries()) {
    if (owner !== 0 || (kind !== 'const' && kind !== 'let' && kind !== 'var')) continue;
    yield { name, value, isReassigned, is: (expression) => expression.kind === 'name' && expression.binding === index };
  }
  for (const [index, { decorators, fields }] of facts.classes.entries()) {
    const isOne = decorators.some((decorator) => SHARED.test(calledName(facts, decorator)) && !isPerRequest(facts, decorator)) || isMadeOnce(facts, index);
    for (const { name, value, isStatic } of fields) {
      if (!isOne && !isStatic) continue;
      const is = (expression: Expression): boolean => expression.kind === 'member' && expression.name === name && expression.of.kind === 'this' && expression.of.class === index;
      yield { name, value, isReassigned: facts.assignments.some(({ target, operator }) => operator === '=' && is(target)), field: name, is };
    }
  }
}

/** `export const carts = new Carts()`: made as the module loads, and nowhere else in it. */
function isMadeOnce({ classes, calls }: FileFacts, index: number): boolean {
  const binding = classes[index]?.binding;
  const made = binding === undefined ? [] : calls.filter(({ kind, callee }) => kind === 'new' && callee.kind === 'name' && callee.binding === binding);
  return made.length > 0 && made.every((call) => call.in === 0);
}

/** Nest makes one of each. */
const SHARED = /^(?:Injectable|Controller|Resolver|WebSocketGateway|Service|Singleton)$/;

function calledName(facts: FileFacts, decorator: Expression): string {
  const callee = decorator.kind === 'call' ? facts.calls[decorator.call]?.callee : decorator;
  return callee?.kind === 'name' || callee?.kind === 'member' ? callee.name : '';
}

/** `@Injectable({ scope: Scope.REQUEST })` */
function isPerRequest(facts: FileFacts, decorator: Expression): boolean {
  const [options] = decorator.kind === 'call' ? (facts.calls[decorator.call]?.arguments ?? []) : [];
  return options?.kind === 'object' && options.properties.some(({ name }) => name === 'scope');
}
