/** `tenfold calibrate`: measures what calls cost on this machine, for the capacity model of the audit. */

import { availableParallelism, cpus } from 'node:os';
import { calibrationFile, writeCalibration } from '../../platform/calibration-file.ts';
import { measure } from '../calibrate/measure.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { UserError } from '../user-error.ts';

export const calibrate = defineCommand({
  name: 'calibrate',
  takes: [],
  says: 'measure what calls cost on this machine, for the audit',
  options: {
    quiet: { type: 'boolean', short: 'q', says: 'the summary only' },
  },
  async run({ quiet }, _words, { stdout, signal }) {
    const costs: Record<string, number> = {};
    for await (const { name, of, milliseconds } of measure(signal)) {
      costs[name] = Number(milliseconds.toPrecision(3));
      if (quiet !== true) await write(stdout, `${costs[name].toFixed(3).padStart(10)} ms  ${of}\n`);
    }
    const model = cpus()[0]?.model.trim() ?? '';
    try {
      await writeCalibration({ at: new Date().toISOString(), machine: `${model === '' || model === 'unknown' ? process.arch : model}, Node.js ${process.versions.node}`, processors: availableParallelism(), costs });
    } catch (error) {
      throw new UserError(`What was measured cannot be kept in ${calibrationFile()}: ${error instanceof Error ? error.message : String(error)}.`);
    }
    await write(stdout, `Kept in ${calibrationFile()}: the audit counts with it from now on, until the file is removed.\n`);
    return EXIT.clean;
  },
});
