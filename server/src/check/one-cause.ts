/** Makes one finding of those that share a cause: a loop that repeats twelve calls is read once, and mended once. */

import type { Finding } from '../../../rules/model/finding.ts';
import type { Location } from '../../../rules/model/source.ts';
import { LOUDNESS, MOST_ENTRY_POINTS } from './finding-from.ts';

export interface Sharing {
  /** What stands behind the names of all that share a finding's cause, such as `in this loop`. */
  whereOf(finding: Finding): string;
  /** Labels of all entry points that come through a finding. */
  entryPointsOf(finding: Finding): readonly string[];
}

/** The order stays; the worst of each cause, else the first, speaks for all. */
export function oneForEachCause(findings: readonly Finding[], { whereOf, entryPointsOf }: Sharing): readonly Finding[] {
  const sharing = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const list = key === undefined ? undefined : sharing.get(key);
    if (list) list.push(finding);
    else if (key !== undefined) sharing.set(key, [finding]);
  }
  return findings.flatMap((finding) => {
    const all = sharing.get(keyOf(finding) ?? '') ?? [finding];
    if (all.length === 1) return [finding];
    if (worstOf(all) !== finding) return [];
    const others = all.filter((each) => each !== finding);
    const labels = [...new Set([finding, ...others].flatMap(entryPointsOf))];
    return [{ ...finding, message: `${finding.message} ${sentence(finding, others, whereOf(finding))}`, entryPoints: labels.slice(0, MOST_ENTRY_POINTS), entryPointCount: labels.length, others }];
  });
}

/** What is switched off, known or new stays apart: a call that was added to an old loop is news. */
function keyOf({ rule, cause, suppressed, isKnown, newEntryPoints }: Finding): string | undefined {
  return cause && [rule, placeOf(cause.location), suppressed?.reason, isKnown, newEntryPoints?.join()].join('\n');
}

function placeOf({ file, range: { start, end } }: Location): string {
  return `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;
}

const SURENESS: readonly Finding['confidence'][] = ['possible', 'likely', 'certain'];

function worstOf(findings: readonly Finding[]): Finding | undefined {
  const [worst] = [...findings].sort((a, b) => LOUDNESS.indexOf(b.severity) - LOUDNESS.indexOf(a.severity) || SURENESS.indexOf(b.confidence) - SURENESS.indexOf(a.confidence));
  return worst;
}

const MOST_NAMES = 2;

/** `The same goes for sendMail, sendLetter and 9 more in this loop.` */
function sentence(finding: Finding, others: readonly Finding[], where: string): string {
  const names = new Set(others.map(({ cause }) => cause?.named ?? '').filter((name) => name !== '' && name !== finding.cause?.named));
  const shown = [...names].slice(0, MOST_NAMES);
  const left = others.length - shown.length;
  if (shown.length === 0) return `The same goes for ${left} more ${left === 1 ? 'call' : 'calls'} ${where}.`;
  const all = left > 0 ? [...shown, `${left} more`] : shown;
  return `The same goes for ${all.slice(0, -1).join(', ')}${all.length > 1 ? ' and ' : ''}${all.at(-1) ?? ''} ${where}.`;
}
