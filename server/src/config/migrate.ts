/** Raises the version that a tenfold.json was written for; comments and the way it is written stay. Pure. */

import { applyEdits, findNodeAtLocation, modify } from 'jsonc-parser';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { readJson } from '../platform/json-text.ts';
import { isNewerThan } from './versions.ts';

export interface Migration {
  /** Undefined where none was said. */
  readonly from: string | undefined;
  readonly text: string;
  /** Rules that were advice until now because they are newer. */
  readonly arriving: readonly CatalogEntry[];
}

/** Undefined where the text is no JSON object. `version`: without patch. */
export function migrated(text: string, version: string, catalog: readonly CatalogEntry[]): Migration | undefined {
  const { tree, error } = readJson(text);
  if (tree?.type !== 'object' || error) return undefined;
  const written: unknown = findNodeAtLocation(tree, ['version'])?.value;
  const from = typeof written === 'string' ? written : undefined;
  if (from !== undefined && !isNewerThan(version, from)) return { from, text, arriving: [] };
  const behindSchema = tree.children?.[0]?.children?.[0]?.value === '$schema' ? 1 : 0;
  const edits = modify(text, ['version'], version, { formattingOptions: formattingOf(text), getInsertionIndex: () => behindSchema });
  return { from, text: applyEdits(text, edits), arriving: from === undefined ? [] : catalog.filter(({ rule }) => isNewerThan(rule.since, from) && !isNewerThan(rule.since, version)) };
}

function formattingOf(text: string) {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 1 : indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
