/** The answer of the audit in a few lines, above the findings in a terminal. */

import type { AuditModel } from '../../../rules/kit/audit-model.ts';
import type { Palette } from './pretty.ts';
import { printable } from './printable.ts';

export function auditHead({ preMortem: { failures, says }, manualProcess }: AuditModel, { strong, dim }: Palette): string {
  if (failures.length === 0) return '';
  const told = failures.flatMap(({ title, when, mitigation, forDevelopers, afterwards }, index) => [`  ${index + 1}. ${plain(title)}`, `     ${dim(plain(when))}`, `     ${plain(forDevelopers === undefined ? mitigation : `Fix: ${forDevelopers}.`)} ${plain(afterwards)}`]);
  return `${[strong('What breaks first'), '', `  ${plain(says)}`, '', ...told, '', ...(manualProcess ? [`  Done by hand: ${plain(manualProcess.what)} ${plain(manualProcess.firstStep)}`, ''] : [])].join('\n')}\n`;
}

/** Prose has lines of its own, names of the workspace what moves a cursor. */
function plain(text: string): string {
  return printable(text.replace(/\s/g, ' '));
}
