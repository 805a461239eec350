/** Runs the catalog over a codebase: levels, suppressions, fingerprints, order. A rule that throws is a problem; the others go on. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Report } from '../../../rules/kit/define-rule.ts';
import type { Settings } from '../../../rules/kit/settings.ts';
import type { BaselineEntry } from '../../../rules/model/baseline.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { ruleId, type Finding, type QuickFix, type RuleId } from '../../../rules/model/finding.ts';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import type { FixContext } from '../../../rules/kit/define-rule.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { createObserver } from './observe.ts';
import { compareFindings, findingFrom, type RawFinding } from './finding-from.ts';
import { withFingerprints } from './fingerprint.ts';
import { withKnown, type Base } from './known.ts';
import { oneForEachCause } from './one-cause.ts';
import { createSuppressions } from './suppressions.ts';
import { withoutTwins } from './twins.ts';

/** Findings with the report each came from, so that a fix can be asked for later. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** Entries of the baseline that cover nothing any more, of rules that were judged. */
  readonly stale: readonly BaselineEntry[];
  /** Entries that cover nothing, of rules that could not be asked: left out, crashed, or without what they judge by. */
  readonly unjudged: readonly BaselineEntry[];
  /** Labels of all entry points that come through a finding of this judgement, or through one that is told with another. */
  entryPointsOf(finding: Finding): readonly string[];
  fixesFor(finding: Finding, context: FixContext): readonly QuickFix[];
}

/** What was there before. */
export interface Before {
  /** What the team has decided to live with; undefined where it has no baseline. */
  readonly baseline?: readonly BaselineEntry[] | undefined;
  /** What the commit has that is compared with; undefined where none is. */
  readonly base?: Base | undefined;
  /** As `2027-03-31`, for what was to be mended by a day; no day is over where it is not said. */
  readonly today?: string;
}

/** All rules in one go. */
export function runRules(codebase: Codebase, settings: Settings, catalog: readonly CatalogEntry[], before: Before = {}): Outcome<Judgement> {
  const run = ruleByRule(codebase, settings, catalog, before);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

/** Stops before each rule, so that others may get a turn, or the run be given up. */
export function* ruleByRule(codebase: Codebase, settings: Settings, catalog: readonly CatalogEntry[], before: Before = {}): Generator<undefined, Outcome<Judgement>, undefined> {
  const problems: Problem[] = [];
  const silent = new Set<RuleId>();
  const raw: RawFinding[] = [];
  for (const entry of catalog) {
    if (settings.isOff(entry.id)) continue;
    yield;
    if (!entry.rule.seesAll(codebase)) silent.add(entry.id);
    try {
      for (const report of reportsOf(entry, codebase, settings)) {
        // Code that serves no request is on no request's path, whatever calls it names.
        if (report.entryPoints && codebase.isOffline(report.at.file)) continue;
        const found = findingFrom(codebase, settings, entry, report);
        if (found) raw.push(found);
      }
    } catch (error) {
      silent.add(entry.id);
      problems.push({ kind: 'rule-crashed', message: `The rule ${entry.id} failed, so what it finds is not complete: ${told(error)}` });
    }
  }

  const isAsked = (rule: RuleId): boolean => !silent.has(rule) && !settings.isLeftOut(rule);
  const isJudged = (rule: RuleId, file: FilePath): boolean => isAsked(rule) && settings.levelOf(rule, file) !== 'off';
  const suppressions = createSuppressions(codebase, new Set(catalog.map(({ id }) => id)), isJudged, (rule) => settings.isLeftOut(rule), before.today);
  const marked = withFingerprints(codebase, withoutTwins(raw.sort(compareFindings))).map((each) => {
    const suppressed = suppressions.reasonFor(each);
    return suppressed === undefined ? each : { ...each, finding: { ...each.finding, suppressed: { reason: suppressed } } };
  });
  const observe = createObserver(codebase);
  const observed = marked.map(({ finding, entry }) => (entry.rule.tracedAs ? observe(finding) : finding));
  const reportOf = new Map<string, { readonly entry: CatalogEntry; readonly report: Report }>(marked.map((each) => [each.finding.fingerprint, each]));
  const { findings, stale } = withKnown(observed, before, codebase, entryPointsOf);

  return {
    value: {
      findings: oneForEachCause(findings, { whereOf: ({ fingerprint }) => reportOf.get(fingerprint)?.report.cause?.where ?? '', entryPointsOf }),
      stale: stale.filter(({ rule, file }) => isJudged(ruleId(rule), file) || (!settings.isLeftOut(rule) && !catalog.some(({ id }) => id === rule))),
      unjudged: stale.filter(({ rule }) => !isAsked(ruleId(rule))),
      entryPointsOf,
      fixesFor(finding, context) {
        const known = reportOf.get(finding.fingerprint);
        return known ? [...known.entry.rule.fix(known.report, context)] : [];
      },
    },
    problems: [...problems, ...suppressions.problems()],
  };

  function entryPointsOf({ fingerprint }: Finding): readonly string[] {
    return (reportOf.get(fingerprint)?.report.entryPoints ?? []).map(({ label }) => label);
  }
}

/** The error and where it came from; folders are left out, since they differ from machine to machine. */
function told(error: unknown): string {
  // An error of a team's own code comes from another context, where it is no instance of ours.
  const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
  return stack
    .split('\n')
    .slice(0, 3)
    .map((line) => line.trim().replace(/(?<![\w.-])(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^\s()]*[\\/]/g, ''))
    .join(' ');
}

function reportsOf({ id, rule }: CatalogEntry, codebase: Codebase, settings: Settings): Iterable<Report> {
  return rule.check(codebase, (file) => settings.optionsOf(id, file));
}
