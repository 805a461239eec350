/** `tenfold facts`: reads one package of a monorepo for a later `check --facts`. */

import { nodeMachine } from '../../platform/node-machine.ts';
import { factsOfPackage, PACKAGE_FACTS } from '../../package-facts.ts';
import { folderOf } from '../analysing.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { writeInto } from '../writing.ts';

export const facts = defineCommand({
  name: 'facts',
  takes: ['[dir]'],
  says: 'read one package of a monorepo for check --facts, as a task that Turborepo or Nx runs and caches',
  options: {},
  async run(_values, [dir = '.'], { stdout, signal }) {
    const root = folderOf(dir);
    const { text, files, reread } = await factsOfPackage(root, nodeMachine(root, { cache: false }), signal);
    writeInto(root, PACKAGE_FACTS, text);
    await write(stdout, `${PACKAGE_FACTS} holds what ${files} ${files === 1 ? 'file says' : 'files say'}; ${reread} ${reread === 1 ? 'was' : 'were'} read anew.\n`);
    return EXIT.clean;
  },
});
