/** Writes a comment above the finding that switches it off there, and lets the user say why; above the loop where the finding speaks of several calls in it. One that is there already is told of this rule too. */

import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Finding } from '../../../../rules/model/finding.ts';
import type { TextDocument } from '../documents.ts';
import type { Place } from '../folders.ts';
import { type Editing, singleEdit } from '../workspace-edits.ts';

const REASON = 'say why this is fine here';

/** Undefined where no comment can stand: in the middle of a template, or in JSON. */
export async function suppression({ rule, location, cause, others = [] }: Finding, { folder, file }: Place, document: TextDocument, editing: Editing): Promise<CodeAction | undefined> {
  const shared = others.length > 0 && cause?.location.file === file ? cause.location : undefined;
  const { line } = (shared ?? location).range.start;
  const start = { line, character: 0 };
  const text = document.getText();
  const at = document.offsetAt(start);
  const title = shared ? `Suppress ${rule} for all ${others.length + 1} calls with a reason` : `Suppress ${rule} on this line with a reason`;
  const above = line > 0 ? text.slice(document.offsetAt({ line: line - 1, character: 0 }), at) : '';
  const mark = markIn(file);
  if (mark === undefined) return undefined;
  const names = /^[\t ]*(?:\/\/|#|\{?\/\*) tenfold-ignore-next-line [\w@/, -]*?(?=\s+(?:until\s|--))/.exec(above)?.[0];
  if (names !== undefined) {
    const end = { line: line - 1, character: names.length };
    return { title, kind: CodeActionKind.QuickFix, edit: singleEdit(document.uri, { range: { start: end, end }, newText: `, ${rule}` }, editing) };
  }

  const indent = /^[\t ]*/.exec(text.slice(at))?.[0] ?? '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const forms = mark === '//' ? [['// ', ''], ['{/* ', ' */}']] as const : [[`${mark} `, '']] as const;
  for (const [before, behind] of forms) {
    const comment = `${indent}${before}tenfold-ignore-next-line ${rule} -- `;
    const changed = text.slice(0, at) + comment + REASON + behind + lineEnd + text.slice(at);
    if (isCode(file) && !(await isComment(changed, at + indent.length + before.indexOf('/')))) continue;
    const edit = { range: { start, end: start }, newText: comment + REASON + behind + lineEnd };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      edit: singleEdit(document.uri, edit, editing, `${snippet(comment)}\${1:${REASON}}${snippet(behind)}${lineEnd}`),
    };
  }
  return undefined;

  /** Not so in the middle of a template, and in the text of JSX only between braces. */
  async function isComment(changed: string, place: number): Promise<boolean> {
    const comments = await folder.commentsIn(file, changed);
    return comments.some(({ span: [from] }) => from === place);
  }
}

/** What begins a comment in this file; JSON has none. */
function markIn(file: string): '//' | '#' | undefined {
  if (isCode(file) || file.endsWith('.prisma')) return '//';
  return file.endsWith('.json') ? undefined : '#';
}

function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/** In a snippet a closing brace and a dollar speak for themselves only behind a backslash. */
function snippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
