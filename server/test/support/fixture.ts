/** A fixture folder as a codebase of its own, analysed as a user's would be. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { filePath } from '../../../rules/model/source.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import { settingsFrom } from '../../src/config/settings-from.ts';
import { runRules } from '../../src/check/run-rules.ts';
import type { Analysis } from '../../src/analysis.ts';
import { analyseCase, type Texts } from '../../src/rule-tests/analyse-case.ts';
import { fixtureGit } from './fixture-git.ts';

export type { Texts };

/** Expected results (`x.fixed.ts`) are no part of the code. */
export function readFixture(folder: string): { readonly texts: Texts; readonly fixed: Texts } {
  const texts: Record<string, string> = {};
  const fixed: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    const match = /^(.*)\.fixed(\.\w+)$/.exec(name);
    if (match) fixed[`${match[1]}${match[2]}`] = readFileSync(path, 'utf8');
    else texts[name] = readFileSync(path, 'utf8');
  }
  return { texts, fixed };
}

/** Judges the texts with one rule, every tier on. */
export function analyseTexts(texts: Texts, entry: CatalogEntry): Promise<Analysis> {
  return analyseWith(texts, [entry]);
}

/** Judges the texts as their own tenfold.json says, the advice tier included; history comes from `.history`. */
export function analyseAsConfigured(texts: Texts): ReturnType<typeof analyseCase> {
  const history = texts['.history'];
  return analyseCase(texts, history === undefined ? undefined : fixtureGit(history, 1_800_000_000));
}

/** Judges the texts with these rules, every tier on. Options and scale come from the case's own tenfold.json, history from its `.history`. */
export async function analyseWith(texts: Texts, entries: readonly CatalogEntry[]): Promise<Analysis> {
  const { analysis, ground } = await analyseAsConfigured(texts);
  const rules = Object.fromEntries(entries.map(({ id }) => [id, { level: 'warning' as const, options: {}, from: { name: 'the test' }, at: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } } }]));
  const loud = settingsFrom({ ...NO_CONFIG, layers: [{ folder: filePath(''), isRoot: false, tiers: undefined, rules, services: [], overrides: [] }] }, entries, { advice: true });
  // Options are those of the case's own tenfold.json.
  const settings = { ...loud, optionsOf: ground.settings.optionsOf };
  const { value, problems } = runRules(analysis.codebase, settings, entries);
  return { ...analysis, findings: value.findings, problems: [...analysis.problems, ...problems], fixesFor: (finding, textOf) => value.fixesFor(finding, { codebase: analysis.codebase, textOf }) };
}
