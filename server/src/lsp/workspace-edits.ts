/** Our text edits as the client wants them: as documents with versions where it can, else as a plain map. */

import {
  CreateFile, type OptionalVersionedTextDocumentIdentifier, type SnippetTextEdit, TextDocumentEdit, type TextEdit as ProtocolTextEdit, type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextEdit } from '../../../rules/model/finding.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Snapshot } from '../session.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { TextDocuments } from './documents.ts';
import type { Folder } from './folder.ts';
import { spanToProtocolRange } from './to-protocol.ts';
import { uriIn } from './uris.ts';

/** What all changes of a fix carry: they are there already when the client shows them. */
const SHOWN = 'shown first';
/** What makes the client show them: a change of nothing. VS Code ticks only what needs no confirmation, and ticking half of a fix breaks code. */
const ASKED = 'asked first';

export interface Editing {
  readonly client: ClientAbilities;
  readonly documents: TextDocuments;
}

/**
 * Undefined when an edit is for a text that is no longer the one judged, or for a file we know no lines of. With `preview`, a few words,
 * the client shows all of it before it is made, where it can.
 */
export function workspaceEditOf(edits: readonly TextEdit[], folder: Folder, snapshot: Snapshot, editing: Editing, preview?: string): WorkspaceEdit | undefined {
  const isShown = preview !== undefined && editing.client.confirmsEdits;
  const byFile = new Map<FilePath, ProtocolTextEdit[]>();
  for (const { file, span, newText } of edits) {
    const lineStarts = lineStartsOf(file, snapshot);
    const judged = snapshot.versions.get(file);
    const document = editing.documents.at(uriIn(folder.uri, file));
    if (!lineStarts || (document && judged !== document.version)) return undefined;
    const edit = { range: spanToProtocolRange(lineStarts, span), newText, ...(isShown && { annotationId: SHOWN }) };
    const own = byFile.get(file);
    if (own) own.push(edit);
    else byFile.set(file, [edit]);
  }
  if (!editing.client.versionsEdits) {
    return { changes: Object.fromEntries([...byFile].map(([file, own]) => [identifierOf(uriIn(folder.uri, file), editing).uri, own])) };
  }
  const documentChanges = [...byFile].map(([file, own]) => TextDocumentEdit.create(identifierOf(uriIn(folder.uri, file), editing), own));
  const [first, ...others] = documentChanges;
  if (!isShown || !first) return { documentChanges };
  const start = { line: 0, character: 0 };
  const nothing = { range: { start, end: start }, newText: '', annotationId: ASKED };
  return { documentChanges: [{ ...first, edits: [nothing, ...first.edits] }, ...others], changeAnnotations: { [SHOWN]: { label: preview, needsConfirmation: false }, [ASKED]: { label: 'Nothing is changed here', needsConfirmation: true } } };
}

/** One edit to one document, with `snippet` in place of its text where the client lets the user go on typing in it. */
export function singleEdit(uri: string, edit: ProtocolTextEdit, editing: Editing, snippet?: string): WorkspaceEdit {
  const identifier = identifierOf(uri, editing);
  if (!editing.client.versionsEdits) return { changes: { [identifier.uri]: [edit] } };
  const change: ProtocolTextEdit | SnippetTextEdit = snippet !== undefined && editing.client.insertsSnippets
    ? { range: edit.range, snippet: { kind: 'snippet', value: snippet } }
    : edit;
  return { documentChanges: [TextDocumentEdit.create(identifier, [change])] };
}

/** A new file with this text; undefined where the client creates none. */
export function creation(uri: string, text: string, { client }: Editing): WorkspaceEdit | undefined {
  if (!client.createsFiles) return undefined;
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      CreateFile.create(uri, { ignoreIfExists: true }),
      TextDocumentEdit.create({ uri, version: null }, [{ range: { start, end: start }, newText: text }]),
    ],
  };
}

function lineStartsOf(file: FilePath, { analysis: { codebase } }: Snapshot): readonly number[] | undefined {
  return codebase.facts.get(file)?.lineStarts ?? codebase.manifests.lineStarts.get(file);
}

function identifierOf(uri: string, { documents }: Editing): OptionalVersionedTextDocumentIdentifier {
  const document = documents.at(uri);
  return { uri: document?.uri ?? uri, version: document?.version ?? null };
}
