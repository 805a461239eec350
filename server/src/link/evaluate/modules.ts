/** What an import gives: a file's exports, or the origin of a package. */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Program } from '../program.ts';
import { mayExport, starsOf } from './stars.ts';
import type { Evaluation } from './evaluation.ts';
import { guessed } from './evaluation.ts';
import { memberWritten } from './written.ts';

/** More files than this behind one computed specifier say nothing. */
const MOST_CANDIDATES = 32;

/** Clients that a build step writes, Prisma's above all, are not in the repository; their names still say what they are. */
const GENERATED = /\bgenerated\b|prisma/i;

/** The exports object of what `specifier` names; with `isPrefix`, of every file it may name. */
export function moduleValues({ program }: Evaluation, from: FilePath, specifier: string, isPrefix: boolean): readonly Value[] {
  if (isPrefix) return guessed(filesBelow(program, from, specifier).map((file) => ({ kind: 'module', file, isGuessed: true })));
  const resolution = program.resolver.resolve(from, specifier);
  switch (resolution.kind) {
    case 'file':
      return program.facts.has(resolution.file) ? [{ kind: 'module', file: resolution.file, isGuessed: false }] : [];
    case 'built-in':
      return [{ kind: 'external', origin: `node:${resolution.name}#`, isGuessed: false }];
    case 'package': {
      const subpath = resolution.subpath ? `/${resolution.subpath.replace(/^\.?\//, '')}` : '';
      return [{ kind: 'external', origin: `${resolution.name}${subpath}#`, isGuessed: false }];
    }
    case 'missing':
      return GENERATED.test(specifier) ? [{ kind: 'external', origin: `${specifier}#`, isGuessed: false }] : [];
  }
}

/** The export `name` of a file; `default` of a CommonJS file is its exports object. */
export function exportOf(evaluation: Evaluation, file: FilePath, name: string): readonly Value[] {
  const index = evaluation.program.of(file);
  if (!index) return [];
  const { facts } = index;
  if (name === '*') return [{ kind: 'module', file, isGuessed: false }];

  const found: Value[] = [];
  for (const fact of index.exportsNamed.get(name) ?? []) {
    if (fact.kind === 'local') found.push(...evaluation.of(file, fact.value));
    else found.push(...imported(evaluation, file, fact.specifier, fact.imported));
  }
  for (const value of index.exportsWritten.get(name) ?? []) found.push(...evaluation.of(file, value));
  if (found.length > 0) return found;

  for (const fact of facts.exports) {
    if (fact.kind !== 'assign') continue;
    if (name === 'default') found.push(...evaluation.of(file, fact.value));
    else if (fact.value.kind !== 'exports') {
      found.push(...memberWritten(evaluation, file, fact.value, name));
    }
  }
  if (found.length > 0) return found;
  if (name === 'default') {
    return isCommonJs(evaluation.program, file) ? [{ kind: 'module', file, isGuessed: false }] : [];
  }

  // A package seems to export every name: files are asked first.
  const { files, others } = starsOf(evaluation.program, index);
  for (const behind of files) {
    if (!mayExport(evaluation.program, behind, name)) continue;
    const through = evaluation.exported(behind, name);
    if (through.length > 0) return through;
  }
  for (const specifier of others) {
    const through = imported(evaluation, file, specifier, name);
    if (through.length > 0) return through;
  }
  return [];
}

/** `name` imported from `specifier`: a default or namespace import adds nothing to an origin. */
export function imported(evaluation: Evaluation, from: FilePath, specifier: string, name: string): readonly Value[] {
  return moduleValues(evaluation, from, specifier, false).flatMap((value) => {
    if (value.kind === 'module') return evaluation.exported(value.file, name);
    if (value.kind !== 'external' || name === '*' || name === 'default') return [value];
    return [{ ...value, origin: `${value.origin}${name}` }];
  });
}

/** What `require` gives: `module.exports` where it was replaced, else the exports object itself. */
export function isCommonJs(program: Program, file: FilePath): boolean {
  const facts = program.facts.get(file);
  return facts !== undefined && !facts.imports.some(({ kind }) => kind === 'import') && !facts.exports.some((fact) => fact.kind === 'local' && fact.name === 'default');
}

function filesBelow(program: Program, from: FilePath, prefix: string): readonly FilePath[] {
  if (!prefix.startsWith('.')) return [];
  const parts = from.split('/').slice(0, -1);
  const pieces = prefix.split('/');
  const stem = pieces.pop() ?? '';
  for (const piece of pieces) {
    if (piece === '..') parts.pop();
    else if (piece !== '.' && piece !== '') parts.push(piece);
  }
  const folder = parts.length > 0 ? `${parts.join('/')}/` : '';
  const candidates = program.filesIn(folder).filter((file) => file.startsWith(folder + stem) && file !== from);
  return candidates.length > MOST_CANDIDATES ? [] : candidates;
}
