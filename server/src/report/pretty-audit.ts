/** The answer of the audit in a few lines, above the findings in a terminal. */

import type { AuditModel } from '../../../rules/kit/audit-model.ts';
import type { Palette } from './pretty.ts';

export function auditHead({ preMortem: { failures, says }, manualProcess }: AuditModel, { strong, dim }: Palette): string {
  if (failures.length === 0) return '';
  const told = failures.flatMap(({ title, when, mitigation, forDevelopers, afterwards }, index) => [`  ${index + 1}. ${plain(title)}`, `     ${dim(plain(when))}`, `     ${plain(forDevelopers === undefined ? mitigation : `Fix: ${forDevelopers}.`)} ${plain(afterwards)}`]);
  return `${[strong('What breaks first'), '', `  ${plain(says)}`, '', ...told, '', ...(manualProcess ? [`  Done by hand: ${plain(manualProcess.what)} ${plain(manualProcess.firstStep)}`, ''] : [])].join('\n')}\n`;
}

/** Names of the workspace may hold what moves a cursor. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- this is the place that takes them out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
}
