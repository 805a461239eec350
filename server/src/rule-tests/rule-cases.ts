/** The cases of a team's own rules as tests: folders named as sentences, with marks that say what is found where. */

import { runRules } from '../check/run-rules.ts';
import { NO_CONFIG } from '../config/config.ts';
import { settingsFrom } from '../config/settings-from.ts';
import { loadRulePackage, type RulePackage } from '../own-code/rule-package.ts';
import { ownCode } from '../own-code/own-code.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { analyseCase } from './analyse-case.ts';
import { checkCase } from './check-case.ts';

export interface RuleCase {
  /** `late-delivery: reports it below a route`. */
  readonly name: string;
  /** Throws an AssertionError where what is found differs from what is marked. */
  run(): Promise<void>;
}

/** `folder`: absolute path of a rule package, the folder that holds a folder for each rule. */
export async function casesIn(folder: string, fs: FileSystem): Promise<readonly RuleCase[]> {
  const cases: RuleCase[] = [];
  let loading: Promise<RulePackage> | undefined;
  for (const { name: rule } of await foldersIn(folder)) {
    for (const { name } of await foldersIn(`${folder}/${rule}/fixtures`)) {
      cases.push({ name: `${rule}: ${name.replaceAll('-', ' ')}`, run: () => runCase(rule, name) });
    }
  }
  return cases;

  async function runCase(rule: string, name: string): Promise<void> {
    loading ??= loadRulePackage('team', folder, folder.slice(folder.lastIndexOf('/') + 1), { fs, ...ownCode });
    const { entries, complaints } = await loading;
    const entry = entries.find(({ id }) => id === `team/${rule}`);
    if (!entry) throw new Error(complaints.find((complaint) => complaint.includes(`${rule}/`)) ?? `${rule} holds no rule.ts.`);
    const texts = await textsIn(`${folder}/${rule}/fixtures/${name}`);
    const { analysis, ground } = await analyseCase(texts);
    // As loud as it is by itself; options are those of the case's own tenfold.json.
    const settings = { ...settingsFrom(NO_CONFIG, [entry], { advice: true }), optionsOf: ground.settings.optionsOf };
    const { value, problems } = runRules(analysis.codebase, settings, [entry]);
    checkCase(name, texts, entry, { findings: value.findings, problems: [...analysis.problems, ...problems] });
  }

  async function foldersIn(path: string) {
    return ((await fs.list(path)) ?? []).filter(({ kind }) => kind === 'folder');
  }

  async function textsIn(path: string, below = ''): Promise<Readonly<Record<string, string>>> {
    const texts: Record<string, string> = {};
    for (const { name, kind } of (await fs.list(path)) ?? []) {
      if (kind === 'folder') Object.assign(texts, await textsIn(`${path}/${name}`, `${below}${name}/`));
      const read = kind === 'file' ? await fs.readText(`${path}/${name}`) : undefined;
      if (read?.ok) texts[below + name] = read.text;
    }
    return texts;
  }
}
