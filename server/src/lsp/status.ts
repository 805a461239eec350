/** The state of all folders in a few numbers, for the status bar. */

import type { Severity } from '../../../rules/model/finding.ts';
import type { Status } from '../protocol.ts';
import type { Folders } from './folders.ts';

/** The state that a user should hear of first. */
const LOUDEST: readonly Status['state'][] = ['failed', 'analysing', 'stopped', 'ready', 'off'];

export function statusOf({ all }: Folders, revision: number): Status {
  const findings: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let problems = 0;
  let files = 0;
  let services = 0;
  let entryPoints = 0;
  for (const { latest } of all) {
    if (!latest) continue;
    for (const { severity, suppressed, isKnown } of latest.analysis.findings) if (!suppressed) findings[isKnown ? 'hint' : severity]++;
    problems += latest.analysis.problems.length;
    files += latest.analysis.stats.files;
    services += latest.analysis.stats.services;
    entryPoints += latest.analysis.stats.entryPoints;
  }
  const state = LOUDEST.find((each) => all.some(({ status }) => status === each)) ?? 'off';
  const reason = all.find(({ status }) => status === state)?.reason;
  return { state, ...(reason !== undefined && { reason }), findings, problems, files, services, entryPoints, revision };
}
