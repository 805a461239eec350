/** A rule from code that nobody has checked: its form is looked at when it is loaded, and each of its reports before it counts. */

import type { Report, Rule } from '../../../rules/kit/define-rule.ts';
import type { Category, Tier } from '../../../rules/model/finding.ts';

const CATEGORIES: Readonly<Record<Category, true>> = { 'async-work': true, database: true, caching: true, statelessness: true, resilience: true, coupling: true, observability: true, team: true, process: true };
const TIERS: Readonly<Record<Tier, true>> = { warning: true, information: true, advice: true };

/** Throws a sentence that names what is missing. */
export function checkedRule(exported: unknown, name: string): Rule {
  if (!isRule(exported)) throw new Error('it exports no rule. Write "export default defineRule({ … })" with defineRule of "tenfold/rules".');
  if (!Object.hasOwn(CATEGORIES, exported.category)) throw new Error(`its category is one of ${Object.keys(CATEGORIES).join(', ')}.`);
  if (!Object.hasOwn(TIERS, exported.tier)) throw new Error(`its tier is one of ${Object.keys(TIERS).join(', ')}.`);
  return {
    ...exported,
    // Its versions are its team's, not ours.
    since: '0.0',
    seesAll: () => true,
    *check(codebase, overridesOf) {
      for (const report of exported.check(codebase, overridesOf)) yield checkedReport(report, name);
    },
  };
}

function isRule(exported: unknown): exported is Rule {
  return typeof exported === 'object' && exported !== null && 'check' in exported && typeof exported.check === 'function' && 'category' in exported && 'tier' in exported && 'options' in exported && 'scope' in exported;
}

function checkedReport(report: unknown, name: string): Report {
  if (isReport(report)) return report;
  throw new Error(`${name} reports ${JSON.stringify(report)?.slice(0, 80) ?? 'nothing'}: a report has at: { file, span }, message and confidence.`);
}

function isReport(report: unknown): report is Report {
  if (typeof report !== 'object' || report === null || !('at' in report) || !('message' in report) || !('confidence' in report)) return false;
  const steps: unknown = 'evidence' in report ? report.evidence : undefined;
  return isSite(report.at) && typeof report.message === 'string' && typeof report.confidence === 'string' && (steps === undefined || (Array.isArray(steps) && steps.every(isStep)));
}

function isStep(step: unknown): boolean {
  return typeof step === 'object' && step !== null && 'at' in step && isSite(step.at) && 'shows' in step && typeof step.shows === 'string';
}

function isSite(at: unknown): boolean {
  return typeof at === 'object' && at !== null && 'file' in at && typeof at.file === 'string' && 'span' in at && Array.isArray(at.span) && at.span.length === 2 && at.span.every((offset) => typeof offset === 'number');
}
