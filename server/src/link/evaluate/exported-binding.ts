/** The declaration behind an exported name, followed through re-exports: for types, which have no value. */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { Program } from '../program.ts';

export interface BindingAt {
  readonly file: FilePath;
  readonly binding: number;
}

export function exportedBinding(program: Program, file: FilePath, name: string, seen: ReadonlySet<FilePath> = new Set()): BindingAt | undefined {
  const facts = program.facts.get(file);
  if (!facts || seen.has(file)) return undefined;
  const visited = new Set([...seen, file]);

  for (const fact of facts.exports) {
    if (fact.kind === 'local' && fact.name === name) {
      const { value } = fact;
      if (value.kind === 'name' && value.binding !== undefined) return throughImport(program, file, value.binding, visited);
      if (value.kind === 'class') {
        const binding = facts.classes[value.class]?.binding;
        if (binding !== undefined) return { file, binding };
      }
    }
    if (fact.kind === 'from' && fact.name === name) return behind(program, file, fact.specifier, fact.imported, visited);
  }
  const type = facts.bindings.findIndex((binding) => binding.name === name && binding.in === 0 && (binding.kind === 'type' || binding.kind === 'class'));
  if (type >= 0 && facts.exports.some((fact) => fact.kind === 'local' && fact.name === name)) return { file, binding: type };
  for (const fact of facts.exports) {
    if (fact.kind !== 'all') continue;
    const found = behind(program, file, fact.specifier, name, visited);
    if (found) return found;
  }
  return undefined;
}

function throughImport(program: Program, file: FilePath, binding: number, seen: ReadonlySet<FilePath>): BindingAt | undefined {
  const source = program.facts.get(file)?.bindings[binding]?.import;
  if (!source) return { file, binding };
  return behind(program, file, source.specifier, source.name, new Set([...seen].filter((each) => each !== file))) ?? { file, binding };
}

function behind(program: Program, file: FilePath, specifier: string, name: string, seen: ReadonlySet<FilePath>): BindingAt | undefined {
  const resolution = program.resolver.resolve(file, specifier);
  return resolution.kind === 'file' ? exportedBinding(program, resolution.file, name, seen) : undefined;
}
