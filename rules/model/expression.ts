/**
 * Expressions as a file writes them, reduced to what judging needs.
 *
 * Numbers named `binding`, `call`, `function` and `class` are indexes into the lists of the same FileFacts.
 * Parentheses, `as`, `satisfies`, `!` and type arguments are left out; `await x` is `{ kind: 'await' }`.
 */

import type { Span } from './source.ts';

export type Expression =
  /** An identifier; without `binding` it is a global such as `fetch`. */
  | { readonly kind: 'name'; readonly name: string; readonly binding?: number | undefined; readonly at: Span }
  /** `of.name`, `of?.name` and `of['name']`. */
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string; readonly at: Span }
  /** `of[key]`; without `key`, some element of `of` (a loop variable, an array pattern). */
  | { readonly kind: 'element'; readonly of: Expression; readonly key?: Expression }
  | { readonly kind: 'call'; readonly call: number }
  | { readonly kind: 'await'; readonly of: Expression }
  /** `value` is cut after 1,000 characters. */
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly at: Span }
  /** `texts` has one more element than `holes`. */
  | { readonly kind: 'template'; readonly texts: readonly string[]; readonly holes: readonly Expression[]; readonly at: Span }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string; readonly at: Span }
  | { readonly kind: 'object'; readonly properties: readonly Property[]; readonly spreads: readonly Expression[]; readonly at: Span }
  | { readonly kind: 'array'; readonly elements: readonly Expression[]; readonly at: Span }
  | { readonly kind: 'spread'; readonly of: Expression }
  | { readonly kind: 'function'; readonly function: number }
  | { readonly kind: 'class'; readonly class: number }
  /** `class` is the class around it; absent in plain functions, whose `this` is whatever they are called on. */
  | { readonly kind: 'this'; readonly class?: number }
  | { readonly kind: 'super'; readonly class?: number }
  /** What a call passes as parameter `index` of `function`; the initialiser of every parameter binding. */
  | { readonly kind: 'parameter'; readonly function: number; readonly index: number; readonly rest: boolean }
  /** `require('x')`, `import x = require('x')`, `await import('x')`. With `prefix`, a computed specifier starting so: `./adapters/`. */
  | { readonly kind: 'module'; readonly specifier: string; readonly prefix?: true }
  /** `module.exports` or `exports` of this file. */
  | { readonly kind: 'exports' }
  /** `a ? b : c` (b and c), `a || b`, `a ?? b`, `a && b` (b). */
  | { readonly kind: 'either'; readonly options: readonly Expression[]; readonly test?: Expression }
  /** Unary and binary operators and comparisons: `!x`, `a < b`, `typeof x`. */
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] }
  /** Anything else; `parts` are the expressions inside it. */
  | { readonly kind: 'other'; readonly parts: readonly Expression[] };

export interface Property {
  readonly name: string;
  readonly value: Expression;
  /** The whole property, name and value. */
  readonly at: Span;
}

/** The expressions directly inside; calls are leaves here (look them up in `FileFacts.calls`). */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'member':
    case 'await':
    case 'spread':
      return [expression.of];
    case 'element':
      return expression.key ? [expression.of, expression.key] : [expression.of];
    case 'template':
      return expression.holes;
    case 'object':
      return [...expression.properties.map(({ value }) => value), ...expression.spreads];
    case 'array':
      return expression.elements;
    case 'either':
      return expression.test ? [expression.test, ...expression.options] : expression.options;
    case 'operation':
      return expression.operands;
    case 'other':
      return expression.parts;
    default:
      return [];
  }
}

/** A type as written. `Repository<User>` has one argument; `T[]` is `Array<T>`; `A | null` is `A`; other unions are `|` with arguments. */
export interface TypeReference {
  /** Dotted as written: `Prisma.UserArgs`; `typeof` carries `value`; `{}` carries `members`; `[]` is an element of its argument: `(typeof KINDS)[number]`; `.` a member of the first, named by the second: `Order['lines']`. */
  readonly name: string;
  /** The binding of the first name (import, class, interface); absent for globals and built-ins. */
  readonly binding?: number;
  readonly arguments?: readonly TypeReference[];
  readonly value?: Expression;
  readonly members?: readonly { readonly name: string; readonly type: TypeReference }[];
}
