/** `tenfold explain <rule>`: the page of one rule. */

import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { UserError } from '../user-error.ts';

export const explain = defineCommand({
  name: 'explain',
  takes: ['<rule>'],
  says: 'why a rule speaks, and what to do instead',
  options: {},
  async run(_values, [name], { catalog, stdout }) {
    if (name === undefined) throw new UserError('Which rule? See tenfold rules.');
    const entry = catalog.find(({ id }) => id === name);
    if (!entry) throw new UserError(`There is no rule "${name}". See tenfold rules.`);
    const { title, summary, why, instead, keep } = entry.prose;
    await write(stdout, [`${title} (${entry.id}, ${entry.rule.tier})`, '', summary, '', 'Why it hurts at scale', '', why, '', 'What to do instead', '', instead, '', 'When to keep it', '', keep, ''].join('\n'));
    return EXIT.clean;
  },
});
