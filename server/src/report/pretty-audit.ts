/** The answer of the audit in a few lines, above the findings in a terminal. */

import type { AuditModel } from '../../../rules/kit/audit-model.ts';
import type { DebtModel, SavedItem } from '../../../rules/kit/audit/debt.ts';
import type { Failure } from '../../../rules/kit/audit/pre-mortem.ts';
import { shareInWords } from '../../../rules/kit/share-in-words.ts';
import type { Palette } from './pretty.ts';
import { printable } from './printable.ts';

/** Of what came and what went. */
const MOST_CHANGES = 5;

export function auditHead({ capacity, preMortem: { failures, says }, manualProcess, debt }: AuditModel, { strong, dim }: Palette): string {
  const first = failures.length === 0 ? [] : [
    strong('What breaks first'), '', `  ${plain(says)}`, '',
    ...failures.flatMap((each, index) => failureLines(each, index, dim)),
    ...capacity.measured.map((each) => dim(`  Counted with: ${plain(each)}`)),
    '',
  ];
  return [...first, ...(manualProcess ? [`  Done by hand: ${plain(manualProcess.what)} ${plain(manualProcess.firstStep)}`, ''] : []), ...changeLines(debt)].map((line) => `${line}\n`).join('');
}

function failureLines({ what, when, where, mitigation, forDevelopers, afterwards }: Failure, index: number, dim: Palette['dim']): readonly string[] {
  return [
    `  ${index + 1}. ${plain(what)}.`,
    `     ${dim(plain(when))}`,
    ...(where ? [`     ${plain(placeOf(where))}`] : []),
    `     ${plain(forDevelopers === undefined ? mitigation : `Fix: ${forDevelopers}.`)} ${plain(afterwards)}`,
  ];
}

/** `bcrypt.hash, src/users.ts:62, for POST /password: counted as 1 % of requests.` */
function placeOf({ label, location, routes, ofRequests }: NonNullable<Failure['where']>): string {
  const [route] = routes;
  const asked = route === undefined ? '' : `, for ${route}${routes.length > 1 ? ' and others' : ''}: counted as ${shareInWords(ofRequests)} of requests`;
  return `${label}, ${location.file}:${location.range.start.line + 1}${asked}.`;
}

function changeLines({ since, came, went }: DebtModel): readonly string[] {
  if (since === undefined) return [];
  const list = (sign: string, items: readonly SavedItem[]): readonly string[] => [
    ...items.slice(0, MOST_CHANGES).map(({ message, file }) => `    ${sign} ${plain(message)} ${plain(file)}`),
    ...(items.length > MOST_CHANGES ? [`    ${sign} … and ${items.length - MOST_CHANGES} more`] : []),
  ];
  return [`  Since the audit saved on ${new Date(since).toISOString().slice(0, 10)}: ${came.length} came, ${went.length} went.`, ...list('+', came), ...list('-', went), ''];
}

/** Prose has lines of its own, names of the workspace what moves a cursor. */
function plain(text: string): string {
  return printable(text.replace(/\s/g, ' '));
}
