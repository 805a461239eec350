/** The declaration behind an exported name, followed through re-exports: for types, which have no value. */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { BindingAt, Program } from '../program.ts';
import { mayExport, starsOf } from './stars.ts';

export function exportedBinding(program: Program, file: FilePath, name: string): BindingAt | undefined {
  return program.declarations.ask(file, name, () => find(program, file, name));
}

function find(program: Program, file: FilePath, name: string): BindingAt | undefined {
  const index = program.of(file);
  if (!index) return undefined;
  const { facts } = index;
  const named = index.exportsNamed.get(name) ?? [];
  for (const fact of named) {
    if (fact.kind === 'local') {
      const { value } = fact;
      if (value.kind === 'name' && value.binding !== undefined) return throughImport(program, file, value.binding);
      if (value.kind === 'class') {
        const binding = facts.classes[value.class]?.binding;
        if (binding !== undefined) return { file, binding };
      }
    }
    if (fact.kind === 'from') return behind(program, file, fact.specifier, fact.imported);
  }
  if (named.some(({ kind }) => kind === 'local')) {
    const type = facts.bindings.findIndex((binding) => binding.name === name && binding.in === 0 && (binding.kind === 'type' || binding.kind === 'class'));
    if (type >= 0) return { file, binding: type };
  }
  for (const star of starsOf(program, index).files) {
    const found = mayExport(program, star, name) ? exportedBinding(program, star, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

function throughImport(program: Program, file: FilePath, binding: number): BindingAt | undefined {
  const source = program.facts.get(file)?.bindings[binding]?.import;
  if (!source) return { file, binding };
  return behind(program, file, source.specifier, source.name) ?? { file, binding };
}

function behind(program: Program, file: FilePath, specifier: string, name: string): BindingAt | undefined {
  const resolution = program.resolver.resolve(file, specifier);
  return resolution.kind === 'file' ? exportedBinding(program, resolution.file, name) : undefined;
}
