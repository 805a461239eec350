/** The audit of one folder as a page, made by the same reporter as on the command line. */

import { randomBytes } from 'node:crypto';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import manifest from '../../../package.json' with { type: 'json' };
import { auditModel } from '../audit/audit-model.ts';
import { AUDITS_FOLDER, earlierAudits } from '../earlier-audits.ts';
import type { Audit } from '../protocol.ts';
import { htmlReport } from '../report/html.ts';
import type { Folders } from './folders.ts';
import { nameOf } from './progress.ts';

/** `revision` names the set of findings the page is made from. */
export async function auditOf(uri: string | undefined, folders: Folders, revision: () => number): Promise<Audit> {
  await folders.settled;
  const folder = folders.all.find((each) => uri === undefined || each.uri === uri);
  if (!folder) throw new ResponseError(ErrorCodes.InvalidParams, 'No folder is open that could be audited.');
  if (folder.status === 'stopped') folder.start();
  const snapshot = await folder.upToDate();
  if (!snapshot) throw new ResponseError(ErrorCodes.InternalError, folder.reason ?? 'The analysis was stopped.');

  const madeFrom = revision();
  const { codebase, catalog, findings, problems, stats } = await snapshot.withAdvice();
  const input = { name: nameOf(folder), version: manifest.version, stats };
  const { fs, now } = folder.machine;
  const earlier = await earlierAudits(`${folder.root}/${AUDITS_FOLDER}`, fs);
  const audit = auditModel(codebase, findings, [...problems, ...earlier.problems], catalog, { now: now(), earlier: earlier.value });
  const html = htmlReport(input, audit, { nonce: randomBytes(16).toString('base64') });
  return { title: `Scalability audit: ${input.name}`, folder: folder.uri, html, revision: madeFrom };
}
