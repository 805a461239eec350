/**
 * Names a finding so that the name survives edits elsewhere: the rule, the file, the function around it and what is said,
 * without numbers that shift; equal ones are counted in the order of the text.
 */

import type { Codebase } from '../../../rules/model/codebase.ts';
import { contains } from '../../../rules/model/source.ts';
import type { RawFinding } from './finding-from.ts';

export function withFingerprints(codebase: Codebase, findings: readonly RawFinding[]): readonly RawFinding[] {
  const seen = new Map<string, number>();
  return findings.map((each) => {
    const { report, finding } = each;
    const base = [finding.rule, report.at.file, functionAround(codebase, each), finding.message.replace(/\d+/g, '0')].join('\n');
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return { ...each, finding: { ...finding, fingerprint: hash(`${base}\n${count}`) } };
  });
}

/** Names of the named functions around the place, the outermost first. */
function functionAround({ facts }: Codebase, { report }: RawFinding): string {
  const own = facts.get(report.at.file);
  if (!own) return '';
  const around = own.functions.filter((each) => each.kind !== 'module' && contains(each.span, report.at.span) && !each.name.startsWith('callback of'));
  return around.map(({ name }) => name).join(' > ');
}

/** FNV-1a, 64 bits (Fowler, Noll, Vo), over UTF-16 units; 16 hexadecimal digits. */
function hash(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < text.length; index++) {
    low ^= text.charCodeAt(index);
    // Times 2^40 + 0x1b3, in two halves of 32 bits.
    const product = (low >>> 0) * 0x1b3;
    const carry = Math.floor(product / 0x1_0000_0000);
    high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
}
