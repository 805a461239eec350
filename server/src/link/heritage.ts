/** Who extends and implements whom across files, and what containers provide; worked out once for a program. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { FileFacts } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import { createEvaluation } from './evaluate.ts';
import type { Heritage } from './evaluate/evaluation.ts';
import { exportedBinding, type BindingAt } from './evaluate/exported-binding.ts';
import { pushTo, type ClassAt, type Program } from './program.ts';

type Provider = ReturnType<Heritage['providersOf']>[number];

export function createHeritage(program: Program): Heritage {
  const bases = new Map<string, readonly Value[]>();
  const below = new Map<string, ClassAt[]>();
  const implementers = new Map<string, ClassAt[]>();
  const providers = new Map<string, Provider[]>();
  const nothing: Heritage = { baseOf: () => [], subclassesOf: () => [], implementersOf: () => [], providersOf: () => [] };
  const heritage: Heritage = {
    baseOf: (file, index) => bases.get(`${file}#${index}`) ?? [],
    subclassesOf: ({ file, class: index }) => below.get(`${file}#${index}`) ?? [],
    implementersOf: (file, binding) => implementers.get(`${file}#${binding}`) ?? [],
    providersOf: (token) => providers.get(token) ?? [],
  };

  // What a class extends is written as a name or a mixin call: it needs no heritage of its own to be followed.
  const evaluation = createEvaluation(program, nothing, undefined);
  for (const [file, facts] of program.facts) {
    for (const [index, fact] of facts.classes.entries()) {
      if (fact.extends) {
        const values = evaluation.of(file, fact.extends).filter(({ kind }) => kind === 'class' || kind === 'external' || kind === 'function');
        bases.set(`${file}#${index}`, values);
        for (const value of values) if (value.kind === 'class') pushTo(below, `${value.file}#${value.class}`, { file, class: index });
      }
      for (const { binding, name } of fact.implements) {
        const target = binding === undefined ? undefined : declarationOf(program, file, binding, name);
        if (target) pushTo(implementers, `${target.file}#${target.binding}`, { file, class: index });
      }
    }
    collectProviders(file, facts, providers);
  }
  return heritage;
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

/** `{ provide: TOKEN, useClass | useValue | useFactory | useExisting: X }`, wherever it is written at the top of a file or in a decorator. */
function collectProviders(file: FilePath, facts: FileFacts, providers: Map<string, Provider[]>): void {
  const visit = (expression: Expression, depth: number): void => {
    if (depth > 6) return;
    if (expression.kind === 'array') for (const element of expression.elements) visit(element, depth + 1);
    if (expression.kind === 'call') for (const argument of facts.calls[expression.call]?.arguments ?? []) visit(argument, depth + 1);
    if (expression.kind === 'spread') visit(expression.of, depth + 1);
    if (expression.kind !== 'object') return;
    const token = expression.properties.find(({ name }) => name === 'provide')?.value;
    if (!token) {
      for (const { value } of expression.properties) visit(value, depth + 1);
      return;
    }
    const key = keyOf(facts, token);
    if (key === undefined) return;
    for (const { name, value } of expression.properties) {
      const use = USES[name];
      if (use) pushTo(providers, key, { file, expression: value, use });
    }
  };
  for (const binding of facts.bindings) if (binding.in === 0 && binding.value && binding.kind === 'const') visit(binding.value, 0);
  for (const call of facts.calls) if (call.kind === 'decorator') for (const argument of call.arguments) visit(argument, 0);
}

const USES: Readonly<Record<string, Provider['use']>> = { useClass: 'class', useExisting: 'class', useValue: 'value', useFactory: 'factory' };

/** As evaluate/injection's `tokenText` would say it, from this file alone: constants are followed within it. */
function keyOf(facts: FileFacts, token: Expression): string | undefined {
  if (token.kind === 'literal') return typeof token.value === 'string' ? token.value : undefined;
  if (token.kind === 'name' && token.binding !== undefined) {
    const value = facts.bindings[token.binding]?.value;
    if (value?.kind === 'literal' && typeof value.value === 'string') return value.value;
  }
  return token.kind === 'name' || token.kind === 'member' ? token.name : undefined;
}
