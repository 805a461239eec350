/** `tenfold rules`: every rule, one a line. */

import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { RULES_OPTIONS, rulesHere } from '../rules-here.ts';

export const rules = defineCommand({
  name: 'rules',
  takes: ['[dir]'],
  says: 'every rule, one a line, those of your own included',
  options: RULES_OPTIONS,
  async run(values, [dir = '.'], surroundings) {
    const { rules: all, notes } = await rulesHere(dir, values, surroundings);
    const width = Math.max(38, ...all.map(({ id }) => id.length));
    await write(surroundings.stdout, all.map(({ id, rule, prose }) => `${id.padEnd(width)} ${rule.tier.padEnd(12)} ${prose.summary.split('\n')[0]}\n`).join(''));
    for (const note of notes) await write(surroundings.stderr, `tenfold: ${note}\n`);
    return EXIT.clean;
  },
});
