/**
 * The whole of what we do, in order:
 *
 *     discover   which packages, services and files live here
 *     extract    what each file says
 *     link       what the calls mean, where load enters, how far it comes
 *     check      which rules the codebase breaks
 */

import type { Analysis } from './analysis.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import type { Machine } from './platform/machine.ts';
import { judge } from './judge.ts';
import { readAll } from './read-all.ts';
import { survey } from './survey.ts';

/** `root` is an absolute path. Bad input of any kind becomes a problem in the result; only cancelling throws. */
export async function analyze(root: string, options: AnalyzeOptions, machine: Machine): Promise<Analysis> {
  const ground = await survey(root, { ...options, isForOnce: true }, machine);
  return judge(root, ground, await readAll(root, ground, options, machine), options, machine);
}
