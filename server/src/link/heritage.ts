/** Who extends and implements whom across files, and what containers provide. */

import type { FilePath } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import { createEvaluations } from './evaluate.ts';
import type { Evaluation, Heritage } from './evaluate/evaluation.ts';
import type { Expression } from '../../../rules/model/expression.ts';
import { exportedBinding } from './evaluate/exported-binding.ts';
import { mixedFrom } from './mixins.ts';
import { type ListsByFile, listsByFile } from './lists-by-file.ts';
import { pushTo } from './file-index.ts';
import { saysTheSame } from './per-file.ts';
import { providersIn } from './providers.ts';
import type { BindingAt, ClassAt, Program } from './program.ts';

type Provider = ReturnType<Heritage['providersOf']>[number];

export interface RenewableHeritage extends Heritage {
  /** Looks again at the files whose classes and providers may say something else now. */
  refresh(): void;
  forget(file: FilePath): void;
}

/** What tests and examples implement stands in for what serves requests, where anything does. */
export function createHeritage(program: Program, isOffline: (file: FilePath) => boolean): RenewableHeritage {
  const { tracker } = program;
  const nothing: Heritage = { baseOf: () => [], subclassesOf: () => [], implementersOf: () => [], providersOf: () => [] };
  // What a class extends is written as a name or a mixin call: it needs no heritage of its own to be followed.
  const evaluation = createEvaluations(program, nothing).alone;
  const lists = {
    bases: listsByFile<string, Value>(program, (file) => basesIn(evaluation, file), saysTheSame),
    subclasses: listsByFile<string, ClassAt>(program, (file) => subclassesIn(evaluation, file), saysTheSame),
    implementers: listsByFile<string, ClassAt>(program, (file) => implementersIn(program, file), saysTheSame),
    providers: listsByFile<string, Provider>(program, (file) => (isOffline(file) ? new Map() : providersIn(program, file)), areSameProviders),
  };
  const ask = <Item>(name: keyof typeof lists, list: ListsByFile<string, Item>, key: string): readonly Item[] => {
    tracker.read(tracker.inputOf(`${name} ${key}`));
    return list.of(key);
  };
  const serving = <At extends { readonly file: FilePath }>(classes: readonly At[]): readonly At[] => {
    if (classes.length < 2 || !classes.some(({ file }) => isOffline(file))) return classes;
    const served = classes.filter(({ file }) => !isOffline(file));
    return served.length > 0 ? served : classes;
  };
  return {
    baseOf: (file, index) => ask('bases', lists.bases, `${file}#${index}`),
    subclassesOf: ({ file, class: index }) => serving(ask('subclasses', lists.subclasses, `${file}#${index}`)),
    implementersOf: (file, binding) => serving(ask('implementers', lists.implementers, `${file}#${binding}`)),
    providersOf: (token) => serving(ask('providers', lists.providers, token)),
    refresh() {
      const changed = Object.entries(lists).flatMap(([name, list]) => list.refresh().map((key) => `${name} ${key}`));
      if (changed.length > 0) tracker.change(changed);
    },
    forget: (file) => evaluation.forget(file),
  };
}

function areSameProviders(one: readonly Provider[], other: readonly Provider[]): boolean {
  return one.length === other.length && one.every(({ expression, use }, index) => expression === other[index]?.expression && use === other[index]?.use);
}

/** What the classes of a file extend, by `file#class`. */
function basesIn(evaluation: Evaluation, file: FilePath): ReadonlyMap<string, readonly Value[]> {
  const bases = new Map<string, readonly Value[]>();
  for (const [index, fact] of (evaluation.program.facts.get(file)?.classes ?? []).entries()) {
    if (fact.extends) bases.set(`${file}#${index}`, basesWritten(evaluation, file, fact.extends));
  }
  return bases;
}

function basesWritten(evaluation: Evaluation, file: FilePath, written: Expression): readonly Value[] {
  const mixed = mixedFrom(evaluation, file, written);
  return mixed.length > 0 ? mixed : evaluation.of(file, written).filter(({ kind }) => kind === 'class' || kind === 'external' || kind === 'function');
}

/** The classes of a file by the class of the workspace they extend. */
function subclassesIn(evaluation: Evaluation, file: FilePath): ReadonlyMap<string, readonly ClassAt[]> {
  const below = new Map<string, ClassAt[]>();
  for (const [index, fact] of (evaluation.program.facts.get(file)?.classes ?? []).entries()) {
    for (const value of fact.extends ? basesWritten(evaluation, file, fact.extends) : []) if (value.kind === 'class') pushTo(below, `${value.file}#${value.class}`, { file, class: index });
  }
  return below;
}

function implementersIn(program: Program, file: FilePath): ReadonlyMap<string, readonly ClassAt[]> {
  const implementers = new Map<string, ClassAt[]>();
  for (const [index, fact] of (program.facts.get(file)?.classes ?? []).entries()) {
    for (const { binding, name } of fact.implements) {
      const target = binding === undefined ? undefined : declarationOf(program, file, binding, name);
      if (target) pushTo(implementers, `${target.file}#${target.binding}`, { file, class: index });
    }
  }
  return implementers;
}

/** The declaration a type name of this file stands for, wherever it is. */
function declarationOf(program: Program, file: FilePath, binding: number, name: string): BindingAt | undefined {
  const source = program.facts.get(file)?.bindings[binding]?.import;
  if (!source) return { file, binding };
  const resolution = program.resolver.resolve(file, source.specifier);
  if (resolution.kind !== 'file') return undefined;
  const wanted = source.name === '*' ? name.split('.')[1] : source.name;
  return wanted === undefined ? undefined : exportedBinding(program, resolution.file, wanted);
}
