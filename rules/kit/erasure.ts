/** Whether an import is gone once TypeScript is compiled, and how to say so in the source. */

import type { Codebase } from '../model/codebase.ts';
import type { TypeReference } from '../model/expression.ts';
import type { FileFacts, ImportFact } from '../model/facts.ts';
import type { TextEdit } from '../model/finding.ts';
import { sameSpan, type Site } from '../model/source.ts';
import { oncePerFile } from './once-per-file.ts';

/** The import whose specifier stands at this place. */
export function importAt({ facts }: Codebase, { file, span }: Site): ImportFact | undefined {
  return facts.get(file)?.imports.find(({ specifierSpan }) => sameSpan(specifierSpan, span));
}

/**
 * Only types are used of it. Where decorators write down the types of parameters and fields (`emitDecoratorMetadata`, as NestJS,
 * Angular and TypeORM need it), such a type is used as a value after all.
 */
export function isErased(code: Pick<Codebase, 'packageOf'>, file: FileFacts, fact: ImportFact): boolean {
  return fact.isErasable && !(recordsTypes(code, file) && isWrittenByDecorators(file, fact));
}

/** The edits that turn `import { Order }` into `import type { Order }`; empty where the syntax has no such form. */
export function typeOnlyEdits(text: string, facts: FileFacts, fact: ImportFact): readonly TextEdit[] {
  const { file, language } = facts;
  const { kind, keywordEnd, specifierSpan } = fact;
  if (language !== 'typescript' || kind !== 'import' || keywordEnd === undefined) return [];
  // Some framework may yet read the type from the decorated class; behaviour is kept only by leaving it.
  if (isWrittenByDecorators(facts, fact)) return [];
  const clause = text.slice(keywordEnd, specifierSpan[0]);
  // `import type A, { B }` is an error: one or the other.
  if (/^\s*[\w$]+\s*,/.test(clause)) return [];
  // `import type { type A }` is one too.
  const inner = [...clause.matchAll(/(?<=[{,]\s*)type\s+(?!as\b)(?=[\w$])/g)].map(({ index, 0: word }): TextEdit => ({ file, span: [keywordEnd + index, keywordEnd + index + word.length], newText: '' }));
  return [{ file, span: [keywordEnd, keywordEnd], newText: ' type' }, ...inner];
}

function recordsTypes({ packageOf }: Pick<Codebase, 'packageOf'>, { file }: FileFacts): boolean {
  const { dependencies, devDependencies } = packageOf(file);
  return dependencies.has('reflect-metadata') || devDependencies.has('reflect-metadata') || dependencies.has('@nestjs/core') || dependencies.has('@angular/core');
}

function isWrittenByDecorators(facts: FileFacts, { specifier }: ImportFact): boolean {
  return specifiersWrittenByDecorators(facts).has(specifier);
}

/** Where the types come from that decorators of this file write down. */
const specifiersWrittenByDecorators = oncePerFile((facts): ReadonlySet<string> => {
  const found = new Set<string>();
  const add = (type: TypeReference | undefined): void => {
    const from = type?.binding === undefined ? undefined : facts.bindings[type.binding]?.import?.specifier;
    if (from !== undefined) found.add(from);
    for (const each of type?.arguments ?? []) add(each);
  };
  for (const each of facts.classes) {
    for (const { type, decorators } of each.fields) if (decorators.length > 0) add(type);
    for (const { kind, decorators, function: index } of each.methods) {
      const written = facts.functions[index];
      const isDecorated = decorators.length > 0 || (kind === 'constructor' && each.decorators.length > 0) || written?.parameters.some((one) => one.decorators.length > 0) === true;
      if (!isDecorated) continue;
      add(written?.returnType);
      for (const { type } of written?.parameters ?? []) add(type);
    }
  }
  return found;
});
