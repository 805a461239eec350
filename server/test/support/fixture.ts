/** A fixture folder as a codebase of its own, analysed as a user's would be. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { filePath } from '../../../rules/model/source.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import { settingsFrom } from '../../src/config/settings-from.ts';
import { runRules } from '../../src/check/run-rules.ts';
import { judge, survey, type Ground } from '../../src/pipeline.ts';
import { extractFile } from '../../src/extract/syntax/extract-file.ts';
import type { Analysis } from '../../src/analysis.ts';
import type { FileSystem } from '../../src/platform/file-system.ts';
import { fixtureGit } from './fixture-git.ts';
import { memoryFileSystem } from './memory-file-system.ts';

/** Texts by path relative to the case; expected results (`x.fixed.ts`) are no part of the code. */
export type Texts = Readonly<Record<string, string>>;

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

/** Judges the texts as their own tenfold.json says, the advice tier included. */
export async function analyseAsConfigured(texts: Texts): Promise<{ readonly analysis: Analysis; readonly ground: Ground }> {
  const root = '/case';
  const fs: FileSystem = memoryFileSystem(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${root}/${name.replace(/\.marked$/, '')}`, text])));
  const history = texts['.history'];
  const machine = { fs, now: () => 0, ...(history !== undefined && { git: fixtureGit(history, 1_800_000_000) }) };
  const ground = await survey(root, { advice: true }, machine);
  const extracts = new Map(
    ground.workspace.files.map((file) => {
      const { value, problems } = extractFile(file, texts[file] ?? '');
      return [file, { hash: '', facts: value, problems }] as const;
    }),
  );
  const analysis = await judge(root, ground, { extracts, cacheHits: 0, cacheMisses: 0, milliseconds: { discover: 0, extract: 0 } }, { advice: true }, machine);
  return { analysis, ground };
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
