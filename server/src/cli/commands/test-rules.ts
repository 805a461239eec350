/** `tenfold test-rules [dir]`: holds the rules of one's own, in code, against the marks of their cases. */

import { survey } from '../../survey.ts';
import { nodeMachine } from '../../platform/node-machine.ts';
import { casesIn } from '../../rule-tests/rule-cases.ts';
import { folderOf } from '../analysing.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { paletteFor } from '../terminal.ts';
import { UserError } from '../user-error.ts';

export const testRules = defineCommand({
  name: 'test-rules',
  takes: ['[dir]'],
  says: 'hold the rules you wrote in code against the marks of their cases',
  options: {},
  async run(_values, [dir = '.'], { stdout, signal }) {
    const root = folderOf(dir);
    const machine = nodeMachine(root, { cache: false });
    const { rulePackages } = await survey(root, { signal }, machine);
    if (rulePackages.length === 0) throw new UserError('No "rulePackages" of tenfold.json lead to rules; tenfold new-rule <package>/<name> begins one.');
    const { warning, dim } = paletteFor(stdout);
    let [passed, failed] = [0, 0];
    for (const { prefix, folder } of rulePackages) {
      for (const { name, run } of await casesIn(folder, machine.fs)) {
        try {
          await run();
          passed++;
          await write(stdout, dim(`  ok      ${prefix}/${name}\n`));
        } catch (error) {
          failed++;
          await write(stdout, `${warning(`  failed  ${prefix}/${name}`)}\n\n${indented(error instanceof Error ? error.message : String(error))}\n\n`);
        }
      }
    }
    if (passed + failed === 0) throw new UserError('There are no cases: folders named reports-… or accepts-… in the "fixtures" of each rule.');
    await write(stdout, `\n${passed} ${passed === 1 ? 'case holds' : 'cases hold'}${failed > 0 ? `, ${failed} ${failed === 1 ? 'does' : 'do'} not` : ''}.\n`);
    return failed > 0 ? EXIT.findings : EXIT.clean;
  },
});

function indented(text: string): string {
  return text.split('\n').map((line) => `    ${line}`.trimEnd()).join('\n');
}
