/** Reads the prose of a rule: a title, a summary, and three parts under fixed headings. */

import type { Prose } from './catalog-entry.ts';

export const HEADINGS = { why: 'Why it hurts at scale', instead: 'What to do instead', keep: 'When to keep it' } as const;

export function parseProse(markdown: string): Prose {
  const text = markdown.replaceAll('\r\n', '\n');
  const title = /^# (.+)$/m.exec(text)?.[1]?.trim() ?? '';
  const summary = /^# .+\n+([\s\S]*?)(?=\n## |$)/.exec(text)?.[1]?.trim() ?? '';
  const part = (heading: string): string => {
    const start = text.indexOf(`\n## ${heading}\n`);
    if (start < 0) return '';
    const body = text.slice(start + heading.length + 5);
    const end = body.search(/\n## /);
    return (end < 0 ? body : body.slice(0, end)).trim();
  };
  return { title, summary, why: part(HEADINGS.why), instead: part(HEADINGS.instead), keep: part(HEADINGS.keep) };
}
