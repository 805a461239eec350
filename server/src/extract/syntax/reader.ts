/** The state of one walk over one file, and the parts of the walk as each other sees them. */

import type { ts } from 'ts-morph';
import type { Expression, TypeReference } from '../../../../rules/model/expression.ts';
import type { AssignmentFact, BindingFact, BranchFact, CallFact, ClassFact, ExportFact, FunctionFact, ImportFact, LoopFact, TypeFact } from '../../../../rules/model/facts.ts';
import type { Span } from '../../../../rules/model/source.ts';

export type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
export type Use = CallFact['use'];

/** Names declared in a block or a function. */
export interface Scope {
  readonly parent: Scope | undefined;
  /** The index of the function it belongs to. */
  readonly in: number;
  /** Where `var` lands. */
  readonly isFunction: boolean;
  readonly names: Map<string, number>;
}

/** Where the walk stands; saved and restored around each part. */
export interface Place {
  scope: Scope;
  function: number;
  class: number | undefined;
  /** The object whose function this is; it becomes a class once its `this` is spoken of. */
  object: ThisObject | undefined;
  loop: number | undefined;
  branch: number | undefined;
  block: number;
  statement: number;
}

/** An object written down, and its place among the classes. */
export interface ThisObject {
  readonly name: string;
  readonly node: ts.ObjectLiteralExpression;
  class?: number;
}

export interface Reader {
  readonly ts: typeof ts;
  readonly source: ts.SourceFile;
  readonly text: string;
  readonly isTypeScript: boolean;
  readonly at: Place;
  readonly imports: Mutable<ImportFact>[];
  readonly exports: ExportFact[];
  readonly bindings: Mutable<BindingFact>[];
  readonly functions: Mutable<FunctionFact>[];
  readonly classes: Mutable<ClassFact>[];
  readonly types: TypeFact[];
  readonly calls: CallFact[];
  readonly assignments: AssignmentFact[];
  readonly loops: LoopFact[];
  readonly branches: BranchFact[];
  /** Constructors and methods of functions that are used as classes, with the class each belongs to. */
  readonly prototypes: Map<ts.Node, { readonly class: number; readonly method: string }>;
  /** Calls that make a model, with the class that stands for it. */
  readonly models: Map<ts.Node, number>;
  readonly references: { readonly to: { name: string; binding?: number | undefined }; readonly scope: Scope; readonly isType: boolean }[];
  /** Names that `await` and `yield` stand before. */
  readonly awaited: { readonly binding?: number | undefined }[];
  /** Statements counted by function. */
  readonly statementCounts: number[];
  blocks: number;
  depth: number;
  isTooDeep: boolean;

  expression(node: ts.Expression, use?: Use, name?: string): Expression;
  statement(node: ts.Statement): void;
  statements(nodes: readonly ts.Statement[]): void;
  functionLike(node: ts.SignatureDeclaration, options: FunctionOptions): number;
  class(node: ts.ClassLikeDeclaration): number;
  type(node: ts.TypeNode): TypeReference;
  pattern(name: ts.BindingName, value: Expression | undefined, options: PatternOptions): void;
  import(fact: ImportFact): void;
}

export interface FunctionOptions {
  readonly name: string;
  readonly kind: FunctionFact['kind'];
  readonly class?: number | undefined;
  readonly object?: ThisObject | undefined;
  readonly isStatic?: boolean;
  readonly argumentOf?: FunctionFact['argumentOf'] | undefined;
  readonly decorators?: readonly Expression[];
}

export interface PatternOptions {
  readonly kind: BindingFact['kind'];
  readonly type?: TypeReference | undefined;
}

/** Deeper than this, code is generated or hostile; what is inside is not read. */
const DEEPEST = 350;

/** Runs `read` one level deeper; too deep gives `otherwise`. */
export function deeper<Result>(reader: Reader, otherwise: Result, read: () => Result): Result {
  if (reader.depth >= DEEPEST) {
    reader.isTooDeep = true;
    return otherwise;
  }
  reader.depth++;
  const result = read();
  reader.depth--;
  return result;
}

export function declare(reader: Reader, name: string, kind: BindingFact['kind'], span: Span, rest: Partial<BindingFact> = {}): number {
  const index = reader.bindings.length;
  let scope = reader.at.scope;
  if (kind === 'var') while (!scope.isFunction && scope.parent) scope = scope.parent;
  const before = scope.names.get(name);
  if (before !== undefined && (kind === 'var' || kind === 'type' || kind === 'namespace')) {
    const binding = reader.bindings[before];
    if (kind === 'var' && binding && binding.kind !== 'type') {
      if (rest.value && !binding.value) binding.value = rest.value;
      else if (rest.value) binding.isReassigned = true;
      return before;
    }
  }
  reader.bindings.push({ name, kind, in: scope.in, span, isReassigned: false, isUsedAsValue: false, ...rest });
  if (before === undefined || kind !== 'type') scope.names.set(name, index);
  return index;
}

export function openScope(reader: Reader, isFunction: boolean, owner: number): Scope {
  return { parent: reader.at.scope, in: owner, isFunction, names: new Map() };
}

/** Runs `read` with some of the place changed, and puts it back. */
export function within<Result>(reader: Reader, change: Partial<Place>, read: () => Result): Result {
  const { at } = reader;
  const { scope, function: owner, class: inside, object, loop, branch, block, statement } = at;
  if (change.scope) at.scope = change.scope;
  if (change.function !== undefined) at.function = change.function;
  if ('class' in change) at.class = change.class;
  if ('object' in change) at.object = change.object;
  if ('loop' in change) at.loop = change.loop;
  if ('branch' in change) at.branch = change.branch;
  if (change.block !== undefined) at.block = change.block;
  if (change.statement !== undefined) at.statement = change.statement;
  const result = read();
  at.scope = scope;
  at.function = owner;
  at.class = inside;
  at.object = object;
  at.loop = loop;
  at.branch = branch;
  at.block = block;
  at.statement = statement;
  return result;
}

export function spanOf(reader: Reader, node: ts.Node): Span {
  return [node.getStart(reader.source), node.end];
}

/** A block without a word in it: no statement, no comment. */
export function isBare({ ts, source }: Reader, node: ts.Node): boolean {
  return ts.isBlock(node) && node.statements.length === 0 && source.text.slice(node.statements.pos, node.end - 1).trim() === '';
}

/** Identifiers end where their text ends, so their start needs no scan. */
export function nameSpanOf(node: { readonly end: number; readonly text: string }): Span {
  return [node.end - node.text.length, node.end];
}

export function hasModifier(reader: Reader, node: ts.Node, kind: ts.SyntaxKind): boolean {
  return 'modifiers' in node && Array.isArray(node.modifiers) && node.modifiers.some((each: ts.Node) => each.kind === kind);
}

/** Strings cut from the source would keep all of it in memory. */
export function flat(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
