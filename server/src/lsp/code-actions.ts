/** What the light bulb offers for a finding: its fixes, and the ways to live with it. */

import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import { withOthers, type Finding, type TextEdit } from '../../../rules/model/finding.ts';
import type { FileSystem } from '../platform/file-system.ts';
import type { Snapshot } from '../session.ts';
import { suppression } from './actions/suppress.ts';
import { turningOff } from './actions/turn-off.ts';
import type { Place } from './folders.ts';
import { toProtocolRange, touches } from './to-protocol.ts';
import { type Editing, workspaceEditOf } from './workspace-edits.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.tenfold`;

export async function codeActions({ textDocument, range, context }: CodeActionParams, place: Place, snapshot: Snapshot, fs: FileSystem, editing: Editing): Promise<CodeAction[]> {
  const document = editing.documents.at(textDocument.uri);
  if (document && snapshot.versions.get(place.file) !== document.version) return [];
  const wants = (kind: string) => !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  // What is told with another finding is mended where it stands.
  const here = snapshot.analysis.findings.flatMap(withOthers).filter(({ location, suppressed }) => location.file === place.file && !suppressed);

  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of here.filter(({ location }) => touches(toProtocolRange(location.range), range))) {
      const diagnostics = context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding));
      const own = [
        ...(await fixes(finding, place, snapshot, editing)),
        document && (await suppression(finding, place, document, editing)),
        await turningOff(finding.rule, place.folder, fs, editing),
        editing.client.hasCommands && openingPage(finding),
      ];
      for (const action of own) if (action) actions.push({ ...action, ...(diagnostics.length > 0 && { diagnostics }) });
    }
  }
  // Asked for by name only: a light bulb with a second way to fix the same thing helps nobody.
  if (context.only?.some((only) => FIX_ALL === only || FIX_ALL.startsWith(`${only}.`))) {
    const action = await fixAll(here, place, snapshot, editing);
    if (action) actions.push(action);
  }
  return actions;
}

/** What is safe is made at once; of the rest, a human sees every change first. */
async function fixes(finding: Finding, { folder }: Place, snapshot: Snapshot, editing: Editing): Promise<CodeAction[]> {
  return (await snapshot.fixesFor(finding)).flatMap(({ title, safety, edits }) => {
    const edit = workspaceEditOf(edits, folder, snapshot, editing, safety === 'suggestion' ? title : undefined);
    return edit ? [{ title, kind: CodeActionKind.QuickFix, edit, ...(safety === 'safe' && { isPreferred: true }) }] : [];
  });
}

/** All safe fixes of this file that stay in it and do not touch one another; the rest is left for the next time. */
async function fixAll(findings: readonly Finding[], { folder, file }: Place, snapshot: Snapshot, editing: Editing): Promise<CodeAction | undefined> {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const fix = (await snapshot.fixesFor(finding)).find(({ safety }) => safety === 'safe');
    if (fix?.edits.every((edit) => edit.file === file && !chosen.some((other) => overlaps(edit, other)))) chosen.push(...fix.edits);
  }
  const edit = chosen.length > 0 ? workspaceEditOf(chosen, folder, snapshot, editing) : undefined;
  return edit && { title: 'Fix everything Tenfold can fix safely', kind: FIX_ALL, edit };
}

/** Two insertions at one place touch too: their order would be chance. */
function overlaps({ span: [start, end] }: TextEdit, { span: [otherStart, otherEnd] }: TextEdit): boolean {
  return start <= otherEnd && otherStart <= end;
}

function openingPage({ rule }: Finding): CodeAction {
  const title = `Open the page of ${rule}`;
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: 'tenfold.openRulePage', arguments: [rule] } };
}

function isOf({ source, code, range }: Diagnostic, { rule, location }: Finding): boolean {
  return source === 'tenfold' && code === rule && touches(range, toProtocolRange(location.range));
}
