/** A rule from code that nobody has checked: its form is looked at when it is loaded, each of its reports and fixes before it counts, and how long it takes. */

import type { Report, Rule, Scope } from '../../../rules/kit/define-rule.ts';
import type { Category, Confidence, QuickFix, Severity, Tier } from '../../../rules/model/finding.ts';
import { OutOfTime, type ModuleRunner } from '../platform/run-module.ts';

const SCOPES: Readonly<Record<Scope, true>> = { file: true, service: true, workspace: true };
const CATEGORIES: Readonly<Record<Category, true>> = { 'async-work': true, database: true, caching: true, statelessness: true, resilience: true, coupling: true, observability: true, team: true, process: true };
const TIERS: Readonly<Record<Tier, true>> = { warning: true, information: true, advice: true };
const CONFIDENCES: Readonly<Record<Confidence, true>> = { certain: true, likely: true, possible: true };
const SEVERITIES: Readonly<Record<Severity, true>> = { error: true, warning: true, info: true, hint: true };

/** Throws a sentence that names what is missing. */
export function checkedRule(exported: unknown, name: string, limited: ModuleRunner['limited']): Rule {
  if (!isRule(exported)) throw new Error('it exports no rule. Write "export default defineRule({ … })" with defineRule of "tenfold/rules".');
  for (const [what, value, choices] of [['scope', exported.scope, SCOPES], ['category', exported.category, CATEGORIES], ['tier', exported.tier, TIERS]] as const) {
    if (!Object.hasOwn(choices, value)) throw new Error(`its ${what} is one of ${Object.keys(choices).join(', ')}.`);
  }
  let setAside: string | undefined;
  return {
    ...exported,
    // Its versions are its team's, not ours.
    since: '0.0',
    seesAll: () => true,
    *check(codebase, overridesOf) {
      if (setAside !== undefined) throw new Error(setAside);
      try {
        for (const report of limited(() => exported.check(codebase, overridesOf))) yield checkedReport(report, name);
      } catch (error) {
        // With each edit it would take as long again.
        if (error instanceof OutOfTime) setAside = `${error.message}, and is left alone until it is loaded again.`;
        throw error;
      }
    },
    *fix(report, context) {
      for (const fix of limited(() => exported.fix(report, context))) if (isFix(fix)) yield fix;
    },
  };
}

function isRule(exported: unknown): exported is Rule {
  if (!isRecord(exported)) return false;
  const { check, fix, options, scope, category, tier } = exported;
  return typeof check === 'function' && typeof fix === 'function' && isRecord(options) && [scope, category, tier].every((each) => typeof each === 'string');
}

function checkedReport(report: unknown, name: string): Report {
  if (isReport(report)) return report;
  throw new Error(`${name} reports ${JSON.stringify(report)?.slice(0, 80) ?? 'nothing'}: a report has at: { file, span }, message and confidence (${Object.keys(CONFIDENCES).join(', ')}).`);
}

function isReport(report: unknown): report is Report {
  if (!isRecord(report)) return false;
  const { at, message, confidence, evidence, evidenceIs, entryPoints, cause, tier, severity } = report;
  return isSite(at) && typeof message === 'string' && isOneOf(CONFIDENCES, confidence)
    && (evidence === undefined || (Array.isArray(evidence) && evidence.every(isStep)))
    && (evidenceIs === undefined || evidenceIs === 'path' || evidenceIs === 'related')
    && (cause === undefined || (isRecord(cause) && isSite(cause['at']) && typeof cause['named'] === 'string' && typeof cause['where'] === 'string'))
    && (entryPoints === undefined || (Array.isArray(entryPoints) && entryPoints.every((each) => isRecord(each) && typeof each['label'] === 'string')))
    && (tier === undefined || isOneOf(TIERS, tier)) && (severity === undefined || isOneOf(SEVERITIES, severity));
}

function isFix(fix: unknown): fix is QuickFix {
  if (!isRecord(fix)) return false;
  const { title, safety, edits } = fix;
  return typeof title === 'string' && (safety === 'safe' || safety === 'suggestion') && Array.isArray(edits) && edits.every((edit) => isSite(edit) && 'newText' in edit && typeof edit.newText === 'string');
}

function isStep(step: unknown): boolean {
  return isRecord(step) && isSite(step['at']) && typeof step['shows'] === 'string';
}

function isSite(at: unknown): at is Report['at'] {
  if (!isRecord(at)) return false;
  const { file, span } = at;
  return typeof file === 'string' && Array.isArray(span) && span.length === 2 && span.every((offset) => typeof offset === 'number');
}

function isOneOf(choices: Readonly<Record<string, true>>, value: unknown): boolean {
  return typeof value === 'string' && Object.hasOwn(choices, value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
