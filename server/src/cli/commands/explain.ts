/** `tenfold explain <rule>`: the page of one rule. */

import type { CatalogEntry } from '../../../../rules/kit/catalog-entry.ts';
import { closeTo, defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { RULES_OPTIONS, rulesHere } from '../rules-here.ts';
import { UserError } from '../user-error.ts';

export const explain = defineCommand({
  name: 'explain',
  takes: ['<rule>', '[dir]'],
  says: 'why a rule speaks, and what to do instead',
  options: RULES_OPTIONS,
  async run(values, [name, dir = '.'], surroundings) {
    const { catalog, stdout } = surroundings;
    if (name === undefined) throw new UserError('Which rule? See tenfold rules.');
    const isNamed = ({ id }: CatalogEntry): boolean => id === name;
    const ours = catalog.find(isNamed);
    const { rules, notes } = ours ? { rules: [ours], notes: [] } : await rulesHere(dir, values, surroundings);
    const entry = rules.find(isNamed);
    if (!entry) throw new UserError([`There is no rule "${name}"${closeTo(name, rules.map(({ id }) => id))}. See tenfold rules.`, ...notes].join(' '));
    const { title, summary, why, instead, keep } = entry.prose;
    await write(stdout, [`${title} (${entry.id}, ${entry.rule.tier})`, '', summary, '', 'Why it hurts at scale', '', why, '', 'What to do instead', '', instead, '', 'When to keep it', '', keep, ''].join('\n'));
    return EXIT.clean;
  },
});
