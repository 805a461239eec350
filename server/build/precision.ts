/** How often a rule was right on real code, as somebody who did not write it read its findings: `precision.json` in its folder, and how that is shown. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';

/** Findings of the rule's own tier, in public repositories; a doubtful one counts as not right. */
export interface Precision {
  /** Findings there were, and repositories they were in. */
  readonly found: number;
  readonly repositories: number;
  /** Findings read in the source. */
  readonly read: number;
  readonly right: number;
  readonly doubtful: number;
  /** All readings in repositories nobody had tuned for, each as it was before what it found false was mended. */
  readonly blind?: Reading;
}

export interface Reading {
  readonly repositories: number;
  readonly read: number;
  readonly right: number;
  readonly doubtful: number;
}

const START = '<!-- precision: written by npm run generate -->';
const END = '<!-- end of precision -->';
/** From here on a share says something. */
export const ENOUGH = 20;
/** A warning that was read this often is right this often, or is no warning. */
export const ASKED_OF_A_WARNING = 0.9;

/** Undefined where nobody has read any. */
export function precisionOf(catalogFolder: string, id: string): Precision | undefined {
  const path = join(catalogFolder, id, 'precision.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Precision) : undefined;
}

/** Share of right ones, and the lower end of its 95 % interval (Wilson's score, doi.org/10.1080/01621459.1927.10502953). */
export function shareOf({ read, right }: Pick<Reading, 'read' | 'right'>): { readonly share: number; readonly atLeast: number } {
  if (read === 0) return { share: 0, atLeast: 0 };
  const z = 1.96;
  const share = right / read;
  const middle = share + (z * z) / (2 * read);
  const spread = z * Math.sqrt((share * (1 - share)) / read + (z * z) / (4 * read * read));
  return { share, atLeast: (middle - spread) / (1 + (z * z) / read) };
}

/** One sentence for the rule's page. */
export function saysPrecision(precision: Precision | undefined): string {
  if (!precision) return 'Nobody has read its findings on real code yet.';
  const { found, repositories, read, right, blind } = precision;
  if (read === 0) return 'It was not met in the repositories it was tried on.';
  const { share, atLeast } = shareOf(precision);
  return `Of ${found} findings in ${repositories} public ${repositories === 1 ? 'repository' : 'repositories'}, ${read} were read and ${right} were right: ${share.toFixed(2)}, with 95 % confidence at least ${atLeast.toFixed(2)}.${blind ? ` In ${blind.repositories} ${blind.repositories === 1 ? 'repository' : 'repositories'} it had never been tried on, ${blind.right} of ${blind.read} were right before anything was mended.` : ''}`;
}

/** The text with its table brought up to date; unchanged when it has no marks. */
export function withPrecisionTable(text: string, catalog: readonly CatalogEntry[], catalogFolder: string): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) return text;
  return `${text.slice(0, start + START.length)}\n${tableOf(catalog, catalogFolder)}\n${text.slice(end)}`;
}

const TIERS = ['warning', 'information', 'advice'] as const;

function tableOf(catalog: readonly CatalogEntry[], catalogFolder: string): string {
  const rows = TIERS.flatMap((tier) =>
    catalog
      .filter(({ rule }) => rule.tier === tier)
      .flatMap(({ id }) => {
        const precision = precisionOf(catalogFolder, id);
        if (!precision) return [];
        const { found, repositories, read, right, blind } = precision;
        const { share, atLeast } = shareOf(precision);
        const asMet = blind ? [blind.read, blind.right, shareOf(blind).share.toFixed(2)] : ['', '', ''];
        return [`| \`${id}\` | ${tier} | ${[repositories, found, read, right, read === 0 ? '' : share.toFixed(2), read === 0 ? '' : atLeast.toFixed(2), ...asMet].join(' | ')} |`];
      }),
  );
  return ['', '| rule | level | repositories | findings | read | right | share | at least | read blind | right | share |', '|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|', ...rows, ''].join('\n');
}
