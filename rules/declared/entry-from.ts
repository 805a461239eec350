/** A team's declaration as a rule like every other: same levels, suppressions, evidence and pages. */

import type { CatalogEntry } from '../kit/catalog-entry.ts';
import { defineRule, type Report, type Rule } from '../kit/define-rule.ts';
import type { Codebase } from '../model/codebase.ts';
import { ruleId } from '../model/finding.ts';
import { CATEGORY_OF, type Declaration } from './declaration.ts';
import { forbiddenCalls } from './forbidden-calls.ts';
import { onlyThroughQueue } from './only-through-queue.ts';
import { passThrough } from './pass-through.ts';

export const OWN_PREFIX = 'own/';

export function entryFrom(declaration: Declaration): CatalogEntry {
  const { name, because, severity, kind } = declaration;
  const words = name.replaceAll('-', ' ');
  return {
    id: ruleId(OWN_PREFIX + name),
    rule: ruleFrom(declaration, (report) => ({ ...report, severity })),
    prose: {
      title: words.charAt(0).toUpperCase() + words.slice(1),
      summary: because ?? SUMMARY[kind],
      why: because ?? 'The settings of this team do not say.',
      instead: `The finding names the place and the way that leads there. The rule stands in ${declaration.at.file} under "ownRules".`,
      keep: 'Where this team agrees on it: with a comment that gives the reason, or with another level for these files.',
    },
  };
}

function ruleFrom(declaration: Declaration, loud: (report: Report) => Report): Rule {
  return defineRule({
    scope: 'workspace',
    category: CATEGORY_OF[declaration.kind],
    tier: 'warning',
    options: {},
    *check(_workspace, codebase) {
      for (const report of reportsOf(declaration, codebase)) yield loud(report);
    },
  });
}

function reportsOf(declaration: Declaration, codebase: Codebase): Iterable<Report> {
  switch (declaration.kind) {
    case 'forbidden-call':
      return forbiddenCalls(declaration, codebase);
    case 'only-through-queue':
      return onlyThroughQueue(declaration, codebase);
    case 'pass-through':
      return passThrough(declaration, codebase);
  }
}

const SUMMARY: Readonly<Record<Declaration['kind'], string>> = {
  'forbidden-call': 'Something is called that this team keeps away from here.',
  'only-through-queue': 'A service reaches another past the queue between them.',
  'pass-through': 'A handler is reached without passing what this team puts before it.',
};
