/** `tenfold new-rule <package>/<name>`: begins a rule of the team's own, in code. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { CONFIG_NAME } from '../../config/config-source.ts';
import { relativeTo, straightPath } from '../../config/paths.ts';
import { PREFIX } from '../../config/rule-packages.ts';
import { filesOfNewOwnRule, refusalOfName } from '../../own-code/new-rule.ts';
import { readJson } from '../../platform/json-text.ts';
import { folderOf } from '../analysing.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { UserError } from '../user-error.ts';
import { writeInto } from '../writing.ts';

const USUAL_FOLDER = './tenfold-rules';

export const newRule = defineCommand({
  name: 'new-rule',
  takes: ['<package>/<name>', '[dir]'],
  says: 'begin a rule of your own in code, with its page and its cases',
  options: {},
  async run(_values, [id = '', dir = '.'], { stdout }) {
    const [, prefix, name] = /^([\w@.-]+)\/([^/]+)$/.exec(id) ?? [];
    if (prefix === undefined || name === undefined) throw new UserError('Which rule? tenfold new-rule <package>/<name>: "acme/late-delivery" speaks as acme/late-delivery.');
    if (!PREFIX.test(prefix)) throw new UserError(`"${prefix}" cannot stand before a rule's name: begin with a small letter${prefix === 'own' ? ', and leave "own" to the rules in ownRules' : ''}.`);
    const refused = refusalOfName(name);
    if (refused !== undefined) throw new UserError(refused);
    const root = folderOf(dir);
    const settings = join(root, CONFIG_NAME);
    if (!existsSync(settings)) throw new UserError(`There is no ${CONFIG_NAME} in "${dir}"; tenfold init writes one.`);
    const text = readFileSync(settings, 'utf8');
    const known = packageIn(readJson(text).value, prefix);
    if (known !== undefined && !known.startsWith('.')) throw new UserError(`"${prefix}" is the package "${known}"; new rules of it are written where it is.`);
    const folder = relativeTo(root, straightPath(`${root}/${known ?? USUAL_FOLDER}/${name}`));
    if (folder.startsWith('../') || folder.startsWith('/')) throw new UserError(`"${known}" in ${CONFIG_NAME} leads out of this folder, and nothing is written there.`);
    if (existsSync(join(root, folder))) throw new UserError(`${folder} is there already.`);

    for (const [path, content] of Object.entries(filesOfNewOwnRule(name))) writeInto(root, `${folder}/${path}`, content);
    if (known === undefined) writeInto(root, CONFIG_NAME, applyEdits(text, modify(text, ['rulePackages', prefix], USUAL_FOLDER, { formattingOptions: { insertSpaces: true, tabSize: 2 } })));
    await write(stdout, [
      `Made ${folder}${known === undefined ? `, and named it in ${CONFIG_NAME}` : ''}.`,
      '',
      'Next',
      '  write what it says into fixtures/reports-it-below-a-route, then the judgement into rule.ts',
      '  tenfold test-rules     holds what is found against the marks',
      '  tenfold check --trust  runs it: code of yours is run only where you say so, or trust the workspace in the editor',
      '',
    ].join('\n'));
    return EXIT.clean;
  },
});

function packageIn(settings: unknown, prefix: string): string | undefined {
  const packages: unknown = typeof settings === 'object' && settings !== null && 'rulePackages' in settings ? settings.rulePackages : undefined;
  const found: unknown = typeof packages === 'object' && packages !== null ? Object.entries(packages).find(([name]) => name === prefix)?.[1] : undefined;
  return typeof found === 'string' ? found : undefined;
}
