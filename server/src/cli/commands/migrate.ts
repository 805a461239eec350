/** `tenfold migrate`: raises the version that tenfold.json was written for, and says what gets louder by it. */

import { CONFIG_NAME } from '../../config/config-source.ts';
import { migrated, type Migration } from '../../config/migrate.ts';
import { minorOf } from '../../config/versions.ts';
import { analyze } from '../../pipeline.ts';
import { nodeMachine } from '../../platform/node-machine.ts';
import { overlayFileSystem } from '../../platform/overlay-file-system.ts';
import { ANALYSIS_OPTIONS, folderOf } from '../analysing.ts';
import { defineCommand, type Surroundings, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOn } from '../terminal.ts';
import { UserError } from '../user-error.ts';
import { writeInto } from '../writing.ts';

export const migrate = defineCommand({
  name: 'migrate',
  takes: ['[dir]'],
  says: 'raise the version that tenfold.json was written for, and say what changes',
  options: { 'dry-run': { type: 'boolean', says: 'only say what would change' }, 'no-cache': ANALYSIS_OPTIONS['no-cache'] },
  async run(values, [dir = '.'], surroundings) {
    const { version, catalog, stdout } = surroundings;
    const root = folderOf(dir);
    const path = `${root}/${CONFIG_NAME}`;
    const machine = nodeMachine(root, { cache: values['no-cache'] !== true });
    const read = await machine.fs.readText(path);
    if (!read.ok) throw new UserError(`There is no ${CONFIG_NAME} in "${dir}" that can be read; tenfold init writes one.`);
    const to = minorOf(version);
    const migration = migrated(read.text, to, catalog);
    if (!migration) throw new UserError(`${CONFIG_NAME} is not valid JSON; tenfold check says where.`);
    if (migration.text === read.text) {
      await write(stdout, `${CONFIG_NAME} is written for Tenfold ${migration.from ?? to}, and this is ${to}: nothing changes.\n`);
      return EXIT.clean;
    }
    const withNewText = { ...machine, fs: overlayFileSystem(machine.fs, (each) => (each === path ? migration.text : undefined)) };
    await write(stdout, `${CONFIG_NAME}: version ${migration.from ?? '(none)'} → ${to}\n\n${await changes(root, migration, withNewText, surroundings)}\n`);
    if (values['dry-run'] === true) await write(stdout, 'Nothing was written.\n');
    else writeInto(root, CONFIG_NAME, migration.text);
    return EXIT.clean;
  },
});

/** Each rule that is no longer advice, with how often it speaks. */
async function changes(root: string, { from, arriving }: Migration, machine: ReturnType<typeof nodeMachine>, { signal, stderr }: Surroundings): Promise<string> {
  if (from === undefined) return 'No rule gets louder: without a version, every rule counts at once. From now on, rules of later versions arrive as advice.\n';
  if (arriving.length === 0) return 'No rule has come since, so nothing gets louder.\n';
  const progress = progressOn(stderr);
  try {
    const { findings, codebase, settingsFiles } = await analyze(root, { signal, onProgress: progress.show }, machine);
    const rows = arriving.map(({ id, rule, prose }) => {
      const own = findings.filter((each) => each.rule === id && !each.suppressed);
      const levels = [...new Set(own.map(({ severity }) => severity))].join(', ');
      return `  ${id}: ${own.length === 0 ? `nothing is found (${rule.tier})` : `${own.length} found (${levels})`}. ${prose.summary.split('\n')[0]}`;
    });
    return `Advice until now, from here on as loud as they are by themselves or you say in ${settingsFiles.join(', ')} (${codebase.facts.size} files read):\n${rows.join('\n')}\n`;
  } finally {
    progress.clear();
  }
}
