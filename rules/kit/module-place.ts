/** Where in a module a constant can stand that needs other names of the module. */

import type { Expression } from '../model/expression.ts';
import type { BindingFact, FileFacts } from '../model/facts.ts';
import { namesIn } from './data-flow.ts';
import { behindImports, lineStart, nextLine } from './edits.ts';

export interface ModulePlace {
  readonly offset: number;
  /** Behind the imports, with an empty line between; otherwise below the constant it needs. */
  readonly isApart: boolean;
}

/** Behind the imports, or behind the last constant of the module that `parts` need; undefined where they need more. */
export function modulePlace(text: string, facts: FileFacts, parts: readonly Expression[]): ModulePlace | undefined {
  const needed: BindingFact[] = [];
  for (const { binding } of parts.flatMap((each) => [...namesIn(facts, each)])) {
    const own = binding === undefined ? undefined : facts.bindings[binding];
    if (!own) continue;
    if (own.in !== 0 || own.isReassigned) return undefined;
    const isRequired = own.kind !== 'import' && ((own.value?.kind === 'member' && own.value.of.kind === 'module') || own.value?.kind === 'module');
    if (own.kind !== 'import' && own.kind !== 'function' && !isRequired) needed.push(own);
  }
  const behind = behindImports(text, facts);
  const last = Math.max(...needed.map(({ span }) => span[1]));
  if (needed.length === 0 || last < behind) return { offset: behind, isApart: true };
  const offset = endOfConstant(text, facts, last);
  return offset === undefined ? undefined : { offset, isApart: false };
}

/** Start of the line below `const x = …;` or `const x = {` … `};`; undefined where its end cannot be told by its lines. */
function endOfConstant(text: string, facts: FileFacts, at: number): number | undefined {
  const start = lineStart(facts, at);
  const below = nextLine(facts, text, at);
  const line = text.slice(start, below);
  if (!/^(?:export )?const /.test(line) || /`/.test(line)) return undefined;
  if (/[;'"\d)\]}\w]\s*$/.test(line) && !/[([{]\s*$/.test(line)) return below;
  if (!/[([{]\s*$/.test(line)) return undefined;
  const close = facts.lineStarts.find((each) => each >= below && /^\S/.test(text.slice(each)));
  return close !== undefined && /^[)\]}][^\n([{]*\s*$/.test(text.slice(close, nextLine(facts, text, close))) ? nextLine(facts, text, close) : undefined;
}
