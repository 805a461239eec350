/** Finds the audits that were saved before, for the one that is being made. */

import type { SavedAudit } from '../../rules/kit/audit/debt.ts';
import type { Outcome, Problem } from '../../rules/model/outcome.ts';
import { filePath } from '../../rules/model/source.ts';
import { savedAuditFrom } from './audit/saved-audit.ts';
import type { FileSystem } from './platform/file-system.ts';

/** Relative to the workspace. */
export const AUDITS_FOLDER = '.tenfold/audits';
/** Older ones are not looked at. */
const MOST = 50;
/** Bytes; some 200 for each finding. */
const LARGEST = 20_000_000;

/** `folder` is absolute; nothing there is no problem. */
export async function earlierAudits(folder: string, fs: FileSystem): Promise<Outcome<readonly SavedAudit[]>> {
  const names = ((await fs.list(folder)) ?? []).map(({ name }) => name).filter((name) => name.endsWith('.json')).sort().slice(-MOST);
  const audits: SavedAudit[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const read = await fs.readText(`${folder}/${name}`, LARGEST);
    const audit = read.ok ? savedAuditFrom(read.text) : undefined;
    if (audit) audits.push(audit);
    else problems.push({ kind: 'unreadable-file', message: `${name} is no saved audit, so it is not compared with.`, file: filePath(`${AUDITS_FOLDER}/${name}`) });
  }
  return { value: audits, problems };
}
