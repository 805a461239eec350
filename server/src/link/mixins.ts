/** What a class extends that is mixed together: `pipe(Dated, Searchable)(Model)`, `mixin(Model, [Dated])`, `compose(Dated)(Model)`, `Dated(Model)`. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import { distinct } from './evaluate/distinct.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { exportedBinding } from './evaluate/exported-binding.ts';

/** Mixins inside mixins. */
const MOST_LEVELS = 4;

/** The classes that the mixins make, then the one that all are mixed into; nothing where no class is handed in. */
export function mixedFrom(evaluation: Evaluation, file: FilePath, written: Expression): readonly Value[] {
  const found = distinct(handedIn(evaluation, file, written, 0));
  return [...found.filter(({ kind }) => kind === 'class'), ...found.filter(({ kind }) => kind !== 'class')];
}

function handedIn(evaluation: Evaluation, from: FilePath, named: Expression, depth: number): readonly Value[] {
  const { file, written } = definitionOf(evaluation, from, named);
  const call = written?.kind === 'call' ? evaluation.program.facts.get(file)?.calls[written.call] : undefined;
  if (!call || call.kind !== 'call' || depth > MOST_LEVELS) return [];
  const given = call.arguments.flatMap((argument) => (argument.kind === 'array' ? argument.elements : [argument]));
  return [
    ...evaluation.of(file, call.callee).flatMap((value) => made(evaluation, value)),
    ...handedIn(evaluation, file, call.callee, depth + 1),
    ...given.flatMap((argument) => {
      const inner = handedIn(evaluation, file, argument, depth + 1);
      if (inner.length > 0) return inner;
      return evaluation.of(file, argument).flatMap((value) => (isBase(value) ? [value] : made(evaluation, value)));
    }),
  ];
}

/** What a name is declared as, here or where it is imported from. */
function definitionOf({ program }: Evaluation, file: FilePath, named: Expression): { readonly file: FilePath; readonly written: Expression | undefined } {
  const binding = named.kind === 'name' && named.binding !== undefined ? program.facts.get(file)?.bindings[named.binding] : undefined;
  if (!binding) return { file, written: named };
  if (!binding.import) return { file, written: binding.value };
  const resolution = program.resolver.resolve(file, binding.import.specifier);
  const target = resolution.kind === 'file' ? exportedBinding(program, resolution.file, binding.import.name) : undefined;
  return target ? { file: target.file, written: program.facts.get(target.file)?.bindings[target.binding]?.value } : { file, written: undefined };
}

/** The class that a mixin gives back. */
function made(evaluation: Evaluation, value: Value): readonly Value[] {
  return value.kind === 'function' ? evaluation.result(value, false).filter(({ kind }) => kind === 'class') : [];
}

/** A class of the workspace, or what a package calls as one calls classes. */
function isBase(value: Value): boolean {
  return value.kind === 'class' || (value.kind === 'external' && /[#.][A-Z]\w*$/.test(value.origin));
}
