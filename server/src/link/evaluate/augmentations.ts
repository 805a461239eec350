/** Exports that other files add: `require('./create')(Users)`, where create.js says `module.exports = (Users) => { Users.create = … }`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { partsOfFunctionId } from '../../../../rules/model/function-id.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';
import { replacedExports } from './replaced-exports.ts';

export function augmentationsOf(evaluation: Evaluation, file: FilePath, name: string): readonly Value[] {
  const { program } = evaluation;
  const index = program.of(file);
  if (!index) return [];
  const found: Value[] = [];
  for (const callIndex of index.callsIn.get(0) ?? []) {
    const call = index.facts.calls[callIndex];
    const position = call?.arguments.findIndex((argument) => isExports(evaluation, file, argument)) ?? -1;
    if (!call || position < 0) continue;
    const callees = evaluation.of(file, call.callee).flatMap((callee) => (callee.kind === 'module' ? replacedExports(evaluation, callee.file) : [callee]));
    for (const callee of callees) {
      if (callee.kind !== 'function') continue;
      const { file: elsewhere, index: functionIndex } = partsOfFunctionId(callee.function);
      const parameter = program.facts.get(elsewhere)?.functions[functionIndex]?.parameters[position]?.binding;
      if (parameter === undefined) continue;
      for (const value of program.of(elsewhere)?.propertiesOf.get(parameter)?.get(name) ?? []) {
        found.push(...evaluation.of(elsewhere, value));
      }
    }
  }
  return found;
}

function isExports({ program }: Evaluation, file: FilePath, expression: Expression): boolean {
  if (expression.kind === 'exports') return true;
  if (expression.kind !== 'name' || expression.binding === undefined) return false;
  const facts = program.facts.get(file);
  const value = facts?.bindings[expression.binding]?.value;
  if (value?.kind === 'exports') return true;
  return facts?.exports.some((fact) => fact.kind === 'assign' && fact.value.kind === 'name' && fact.value.binding === expression.binding) === true;
}
