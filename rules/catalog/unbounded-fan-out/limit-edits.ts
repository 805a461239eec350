/** Bounds what a `Promise.all` starts, with the p-limit that the package depends on. */

import { behindImports, importedAs, importOf, isFree, styleOf } from '../../kit/edits.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import { functionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

const LIBRARY = 'p-limit';
const AT_ONCE = 10;

/** Only for a callback written in place, in a module that imports; empty otherwise. */
export function limitEdits(codebase: Codebase, text: string, facts: FileFacts, { fact, caller }: Call): readonly TextEdit[] {
  const [given, ...others] = fact.arguments;
  const index = given?.kind === 'function' ? given.function : -1;
  const callback = given?.kind === 'function' && others.length === 0 ? facts.functions[index] : undefined;
  const style = styleOf(text, facts);
  // p-limit is published as a module only.
  if (!callback || callback.kind !== 'arrow' || callback.isGenerator || !style.isModule || !codebase.packageOf(facts.file).dependencies.has(LIBRARY)) return [];
  const known = importedAs(facts, 'default', [LIBRARY]);
  if ((known === undefined && !isFree(text, 'pLimit')) || !isFree(text, 'limit') || comesTo(codebase, functionId(facts.file, index), caller)) return [];

  // `(id) => load(id)` becomes `(id) => limit(() => load(id))`; where it awaits, the inner one is async instead.
  const head = text.slice(callback.span[0], callback.bodySpan[0]);
  const parts = /^(async\s+)?((?:\([^()]*\)|[\w$]+)\s*=>\s*)$/.exec(head);
  if (!parts) return [];
  const word = parts[1] ?? '';
  const wordEdits: readonly TextEdit[] = word === '' ? [] : [{ file: facts.file, span: [callback.span[0], callback.span[0] + word.length], newText: '' }];
  const { newLine, semicolon } = style;
  const at = behindImports(text, facts);
  const limit = `${newLine}const limit = ${known ?? 'pLimit'}(${AT_ONCE})${semicolon}${newLine}`;
  const imported = known === undefined ? importOf(text, facts, 'pLimit', LIBRARY, 'default').newText : '';
  return [
    { file: facts.file, span: [at, at], newText: `${imported}${limit}` },
    ...wordEdits,
    { file: facts.file, span: [callback.bodySpan[0], callback.bodySpan[0]], newText: `limit(${word === '' ? '' : 'async '}() => ` },
    { file: facts.file, span: [callback.bodySpan[1], callback.bodySpan[1]], newText: ')' },
  ];
}

/** Work that waits for more of its own kind would wait for ever once all ten places are taken. */
function comesTo({ calls }: Codebase, from: FunctionId, to: FunctionId): boolean {
  const open = [from];
  const seen = new Set(open);
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const { callee } of calls.callsIn(each).flatMap(({ edges }) => edges)) {
      if (callee === to) return true;
      if (seen.has(callee)) continue;
      seen.add(callee);
      open.push(callee);
    }
  }
  return false;
}
