/** What a value of a written type may be: an instance of a class, of a package's class, or something with known members. */

import { parameterOrigin } from '../../../../rules/knowledge/callbacks.ts';
import type { TypeReference } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { BindingAt } from '../program.ts';
import type { Evaluation } from './evaluation.ts';
import { exportedBinding } from './exported-binding.ts';
import { moduleValues } from './modules.ts';

/** Types that stand for their argument, as far as calls on the value go. */
const TRANSPARENT = new Set(['Promise', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Omit', 'Pick', 'PromiseLike', 'DeepPartial', 'DeepMockProxy']);
const MOST_IMPLEMENTERS = 8;

/** What the names of a generic alias stand for, where it is used. */
type Given = ReadonlyMap<string, readonly Value[]>;

const NONE_GIVEN: Given = new Map();

export function valuesOfType(evaluation: Evaluation, file: FilePath, type: TypeReference, depth = 0, given = NONE_GIVEN): readonly Value[] {
  if (depth > 8) return [];
  const first = type.arguments?.[0];
  if (type.name === 'typeof') return type.value ? evaluation.of(file, type.value) : [];
  if (type.name === '{}' && type.members) return [{ kind: 'shape', file, members: type.members, isGuessed: false }];
  if (type.name === '|' || type.name === '&') {
    return (type.arguments ?? []).flatMap((each) => valuesOfType(evaluation, file, each, depth + 1, given));
  }
  if (type.binding === undefined) {
    if (first && TRANSPARENT.has(type.name)) return valuesOfType(evaluation, file, first, depth + 1, given);
    if (first && type.name === 'ReturnType') return valuesOfType(evaluation, file, first, depth + 1, given).flatMap((value) => evaluation.result(value, false));
    if (first && type.name === 'InstanceType') return valuesOfType(evaluation, file, first, depth + 1, given).flatMap((value) => evaluation.result(value, true));
    if (first && type.name === '.') return memberOfType(evaluation, file, first, type.arguments?.[1]?.name ?? '', depth, given);
    if (first && type.name === '=>') {
      const returns = valuesOfType(evaluation, file, first, depth + 1, given);
      return returns.length > 0 ? [{ kind: 'shape', file, members: [], returns, isGuessed: false }] : [];
    }
    return given.get(type.name) ?? [];
  }
  return named(evaluation, file, type, type.binding, depth);
}

/** `Client['transaction']`, and `Parameters<Parameters<Client['transaction']>[0]>[0]`: what a library hands to the callback. */
function memberOfType(evaluation: Evaluation, file: FilePath, type: TypeReference, name: string, depth: number, given: Given): readonly Value[] {
  if (type.binding !== undefined || type.name !== 'Parameters') return valuesOfType(evaluation, file, type, depth + 1, given).flatMap((value) => evaluation.member(value, name));
  const [callback] = type.arguments ?? [];
  const [taken, place] = callback?.name === '.' ? (callback.arguments ?? []) : [];
  const [taker] = taken?.name === 'Parameters' ? (taken.arguments ?? []) : [];
  if (!taker || place?.name !== '0') return [];
  return valuesOfType(evaluation, file, taker, depth + 1, given).flatMap((value) => {
    const origin = value.kind === 'external' ? parameterOrigin(value.origin, Number(name)) : undefined;
    return value.kind === 'external' && origin !== undefined ? [{ ...value, origin }] : [];
  });
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
      return target ? declared(evaluation, target.file, target.binding, depth, argumentsOf(evaluation, file, type, target, depth)) : [];
    });
  }
  return declared(evaluation, file, index, depth, argumentsOf(evaluation, file, type, { file, binding: index }, depth));
}

/** `type Made<T> = () => T`, used as `Made<typeof Order>`. */
function argumentsOf(evaluation: Evaluation, file: FilePath, { arguments: types }: TypeReference, target: BindingAt, depth: number): Given {
  if (!types) return NONE_GIVEN;
  const names = evaluation.program.facts.get(target.file)?.types.find(({ binding }) => binding === target.binding)?.parameters;
  if (!names) return NONE_GIVEN;
  return new Map(names.flatMap((name, place) => {
    const type = types[place];
    return type ? [[name, valuesOfType(evaluation, file, type, depth + 1)] as const] : [];
  }));
}

/** A value of the class, interface or alias that this binding declares. */
function declared(evaluation: Evaluation, file: FilePath, index: number, depth: number, given: Given): readonly Value[] {
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
  if (type.kind === 'alias' && type.type) return valuesOfType(evaluation, file, type.type, depth + 1, given);
  if (type.kind !== 'interface') return [];

  const implementers = evaluation.heritage.implementersOf(file, index);
  if (implementers.length > 0 && implementers.length <= MOST_IMPLEMENTERS) {
    const isGuessed = implementers.length > 1;
    return implementers.map((at) => ({ kind: 'instance', ...at, isGuessed }));
  }
  const inherited = type.extends.flatMap((base) => valuesOfType(evaluation, file, base, depth + 1));
  return [{ kind: 'shape', file, members: type.members, isGuessed: false }, ...inherited];
}
