/** What a value of a written type may be: an instance of a class, of a package's class, or something with known members. */

import type { TypeReference } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';
import { exportedBinding } from './exported-binding.ts';
import { moduleValues } from './modules.ts';

/** Types that stand for their argument, as far as calls on the value go. */
const TRANSPARENT = new Set(['Promise', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Omit', 'Pick', 'PromiseLike', 'DeepPartial', 'DeepMockProxy']);
const MOST_IMPLEMENTERS = 8;

export function valuesOfType(evaluation: Evaluation, file: FilePath, type: TypeReference, depth = 0): readonly Value[] {
  if (depth > 8) return [];
  const first = type.arguments?.[0];
  if (type.name === 'typeof') return type.value ? evaluation.of(file, type.value) : [];
  if (type.name === '{}' && type.members) return [{ kind: 'shape', file, members: type.members, isGuessed: false }];
  if (type.name === '|' || type.name === '&') {
    return (type.arguments ?? []).flatMap((each) => valuesOfType(evaluation, file, each, depth + 1));
  }
  if (type.binding === undefined) {
    if (first && TRANSPARENT.has(type.name)) return valuesOfType(evaluation, file, first, depth + 1);
    if (first && type.name === 'ReturnType') return valuesOfType(evaluation, file, first, depth + 1).flatMap((value) => evaluation.result(value, false));
    if (first && type.name === 'InstanceType') return valuesOfType(evaluation, file, first, depth + 1).flatMap((value) => evaluation.result(value, true));
    if (type.name === 'Array' || type.name === 'ReadonlyArray') return [];
    return [];
  }
  return named(evaluation, file, type, type.binding, depth);
}

function named(evaluation: Evaluation, file: FilePath, type: TypeReference, index: number, depth: number): readonly Value[] {
  const binding = evaluation.program.facts.get(file)?.bindings[index];
  if (!binding) return [];
  const rest = type.name.split('.').slice(1);

  if (binding.import) {
    const { specifier, name } = binding.import;
    return moduleValues(evaluation, file, specifier, false).flatMap((value): readonly Value[] => {
      if (value.kind === 'external') {
        const path = [...(name === '*' || name === 'default' ? [] : [name]), ...rest].join('.');
        const typeArguments = type.arguments ? { typeArguments: { file, types: type.arguments } } : {};
        return [{ ...value, origin: `${value.origin}${path}{}`, ...typeArguments }];
      }
      if (value.kind !== 'module') return [];
      const wanted = name === '*' ? rest[0] : name;
      const target = wanted === undefined ? undefined : exportedBinding(evaluation.program, value.file, wanted);
      return target ? declared(evaluation, target.file, target.binding, depth) : [];
    });
  }
  return declared(evaluation, file, index, depth);
}

/** A value of the class, interface or alias that this binding declares. */
function declared(evaluation: Evaluation, file: FilePath, index: number, depth: number): readonly Value[] {
  const facts = evaluation.program.facts.get(file);
  const binding = facts?.bindings[index];
  if (!facts || !binding) return [];
  if (binding.import) return named(evaluation, file, { name: binding.name, binding: index }, index, depth + 1);

  if (binding.kind === 'class') {
    const at = facts.classes.findIndex((each) => each.binding === index);
    return at < 0 ? [] : [{ kind: 'instance', file, class: at, isGuessed: false }];
  }
  const type = facts.types.find((each) => each.binding === index);
  if (!type) return [];
  if (type.kind === 'alias' && type.type) return valuesOfType(evaluation, file, type.type, depth + 1);
  if (type.kind !== 'interface') return [];

  const implementers = evaluation.heritage.implementersOf(file, index);
  if (implementers.length > 0 && implementers.length <= MOST_IMPLEMENTERS) {
    const isGuessed = implementers.length > 1;
    return implementers.map((at) => ({ kind: 'instance', ...at, isGuessed }));
  }
  const inherited = type.extends.flatMap((base) => valuesOfType(evaluation, file, base, depth + 1));
  return [{ kind: 'shape', file, members: type.members, isGuessed: false }, ...inherited];
}
