/** `tenfold init`: writes a first tenfold.json from what can be seen. */

import { existsSync } from 'node:fs';
import { CONFIG_NAME } from '../../config/config-source.ts';
import { firstConfig } from '../../config/first-config.ts';
import { minorOf } from '../../config/versions.ts';
import { survey } from '../../survey.ts';
import { nodeMachine } from '../../platform/node-machine.ts';
import { folderOf } from '../analysing.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { UserError } from '../user-error.ts';
import { writeInto } from '../writing.ts';

export const init = defineCommand({
  name: 'init',
  takes: ['[dir]'],
  says: 'write a first tenfold.json from what can be seen',
  options: { force: { type: 'boolean', says: 'also where there is one already: it is replaced' } },
  async run({ force = false }, [dir = '.'], { version, stdout, signal }) {
    const root = folderOf(dir);
    const isThere = existsSync(`${root}/${CONFIG_NAME}`);
    if (isThere && !force) throw new UserError(`${CONFIG_NAME} is there already, and stays as it is. tenfold config print <file> says what it comes to; --force replaces it.`);
    const { workspace, manifests } = await survey(root, { signal }, withoutSettings(root));
    if (workspace.files.length === 0) throw new UserError(`There is no TypeScript or JavaScript in "${dir}".`);
    const { text, services, stage } = firstConfig(workspace, manifests, minorOf(version));
    writeInto(root, CONFIG_NAME, text);
    await write(stdout, [
      `${isThere ? 'Replaced' : 'Wrote'} ${CONFIG_NAME}: ${[serviceWords(services.length), stage ? `stage ${stage.stage}, since ${stage.because.replace(/\.$/, '')}` : 'no sign of a stage, so growth is assumed'].join('; ')}.`,
      '',
      'Next',
      '  tenfold check                    what is found today',
      '  tenfold baseline                 accept it as it is: from then on only what is new fails',
      '  tenfold check --since <branch>   for CI: only what a branch introduces fails',
      '  tenfold audit -f html -o a.html  what breaks first, as a page',
      '  tenfold config print <file>      which settings hold for a file, and where each comes from',
      '',
    ].join('\n'));
    return EXIT.clean;
  },
});

/** What the file that is replaced says is not what can be seen. */
function withoutSettings(root: string) {
  const machine = nodeMachine(root, { cache: false });
  const { fs } = machine;
  return { ...machine, fs: { ...fs, readText: (path: string) => (path === `${root}/${CONFIG_NAME}` ? Promise.resolve({ ok: false, why: 'missing' } as const) : fs.readText(path)) } };
}

function serviceWords(count: number): string {
  return count === 0 ? 'one service, which is all of it' : `${count} ${count === 1 ? 'service' : 'services'}`;
}
