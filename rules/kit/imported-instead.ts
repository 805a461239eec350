/** The edits that import one name in place of another, where nothing else needs the other. */

import type { FileFacts } from '../model/facts.ts';
import type { TextEdit } from '../model/finding.ts';
import { importOf, mentionsOf, styleOf } from './edits.ts';

/** Where `old` is used once and imported alone, its import brings in `name` in its place; else `name` comes beside it. */
export function importedInstead(text: string, facts: FileFacts, old: string, name: string, specifier: string): readonly TextEdit[] {
  const { quote } = styleOf(text, facts);
  const isOnlyUse = mentionsOf(text, old) === 2;
  const from = facts.imports.find(({ specifierSpan, keywordEnd }) => keywordEnd !== undefined && new RegExp(`^\\s*\\{\\s*${old}\\s*,?\\s*\\}\\s*from\\s*$`).test(text.slice(keywordEnd, specifierSpan[0])));
  const required = new RegExp(`\\{\\s*${old}\\s*\\}\\s*=\\s*require\\(\\s*(['"][^'"]+['"])\\s*\\)`).exec(text);
  if (isOnlyUse && from?.keywordEnd !== undefined) {
    const at = from.keywordEnd + text.slice(from.keywordEnd).indexOf(old);
    return [
      { file: facts.file, span: [at, at + old.length], newText: name },
      ...(text.slice(...from.specifierSpan).slice(1, -1) === specifier ? [] : [{ file: facts.file, span: from.specifierSpan, newText: `${quote}${specifier}${quote}` }]),
    ];
  }
  if (isOnlyUse && required?.[1] !== undefined) {
    const at = required.index + required[0].indexOf(old);
    const quoted = required.index + required[0].lastIndexOf(required[1]);
    return [
      { file: facts.file, span: [at, at + old.length], newText: name },
      { file: facts.file, span: [quoted, quoted + required[1].length], newText: `${quote}${specifier}${quote}` },
    ];
  }
  const binding = facts.bindings.find((each) => each.name === old && each.in === 0);
  const home = binding?.import?.specifier ?? (binding?.value?.kind === 'member' && binding.value.of.kind === 'module' ? binding.value.of.specifier : undefined);
  // One of several names from the same place: it changes where it stands.
  if (isOnlyUse && binding && home === specifier && text.slice(...binding.span) === old) return [{ file: facts.file, span: binding.span, newText: name }];
  return [...(isOnlyUse ? withoutName(text, facts, old) : []), importOf(text, facts, name, specifier)];
}

/** Takes one of several names out of an import, its comma with it. */
function withoutName(text: string, facts: FileFacts, old: string): readonly TextEdit[] {
  const found = new RegExp(`,\\s*${old}(?=\\s*[,}])|(?<=[{,]\\s*)${old}\\s*,[ \\t]*`).exec(text);
  const binding = facts.bindings.find((each) => each.name === old && each.in === 0);
  if (!found || !binding || found.index > binding.span[0] || found.index + found[0].length < binding.span[1]) return [];
  return [{ file: facts.file, span: [found.index, found.index + found[0].length], newText: '' }];
}
