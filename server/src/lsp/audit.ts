/** The audit of one folder as a page, made by the same reporter as on the command line. */

import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { Audit } from '../protocol.ts';
import type { Folders } from './folders.ts';
import { nameOf } from './progress.ts';

declare function htmlReport(analysis: Analysis): string;

export async function auditOf(uri: string | undefined, folders: Folders, revision: () => number): Promise<Audit> {
  await folders.settled;
  const folder = folders.all.find((each) => uri === undefined || each.uri === uri);
  if (!folder) throw new ResponseError(ErrorCodes.InvalidParams, 'No folder is open that could be audited.');
  if (folder.status === 'stopped') folder.start();
  const snapshot = await folder.upToDate();
  if (!snapshot) throw new ResponseError(ErrorCodes.InternalError, folder.reason ?? 'The analysis was stopped.');
  return { title: `Scalability audit: ${nameOf(folder)}`, folder: folder.uri, html: htmlReport(await snapshot.withAdvice()), revision: revision() };
}
