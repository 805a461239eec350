/** Where `tenfold calibrate` keeps what it measured: one small file for this machine, in the cache folder of the operating system, never in a repository. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Calibration } from '../../../rules/model/measurements.ts';
import { systemCacheFolder } from './node-cache-store.ts';

/** Absolute: `~/.cache/tenfold/calibration.json`, or where TENFOLD_CALIBRATION says. */
export function calibrationFile(): string {
  return process.env['TENFOLD_CALIBRATION'] ?? join(systemCacheFolder(), 'tenfold', 'calibration.json');
}

/** Undefined where there is none that can be read. */
export async function readCalibration(): Promise<Calibration | undefined> {
  try {
    return calibrationFrom(JSON.parse(await readFile(calibrationFile(), 'utf8')));
  } catch {
    return undefined; // Never calibrated, or from a version that wrote another form: the table of costs counts.
  }
}

/** Throws what the disk says. */
export async function writeCalibration(calibration: Calibration): Promise<void> {
  const file = calibrationFile();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, `${JSON.stringify(calibration, undefined, 2)}\n`);
  await rename(`${file}.${process.pid}`, file);
}

function calibrationFrom(value: unknown): Calibration | undefined {
  if (typeof value !== 'object' || value === null || !('costs' in value) || !('at' in value) || !('machine' in value) || !('processors' in value)) return undefined;
  const { at, machine, processors, costs } = value;
  if (typeof at !== 'string' || typeof machine !== 'string' || typeof processors !== 'number' || !(processors > 0) || typeof costs !== 'object' || costs === null) return undefined;
  return { at, machine, processors, costs: Object.fromEntries(Object.entries(costs).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0)) };
}
