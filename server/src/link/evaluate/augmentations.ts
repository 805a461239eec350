/** Exports that other files add: `require('./create')(Users)`, where create.js says `module.exports = (Users) => { Users.create = … }`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { partsOfFunctionId } from '../../../../rules/model/function-id.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';
import { replacedExports } from './replaced-exports.ts';

/** Files that hand on what they were handed: further than this nobody divides a module. */
const DEEPEST = 3;

export function augmentationsOf(evaluation: Evaluation, file: FilePath, name: string): readonly Value[] {
  const index = evaluation.program.of(file);
  if (!index) return [];
  return index.exportsHandedOn.flatMap((call) => addedBy(evaluation, file, call, call.arguments.findIndex((argument) => isExports(evaluation, file, argument)), name, 1));
}

/** What the callee writes as `name` to the thing it is given as the argument at `position`, itself or by handing it on. */
function addedBy(evaluation: Evaluation, file: FilePath, call: CallFact, position: number, name: string, depth: number): readonly Value[] {
  const { program } = evaluation;
  if (position < 0 || depth > DEEPEST) return [];
  const callees = evaluation.of(file, call.callee).flatMap((callee) => (callee.kind === 'module' ? replacedExports(evaluation, callee.file) : [callee]));
  return callees.flatMap((callee): readonly Value[] => {
    if (callee.kind !== 'function') return [];
    const { file: elsewhere, index: functionIndex } = partsOfFunctionId(callee.function);
    const index = program.of(elsewhere);
    const parameter = index?.facts.functions[functionIndex]?.parameters[position]?.binding;
    if (!index || parameter === undefined) return [];
    const written = (index.propertiesOf.get(parameter)?.get(name) ?? []).flatMap((value) => evaluation.of(elsewhere, value));
    const isParameter = (argument: Expression): boolean => argument.kind === 'name' && argument.binding === parameter;
    const further = index.facts.calls.filter(({ callee: { kind } }) => kind === 'module');
    return [...written, ...further.flatMap((each) => addedBy(evaluation, elsewhere, each, each.arguments.findIndex(isParameter), name, depth + 1))];
  });
}

function isExports({ program }: Evaluation, file: FilePath, expression: Expression): boolean {
  if (expression.kind === 'exports') return true;
  return expression.kind === 'name' && expression.binding !== undefined && program.of(file)?.exportsBindings.has(expression.binding) === true;
}
