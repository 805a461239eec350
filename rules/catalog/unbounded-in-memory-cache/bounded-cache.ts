/** Gives a map that only grows a bound, with the lru-cache that the package depends on. */

import { importedAs, importOf, isFree, mentionsOf } from '../../kit/edits.ts';
import { versionIn } from '../../kit/version-in.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import { sameSpan, type Site } from '../../model/source.ts';

const LIBRARY = 'lru-cache';
const NAME = 'LRUCache';
/** Those that mean the same on both; what goes through all entries would go in another order. */
const SHARED = new Set(['get', 'set', 'has', 'delete', 'clear']);

/** Empty unless it is a plain map of values, used through what both have, in a package that has the library. */
export function boundedEdits(codebase: Codebase, text: string, facts: FileFacts, { span }: Site): readonly TextEdit[] {
  const grows = facts.calls.find(({ nameSpan, callee }) => callee.kind === 'member' && sameSpan(nameSpan, span));
  const local = grows?.callee.kind === 'member' && grows.callee.of.kind === 'name' ? grows.callee.of.binding : undefined;
  const binding = local === undefined ? undefined : facts.bindings[local];
  const maker = binding?.value?.kind === 'call' ? facts.calls[binding.value.call] : undefined;
  if (!binding || !maker || !hasLibrary(codebase, facts) || !isUsedAsBoth(text, facts, local, binding.name)) return [];

  const made = /^new\s+Map(<[^()]*>)?\(\s*\)$/.exec(text.slice(...maker.span));
  const typed = /^:\s*Map(<[^()=]*>)\s*=\s*$/.exec(text.slice(binding.span[1], maker.span[0]));
  const isUntyped = /^\s*=\s*$/.test(text.slice(binding.span[1], maker.span[0]));
  const types = typed?.[1] ?? made?.[1];
  if (!made || (!typed && !isUntyped) || (facts.language === 'typescript' && types === undefined) || /\b(?:null|undefined|unknown|void)\b/.test(types ?? '')) return [];

  const known = importedAs(facts, NAME, [LIBRARY]);
  if (known === undefined && !isFree(text, NAME)) return [];
  const name = known ?? NAME;
  const edits: TextEdit[] = [{ file: facts.file, span: maker.span, newText: `new ${name}${made[1] ?? ''}({ max: 1_000 })` }];
  if (typed) {
    const at = binding.span[1] + typed[0].indexOf('Map');
    edits.push({ file: facts.file, span: [at, at + 'Map'.length], newText: name });
  }
  return known === undefined ? [...edits, importOf(text, facts, NAME, LIBRARY)] : edits;
}

/** In a version that exports it by name. */
function hasLibrary({ packageOf }: Codebase, { file }: FileFacts): boolean {
  const version = versionIn(packageOf(file), LIBRARY);
  return version !== undefined && /^[^\d]*(?:[89]|\d\d)/.test(version);
}

/** Every mention of it in the code is its declaration or a call of what both have. */
function isUsedAsBoth(text: string, facts: FileFacts, local: number | undefined, name: string): boolean {
  const uses = facts.calls.filter(({ callee }) => callee.kind === 'member' && callee.of.kind === 'name' && callee.of.binding === local);
  const code = text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\/|(['"])(?:\\.|(?!\1)[^\\\n])*\1/g, '');
  return mentionsOf(code, name) === uses.length + 1 && uses.every(({ callee }) => callee.kind === 'member' && SHARED.has(callee.name));
}
