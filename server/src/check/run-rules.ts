/** Runs the catalog over a codebase: levels, suppressions, fingerprints, order. A rule that throws is a problem; the others go on. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Report } from '../../../rules/kit/define-rule.ts';
import type { Settings } from '../../../rules/kit/settings.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding, QuickFix, RuleId } from '../../../rules/model/finding.ts';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import type { FixContext } from '../../../rules/kit/define-rule.ts';
import { createObserver } from './observe.ts';
import { compareFindings, findingFrom, type RawFinding } from './finding-from.ts';
import { withFingerprints } from './fingerprint.ts';
import { createSuppressions } from './suppressions.ts';

/** Findings with the report each came from, so that a fix can be asked for later. */
export interface Judgement {
  readonly findings: readonly Finding[];
  fixesFor(finding: Finding, context: FixContext): readonly QuickFix[];
}

/** All rules in one go. */
export function runRules(codebase: Codebase, settings: Settings, catalog: readonly CatalogEntry[]): Outcome<Judgement> {
  const run = ruleByRule(codebase, settings, catalog);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

/** Stops before each rule, so that others may get a turn, or the run be given up. */
export function* ruleByRule(codebase: Codebase, settings: Settings, catalog: readonly CatalogEntry[]): Generator<undefined, Outcome<Judgement>, undefined> {
  const problems: Problem[] = [];
  const crashed = new Set<RuleId>();
  const raw: RawFinding[] = [];
  for (const entry of catalog) {
    yield;
    try {
      for (const report of reportsOf(entry, codebase, settings)) {
        // Code that serves no request is on no request's path, whatever calls it names.
        if (report.entryPoints && codebase.isOffline(report.at.file)) continue;
        const found = findingFrom(codebase, settings, entry, report);
        if (found) raw.push(found);
      }
    } catch (error) {
      crashed.add(entry.id);
      problems.push({ kind: 'rule-crashed', message: `The rule ${entry.id} failed, so what it finds is not complete: ${told(error)}` });
    }
  }

  const suppressions = createSuppressions(codebase, new Set(catalog.map(({ id }) => id)), (rule, file) => !crashed.has(rule) && settings.levelOf(rule, file) !== 'off');
  const marked = withFingerprints(codebase, raw.sort(compareFindings)).map((each) => {
    const suppressed = suppressions.reasonFor(each);
    return suppressed === undefined ? each : { ...each, finding: { ...each.finding, suppressed: { reason: suppressed } } };
  });
  const observe = createObserver(codebase);
  const findings = marked.map(({ finding, entry }) => (entry.rule.tracedAs ? observe(finding) : finding));
  const reportOf = new Map<string, { readonly entry: CatalogEntry; readonly report: Report }>(marked.map((each) => [each.finding.fingerprint, each]));

  return {
    value: {
      findings,
      fixesFor(finding, context) {
        const known = reportOf.get(finding.fingerprint);
        return known ? [...known.entry.rule.fix(known.report, context)] : [];
      },
    },
    problems: [...problems, ...suppressions.problems()],
  };
}

/** The error and where it came from; folders are left out, since they differ from machine to machine. */
function told(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return stack
    .split('\n')
    .slice(0, 3)
    .map((line) => line.trim().replace(/(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^\s()]*[\\/]/g, ''))
    .join(' ');
}

function reportsOf({ id, rule }: CatalogEntry, codebase: Codebase, settings: Settings): Iterable<Report> {
  return rule.check(codebase, (file) => settings.optionsOf(id, file));
}
