/** Turns a rule off in the tenfold.json of the folder, keeping its comments and form; makes the file where there is none. */

import { applyEdits, modify, type ModificationOptions } from 'jsonc-parser';
import { type CodeAction, CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver';
import { filePath } from '../../../../rules/model/source.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../../platform/file-system.ts';
import type { Folder } from '../folder.ts';
import { uriIn } from '../uris.ts';
import { creation, type Editing, singleEdit } from '../workspace-edits.ts';

/** Undefined when the config lies outside the folder, or cannot be edited. */
export async function turningOff(rule: string, folder: Folder, fs: FileSystem, editing: Editing): Promise<CodeAction | undefined> {
  const name = folder.settings.configPath || 'tenfold.json';
  if (/^([\\/]|[A-Za-z]:|\.\.)/.test(name)) return undefined;
  const uri = uriIn(folder.uri, filePath(name));
  const edit = await editOf(rule, uri, `${folder.root}/${name}`, fs, editing);
  return edit && { title: `Turn off ${rule} in ${name}`, kind: CodeActionKind.QuickFix, edit };
}

async function editOf(rule: string, uri: string, path: string, fs: FileSystem, editing: Editing): Promise<WorkspaceEdit | undefined> {
  const open = editing.documents.at(uri);
  const read = open ? { ok: true, text: open.getText() } as const : await fs.readText(path);
  if (!read.ok) return read.why === 'missing' ? creation(uri, withRuleOff('{}\n', rule), editing) : undefined;

  const before = TextDocument.create(uri, 'jsonc', 0, read.text);
  const after = withRuleOff(read.text, rule);
  if (after === read.text) return undefined;
  return singleEdit(uri, { range: { start: before.positionAt(0), end: before.positionAt(read.text.length) }, newText: after }, editing);
}

function withRuleOff(text: string, rule: string): string {
  return applyEdits(text, modify(text.trim() === '' ? '{}' : text, ['rules', rule], 'off', formOf(text)));
}

/** As the file is written, else two spaces. */
function formOf(text: string): ModificationOptions {
  const indent = /^([\t ]+)\S/m.exec(text)?.[1] ?? '  ';
  return {
    formattingOptions: {
      insertSpaces: !indent.startsWith('\t'),
      tabSize: indent.startsWith('\t') ? 1 : indent.length,
      eol: text.includes('\r\n') ? '\r\n' : '\n',
    },
  };
}
