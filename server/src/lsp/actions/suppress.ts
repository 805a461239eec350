/** Writes a comment above the finding that switches it off there, and lets the user say why; one that is there already is told of this rule too. */

import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Finding } from '../../../../rules/model/finding.ts';
import type { TextDocument } from '../documents.ts';
import type { Place } from '../folders.ts';
import { type Editing, singleEdit } from '../workspace-edits.ts';

const REASON = 'say why this is fine here';

/** Undefined where no comment can stand: in the middle of a template or of JSX text. */
export async function suppression({ rule, location }: Finding, { folder, file }: Place, document: TextDocument, editing: Editing): Promise<CodeAction | undefined> {
  const { line } = location.range.start;
  const start = { line, character: 0 };
  const text = document.getText();
  const at = document.offsetAt(start);
  const title = `Suppress ${rule} on this line with a reason`;
  const above = line > 0 ? text.slice(document.offsetAt({ line: line - 1, character: 0 }), at) : '';
  const names = /^[\t ]*\/\/ tenfold-ignore-next-line [\w@/, -]*?(?=\s+--)/.exec(above)?.[0];
  if (names !== undefined) {
    const end = { line: line - 1, character: names.length };
    return { title, kind: CodeActionKind.QuickFix, edit: singleEdit(document.uri, { range: { start: end, end }, newText: `, ${rule}` }, editing) };
  }

  const indent = /^[\t ]*/.exec(text.slice(at))?.[0] ?? '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const comment = `${indent}// tenfold-ignore-next-line ${rule} -- `;

  const changed = text.slice(0, at) + comment + REASON + lineEnd + text.slice(at);
  const comments = await folder.commentsIn(file, changed);
  const isComment = comments.some(({ span: [from] }) => from === at + indent.length);
  if (!isComment) return undefined;

  const edit = { range: { start, end: start }, newText: comment + REASON + lineEnd };
  return {
    title,
    kind: CodeActionKind.QuickFix,
    edit: singleEdit(document.uri, edit, editing, `${comment}\${1:${REASON}}${lineEnd}`),
  };
}
