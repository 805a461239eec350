/** What a statement written as SQL text does, and to which table. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { Call } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';

export interface Statement {
  /** Without schema and quotes. */
  readonly table: string;
  readonly does: 'reads' | 'writes' | 'removes';
}

/** Of a query that is given as text, whole or as a template; undefined where the text does not say it. */
export function statementIn(codebase: Codebase, { operation, fact, file }: Call): Statement | undefined {
  if (operation?.kind !== 'query' || operation.action !== 'raw') return undefined;
  const [first] = fact.arguments;
  const text = first && textIn(codebase, file, first);
  return text === undefined ? undefined : statementOf(text);
}

/** The words of a statement that is nothing but words: `BEGIN`, `START TRANSACTION`. */
export function statementStart(codebase: Codebase, { operation, fact, file }: Call): string | undefined {
  const [first] = fact.arguments;
  const text = operation?.kind === 'query' && operation.action === 'raw' && first ? textIn(codebase, file, first) : undefined;
  return text === undefined ? undefined : /^\s*((?:begin|start\s+transaction|commit|rollback|end))\b/i.exec(text)?.[1]?.replaceAll(/\s+/g, ' ');
}

/** The table of which a list query reads every column: `SELECT * FROM orders WHERE paid`, no single row of a key. */
export function selectedAll(codebase: Codebase, { operation, fact, file }: Call): string | undefined {
  const [first] = fact.arguments;
  const text = operation?.kind === 'query' && operation.action === 'raw' && first ? textIn(codebase, file, first) : undefined;
  if (text === undefined || !/^\s*select\s+(?:distinct\s+)?(?:\w+\.)?\*\s+from\b/i.test(text) || /\blimit\s+1\b|\bwhere\s+(?:\w+\.)?["`]?(?:id|uuid|slug|email|key|token|code)["`]?\s*=/i.test(text)) return undefined;
  return statementOf(text)?.table;
}

const NAME = '((?:[\\w$"`\\[\\]]+\\.)?["`\\[]?[A-Za-z_][\\w$]*["`\\]]?)';
const KINDS = [
  ['writes', new RegExp(`^\\s*(?:insert\\s+(?:or\\s+\\w+\\s+|ignore\\s+)?into|update(?:\\s+only)?|merge\\s+into|replace\\s+into)\\s+${NAME}`, 'i')],
  ['removes', new RegExp(`^\\s*(?:delete\\s+from|truncate(?:\\s+table)?)\\s+${NAME}`, 'i')],
  ['reads', new RegExp(`^\\s*select\\b[^;]*?\\bfrom\\s+${NAME}(?!\\s*\\()`, 'i')],
] as const;

export function statementOf(text: string): Statement | undefined {
  for (const [does, pattern] of KINDS) {
    const table = pattern.exec(text)?.[1]?.replaceAll(/["`[\]]/g, '').replace(/^.*\./, '');
    if (table !== undefined) return { table, does };
  }
  return undefined;
}

/** `{ text: 'SELECT …' }`, templates and what a tag made of them, written there or given back by a function; what is filled in is left open. */
export function textIn(codebase: Codebase, file: FilePath, expression: Expression, depth = 0): string | undefined {
  if (expression.kind === 'template') return expression.texts.join('?');
  const tagged = expression.kind === 'call' ? templateOf(codebase, file, expression.call) : undefined;
  if (tagged !== undefined || depth > 3) return tagged;
  const known = codebase.values.textOf(file, expression);
  if (known !== undefined) return known;
  const named = ['text', 'sql'].map((name) => codebase.values.propertyOf(file, expression, name)).find((each) => each !== undefined);
  if (named) return textIn(codebase, named.file, named.expression, depth + 1);
  const [value, ...others] = codebase.values.of(file, expression);
  if (others.length > 0) return undefined;
  if (value?.kind === 'external' && value.made) return templateOf(codebase, value.made.at.file, value.made.call);
  return value?.kind === 'expression' && value.expression.kind === 'template' ? value.expression.texts.join('?') : undefined;
}

/** ``Prisma.sql`SELECT …` ``, ``sql`SELECT …` ``. */
function templateOf({ facts }: Codebase, file: FilePath, index: number): string | undefined {
  const call = facts.get(file)?.calls[index];
  const [first] = call?.arguments ?? [];
  const tag = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : undefined;
  return first?.kind === 'template' && tag !== undefined && /^(?:sql|SQL|raw)$/.test(tag) ? first.texts.join('?') : undefined;
}
