/** Names a finding so that the name survives edits elsewhere: the rule, the file and its identity; equal ones are counted in the order of the text. */

import type { Codebase } from '../../../rules/model/codebase.ts';
import type { RawFinding } from './finding-from.ts';
import { hash } from './hash.ts';
import { identityOf } from './identity.ts';

export function withFingerprints(codebase: Codebase, findings: readonly RawFinding[]): readonly RawFinding[] {
  const seen = new Map<string, number>();
  return findings.map((each) => {
    const { report, finding } = each;
    const identity = identityOf(codebase, report);
    const base = [finding.rule, report.at.file, identity.in, identity.about].join('\n');
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return { ...each, finding: { ...finding, identity, fingerprint: hash(`${base}\n${count}`) } };
  });
}
