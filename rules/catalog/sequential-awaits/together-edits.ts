/** Writes awaits that do not need one another as one `Promise.all`. */

import { indentAt, lineStart, styleOf } from '../../kit/edits.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';

/** Beyond this, each stands on a line of its own. */
const WIDTH = 120;

/** A transaction has one connection, on which queries cannot run together. */
const TRANSACTION = /\b(?:tx|trx|transaction|queryRunner|transactionalEntityManager)\b/;

/** Only for plain `const x = await call()` on adjacent lines, nothing said between them; empty otherwise. */
export function togetherEdits(text: string, facts: FileFacts, calls: readonly number[]): readonly TextEdit[] {
  const statements = calls.flatMap((index) => statementOf(text, facts, index) ?? []);
  const [first] = statements;
  const last = statements.at(-1);
  if (!first || !last || statements.length < 2 || statements.length !== calls.length) return [];
  if (statements.slice(1).some(({ start }, index) => !/^[ \t]*\r?\n[ \t]*$/.test(text.slice(statements[index]?.end, start)))) return [];

  const { newLine, indent, semicolon } = styleOf(text, facts);
  const own = indentAt(text, facts, first.start);
  const names = statements.map(({ name }) => name).join(', ');
  const end = text.charAt(last.end - 1) === ';' ? ';' : semicolon;
  const flat = `const [${names}] = await Promise.all([${statements.map(({ call }) => call).join(', ')}])${end}`;
  const rows = statements.map(({ call }) => `${own}${indent}${call.replaceAll('\n', `\n${indent}`)},${newLine}`).join('');
  const isFlat = !flat.includes('\n') && own.length + flat.length <= WIDTH;
  return [{ file: facts.file, span: [first.start, last.end], newText: isFlat ? flat : `const [${names}] = await Promise.all([${newLine}${rows}${own}])${end}` }];
}

interface Statement {
  readonly name: string;
  readonly call: string;
  readonly start: number;
  readonly end: number;
}

function statementOf(text: string, facts: FileFacts, index: number): Statement | undefined {
  const span = facts.calls[index]?.span;
  if (!span) return undefined;
  const call = text.slice(...span);
  const declared = /(?:^|\n)([ \t]*)const\s+([\w$]+|\{[^={}]*\}|\[[^=[\]]*\])\s*=\s*await\s+$/.exec(text.slice(0, span[0]).slice(-400));
  const behind = /^;?(?=[ \t]*(?:\r?\n|$))/.exec(text.slice(span[1]));
  if (!declared?.[2] || !behind || TRANSACTION.test(call) || /`[^`]*\n/.test(call)) return undefined;
  const name = declared[2].replaceAll(/\s+/g, ' ').replace(/, \}$/, ' }');
  const start = text.lastIndexOf('const', span[0]);
  return name.includes('//') || lineStart(facts, start) + indentAt(text, facts, start).length !== start ? undefined : { name, call, start, end: span[1] + behind[0].length };
}
