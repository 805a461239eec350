/** The table of all rules, as it stands in README.md between two marks; made from the catalog, never by hand. */

import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';
import type { Category } from '../../rules/model/finding.ts';

const START = '<!-- rules: written by npm run generate -->';
const END = '<!-- end of rules -->';

const TITLES: Readonly<Record<Category, string>> = {
  'async-work': 'Slow work on the request path',
  database: 'Database',
  caching: 'Caching',
  statelessness: 'Any request on any instance',
  resilience: 'Resilience under load',
  coupling: 'Coupling',
  observability: 'Observability',
  team: 'Team',
  process: 'Process',
};

/** The text with its table brought up to date; unchanged when it has no marks. */
export function withRuleTable(text: string, catalog: readonly CatalogEntry[]): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) return text;
  return `${text.slice(0, start + START.length)}\n${tableOf(catalog)}\n${text.slice(end)}`;
}

function tableOf(catalog: readonly CatalogEntry[]): string {
  const rows = Object.entries(TITLES).flatMap(([category, title]) => {
    const own = catalog.filter(({ rule }) => rule.category === category);
    if (own.length === 0) return [];
    return [`| **${title}** | | | |`, ...own.map(({ id, rule, prose }) => `| [\`${id}\`](rules/catalog/${id}/rule.md) | ${oneLine(prose.summary)} | ${rule.tier} | ${rule.hasFix ? 'yes' : ''} |`)];
  });
  return ['', '| rule | finds | level | quick fix |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
