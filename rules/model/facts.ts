/**
 * What one file says, read without looking at any other file.
 *
 * Data that says the same after `JSON.stringify`, however a session keeps it. Lists refer to one another by index. `functions[0]` is the module body:
 * what runs as the file loads.
 */

import type { Expression, TypeReference } from './expression.ts';
import type { FilePath, Span } from './source.ts';

export interface FileFacts {
  readonly file: FilePath;
  readonly language: 'typescript' | 'javascript';
  /** Offsets at which each line starts. */
  readonly lineStarts: readonly number[];
  /** How many of them there are, for those who judge by it. */
  readonly lines: number;
  /** `'use server'`, `'use client'`, `'use strict'` at the top of the file. */
  readonly directives: readonly string[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  readonly bindings: readonly BindingFact[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  readonly types: readonly TypeFact[];
  readonly calls: readonly CallFact[];
  readonly assignments: readonly AssignmentFact[];
  readonly loops: readonly LoopFact[];
  readonly branches: readonly BranchFact[];
  /** Comments that speak to Tenfold: `tenfold-ignore …`. */
  readonly directivesToTenfold: readonly CommentFact[];
}

export interface ImportFact {
  readonly specifier: string;
  readonly kind: 'import' | 're-export' | 'dynamic-import' | 'require' | 'type-only';
  /** Nothing but types is used of it, so the compiler may erase it (always true for `type-only`). */
  readonly isErasable: boolean;
  /** Runs inside a function, not as the module loads. */
  readonly isLazy: boolean;
  /** The whole statement or call. */
  readonly span: Span;
  /** The specifier with its quotes. */
  readonly specifierSpan: Span;
  /** Offset just behind the word `import` or `export`, where ` type` can be written; absent for calls. */
  readonly keywordEnd?: number | undefined;
}

export type ExportFact =
  /** `export const x`, `export { x as name }`, `export default …` (named `default`). */
  | { readonly kind: 'local'; readonly name: string; readonly value: Expression; readonly isTypeOnly: boolean }
  /** `export { imported as name } from 'specifier'`; `imported` is `*` for `export * as name`. */
  | { readonly kind: 'from'; readonly name: string; readonly imported: string; readonly specifier: string; readonly isTypeOnly: boolean }
  /** `export * from 'specifier'`. */
  | { readonly kind: 'all'; readonly specifier: string; readonly isTypeOnly: boolean }
  /** `module.exports = value` or `export = value`. */
  | { readonly kind: 'assign'; readonly value: Expression };

export interface BindingFact {
  readonly name: string;
  readonly kind: 'import' | 'const' | 'let' | 'var' | 'parameter' | 'function' | 'class' | 'type' | 'enum' | 'namespace' | 'catch';
  /** The function whose scope declares it; 0 for the module. */
  readonly in: number;
  readonly span: Span;
  /** What it is imported as: `default`, `*`, or a name. */
  readonly import?: { readonly specifier: string; readonly name: string; readonly isTypeOnly: boolean } | undefined;
  /** As annotated, or as its start is asserted to be. */
  readonly type?: TypeReference | undefined;
  /**
   * What it starts as. A parameter has `{ kind: 'parameter' }`; `{ a }` in a pattern is a `member`, `[a]` and loop variables an
   * `element`, of the thing taken apart; functions and classes point at themselves.
   */
  readonly value?: Expression | undefined;
  /** Written again after its declaration. */
  readonly isReassigned: boolean;
  /** Used other than as a type. */
  readonly isUsedAsValue: boolean;
  /** What it holds is waited for somewhere: `await sent`. */
  readonly isAwaited?: true | undefined;
}

export interface FunctionFact {
  /** As its owner would say it: `OrdersService.list`, `load`, `exports.create`; callbacks are `callback of xs.map`; the module body is `module`. */
  readonly name: string;
  readonly kind: 'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'getter' | 'setter';
  /** The function it stands in; absent for the module body. */
  readonly parent?: number | undefined;
  readonly class?: number | undefined;
  readonly isStatic: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly parameters: readonly ParameterFact[];
  readonly returnType?: TypeReference | undefined;
  /** What it may return, `return x` and the expression body of an arrow. */
  readonly returns: readonly Expression[];
  /** `'use server'` in the body. */
  readonly directives: readonly string[];
  readonly decorators: readonly Expression[];
  /** Given directly to a call: which, as which argument, and below which property (`eachMessage`) of an object argument. */
  readonly argumentOf?: { readonly call: number; readonly index: number; readonly property?: string } | undefined;
  readonly span: Span;
  /** Where to point at when speaking of it: its name, else its first token. */
  readonly nameSpan: Span;
  /** Between the braces, braces included; the expression of an arrow. */
  readonly bodySpan: Span;
  /** Its braces hold nothing, not even a comment. */
  readonly isBare?: true | undefined;
}

export interface ParameterFact {
  /** The binding, when it is a plain name. */
  readonly binding?: number;
  readonly name: string;
  readonly type?: TypeReference;
  readonly default?: Expression;
  readonly isRest: boolean;
  readonly decorators: readonly Expression[];
}

export interface ClassFact {
  readonly name: string;
  /**
   * No `class` in the text: a function with methods on its prototype, an object whose functions speak of `this`, or a model with what its schema gives to it
   * and to its documents, alike; it extends the call that makes it.
   */
  readonly writtenAs?: 'function' | 'object' | 'model';
  readonly binding?: number;
  readonly in: number;
  readonly isAbstract: boolean;
  readonly extends?: Expression;
  readonly extendsArguments?: readonly TypeReference[];
  readonly implements: readonly TypeReference[];
  readonly decorators: readonly Expression[];
  /** Parameter properties (`constructor(private db: Db)`) are fields whose value is the parameter. */
  readonly fields: readonly FieldFact[];
  readonly methods: readonly MethodFact[];
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface FieldFact {
  readonly name: string;
  readonly type?: TypeReference;
  readonly value?: Expression;
  readonly isStatic: boolean;
  readonly decorators: readonly Expression[];
  readonly span: Span;
}

export interface MethodFact {
  readonly name: string;
  readonly kind: 'method' | 'constructor' | 'getter' | 'setter';
  readonly function: number;
  readonly isStatic: boolean;
  readonly decorators: readonly Expression[];
}

/** An interface, a type alias or an enum. */
export interface TypeFact {
  readonly kind: 'interface' | 'alias' | 'enum';
  readonly name: string;
  readonly binding: number;
  readonly extends: readonly TypeReference[];
  readonly members: readonly { readonly name: string; readonly type?: TypeReference }[];
  /** What an alias stands for, and the names it stands for it with: `type Made<T> = () => T`. */
  readonly type?: TypeReference;
  readonly parameters?: readonly string[];
}

export interface CallFact {
  readonly kind: 'call' | 'new' | 'tagged-template' | 'decorator';
  /** The function whose body holds the call; 0 when it runs as the module loads. */
  readonly in: number;
  readonly callee: Expression;
  /** For a tagged template: one `template` expression. */
  readonly arguments: readonly Expression[];
  readonly typeArguments?: readonly TypeReference[] | undefined;
  /** What becomes of the result. `receiver`: `call().next`; `dropped`: an expression statement without await. */
  readonly use: 'awaited' | 'returned' | 'receiver' | 'argument' | 'assigned' | 'dropped' | 'other';
  /** Innermost loop and branch of the same function. */
  readonly loop?: number | undefined;
  readonly branch?: number | undefined;
  /** Number of the enclosing statement, counted in the order of the text within the function, and of its block within the file. */
  readonly statement: number;
  readonly block: number;
  /** The whole call, and the name to point at: `readFileSync` in `fs.readFileSync(x)`. */
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface AssignmentFact {
  readonly in: number;
  readonly target: Expression;
  /** `=`, `+=`, `??=`, `++`, `delete`, … */
  readonly operator: string;
  readonly value?: Expression;
  readonly loop?: number;
  readonly branch?: number;
  readonly span: Span;
}

export interface LoopFact {
  readonly kind: 'for' | 'for-of' | 'for-in' | 'for-await' | 'while' | 'do';
  readonly in: number;
  readonly parent?: number;
  /** What is iterated (`for-of`, `for-in`, `for-await`), else the condition. */
  readonly over?: Expression;
  /** Bindings that change with each turn. */
  readonly variables: readonly number[];
  readonly span: Span;
  readonly bodySpan: Span;
}

/** A part of a function that runs only sometimes, or whose failure is caught. */
export interface BranchFact {
  readonly kind: 'then' | 'else' | 'case' | 'try' | 'catch' | 'finally' | 'right-side';
  readonly in: number;
  readonly parent?: number | undefined;
  readonly test?: Expression | undefined;
  /** Ends in return, throw, break or continue. */
  readonly leaves: boolean;
  /** Ends in continue: it leaves only this turn of the loop. */
  readonly goesOn?: true | undefined;
  /** No statement in it; for `catch`. */
  readonly isEmpty: boolean;
  /** Its braces hold nothing, not even a comment. */
  readonly isBare?: true | undefined;
  readonly span: Span;
}

export interface CommentFact {
  /** Without `//`, `/*` and the closing mark. */
  readonly text: string;
  readonly span: Span;
}
