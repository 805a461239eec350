/** What the parts of the evaluator share: the question itself, and the two things that need the whole workspace. */

import type { Expression, TypeReference } from '../../../../rules/model/expression.ts';
import type { FilePath, Span } from '../../../../rules/model/source.ts';
import type { FunctionId } from '../../../../rules/model/function-id.ts';
import type { Made, Value } from '../../../../rules/model/values.ts';
import type { ClassAt, Program } from '../program.ts';

export interface Evaluation {
  readonly program: Program;
  readonly heritage: Heritage;
  readonly flow: ParameterFlow;
  of(file: FilePath, expression: Expression): readonly Value[];
  /** The file says something else now. */
  forget(file: FilePath): void;
  /** What `owner.name` may be. */
  member(owner: Value, name: string): readonly Value[];
  /** What a value of this type may be. */
  ofType(file: FilePath, type: TypeReference): readonly Value[];
  /** What calling `callee`, or making one with `new`, gives; `made` is the call that does. */
  result(callee: Value, isNew: boolean, made?: Made): readonly Value[];
  /** The export `name` of a file; `*` is the file's exports, `default` of a CommonJS file what `require` gives. */
  exported(file: FilePath, name: string): readonly Value[];
}

/** Classes above, below and behind one another. */
export interface Heritage {
  /** What a class extends, as the class object: a `class` of the workspace or an `external` origin. */
  baseOf(file: FilePath, index: number): readonly Value[];
  subclassesOf(at: ClassAt): readonly ClassAt[];
  /** Classes that say `implements` of this interface. */
  implementersOf(file: FilePath, interfaceBinding: number): readonly ClassAt[];
  /** What a dependency-injection container gives for a token: `{ provide: TOKEN, useClass: X }`. */
  providersOf(token: string): readonly { readonly file: FilePath; readonly expression: Expression; readonly use: 'class' | 'value' | 'factory' }[];
}

/** Arguments that the calls of a function pass for its parameters. */
export interface ParameterFlow {
  /** Every call of a function, with what it passes. */
  callsOf(callee: FunctionId): readonly { readonly file: FilePath; readonly arguments: readonly Expression[]; readonly span: Span }[];
  /** Calls of libraries and unknown code that are given the function by its name, by their index. */
  handedTo(callee: FunctionId): readonly { readonly file: FilePath; readonly call: number }[];
  /** Of the first `most` calls. */
  argumentsOf(callee: FunctionId, index: number, most: number): readonly { readonly file: FilePath; readonly expression: Expression }[];
}

export function guessed(values: readonly Value[]): readonly Value[] {
  return values.map((value) => (value.kind === 'literal' || value.isGuessed ? value : { ...value, isGuessed: true }));
}
