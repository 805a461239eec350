/** `tenfold rules`: every rule, one a line. */

import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const rules = defineCommand({
  name: 'rules',
  takes: [],
  says: 'every rule, one a line',
  options: {},
  async run(_values, _words, { catalog, stdout }) {
    await write(stdout, catalog.map(({ id, rule, prose }) => `${id.padEnd(38)} ${rule.tier.padEnd(12)} ${prose.summary.split('\n')[0]}\n`).join(''));
    return EXIT.clean;
  },
});
