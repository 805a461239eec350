/** `tenfold config print <file>`: the settings that hold for a file, and where each comes from. */

import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { filePath } from '../../../../rules/model/source.ts';
import { effectiveSettings } from '../../config/effective.ts';
import { effectiveText } from '../../config/effective-text.ts';
import { territoryOf } from '../../config/load-config.ts';
import { survey } from '../../survey.ts';
import { nodeMachine } from '../../platform/node-machine.ts';
import { ANALYSIS_OPTIONS, exitCodeForSettings } from '../analysing.ts';
import { defineCommand, oneOf, write } from '../command.ts';
import { UserError } from '../user-error.ts';

export const config = defineCommand({
  name: 'config',
  takes: ['print', '<file>'],
  says: 'the settings that hold for a file, and where each comes from',
  options: {
    config: ANALYSIS_OPTIONS.config,
    trust: ANALYSIS_OPTIONS.trust,
    format: { type: 'string', short: 'f', value: '<name>', says: 'pretty or json' },
  },
  async run(values, [verb = '', given], { stdout, stderr, signal }) {
    oneOf(['print'], verb, 'command config');
    if (given === undefined) throw new UserError('For which file? tenfold config print <file>.');
    const format = oneOf(['pretty', 'json'], values.format ?? 'pretty', 'format');
    const { root, file } = await placeOf(given);
    const machine = nodeMachine(root, { cache: false, mayRunCode: values.trust === true });
    const ground = await survey(root, { signal, ...(values.config !== undefined && { configFile: resolve(values.config) }) }, machine);
    const settings = effectiveSettings(ground, filePath(file));
    await write(stdout, format === 'json' ? `${JSON.stringify(settings, undefined, 2)}\n` : effectiveText(settings));
    for (const { message, file: where, range } of ground.problems.filter(({ kind }) => kind === 'invalid-setting' || kind === 'unheeded-setting')) {
      await write(stderr, `${where ?? ''}${range ? `:${range.start.line + 1}:${range.start.column + 1}` : ''}  ${message}\n`);
    }
    return exitCodeForSettings(ground.problems, ground.config.files);
  },
});

/** The workspace is the folder one stands in, else the repository of the file. A file that is yet to be written has settings too. */
async function placeOf(given: string): Promise<{ readonly root: string; readonly file: string }> {
  const path = resolve(given);
  const folder = dirname(path);
  if (!existsSync(folder)) throw new UserError(`There is no folder "${dirname(given)}".`);
  const real = `${realpathSync(folder)}/${path.slice(folder.length + 1)}`.replaceAll('\\', '/');
  const here = realpathSync('.').replaceAll('\\', '/');
  const root = real.startsWith(`${here}/`) ? here : await territoryOf(realpathSync(folder).replaceAll('\\', '/'), nodeMachine(here, { cache: false }).fs);
  return { root, file: real.slice(root.length + 1) };
}
