/** What is written about a rule: its page, its title, and why it matters in one paragraph. */

import { catalog } from '../../../rules/catalog.generated.ts';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { RulePageFiles } from '../platform/rule-page-files.ts';
import type { RulePage, RuleTitle } from '../protocol.ts';
import type { RuleProse } from './hover.ts';

export interface RulePages {
  /** Where it can be opened; `template` is the client's own way, with `{rule}` for the id. */
  addressOf(rule: string, template: string | undefined): string | undefined;
  pageOf(rule: string): Promise<RulePage | undefined>;
  proseOf(rule: string): RuleProse | undefined;
  titles(): readonly RuleTitle[];
}

/** `own`: the rules of the teams whose folders are open. */

export function createRulePages(files: RulePageFiles, own: () => readonly CatalogEntry[] = () => []): RulePages {
  const byId = new Map<string, CatalogEntry>(catalog.map((entry) => [entry.id, entry]));
  const entryOf = (rule: string): CatalogEntry | undefined => byId.get(rule) ?? own().find(({ id }) => id === rule);
  return {
    titles: () => [...catalog, ...own()].map(({ id, prose }) => ({ rule: id, title: prose.title })),
    addressOf(rule, template) {
      // The page of a team's own rule is no file.
      if (!byId.has(rule)) return template !== undefined && isOwn(rule) ? template.replaceAll('{rule}', rule) : undefined;
      return template === undefined ? files.uriOf(rule) : template.replaceAll('{rule}', rule);
    },
    async pageOf(rule) {
      const entry = entryOf(rule);
      if (!entry) return undefined;
      return { title: entry.prose.title, markdown: (byId.has(rule) ? await files.read(rule) : undefined) ?? shortPage(entry) };
    },
    proseOf(rule) {
      const prose = entryOf(rule)?.prose;
      return prose && { title: prose.title, why: prose.why.split(/\n\s*\n/)[0] ?? '' };
    },
  };
}

function isOwn(rule: string): boolean {
  return /^[\w@.-]+\/[\w-]+$/.test(rule);
}

/** Without the file: what the catalog itself knows. */
function shortPage({ prose: { title, summary, why, instead, keep } }: CatalogEntry): string {
  return [`# ${title}`, summary, '## Why it hurts at scale', why, '## What to do instead', instead, '## When to keep it', keep].join('\n\n');
}
