/** What rule.md says of a rule, whole and in one paragraph. */

import type { RulePage, RuleTitle } from '../protocol.ts';
import type { RuleProse } from './hover.ts';

declare const pages: ReadonlyMap<string, string>;

export function rulePageOf(rule: string): RulePage | undefined {
  const markdown = pages.get(rule);
  return markdown === undefined ? undefined : { title: titleOf(markdown), markdown };
}

export function ruleTitles(): RuleTitle[] {
  return [...pages].map(([rule, markdown]) => ({ rule, title: titleOf(markdown) }));
}

export function proseOf(rule: string): RuleProse | undefined {
  const markdown = pages.get(rule);
  if (markdown === undefined) return undefined;
  const [, why = ''] = /^## Why it hurts at scale\s+([\s\S]*?)(?:\n\s*\n|\n## |$)/m.exec(markdown) ?? [];
  return { title: titleOf(markdown), why: why.trim() };
}

function titleOf(markdown: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1] ?? 'Rule';
}
