/** How a team's own code is read and run; the compiler is loaded only where there is some. */

import { createModuleRunner, GUARD } from '../platform/run-module.ts';
import type { Loading } from './rule-package.ts';

/** For all that one rule finds, in milliseconds: among a hundred thousand files a rule may be the first that asks who calls something. */
const LONGEST_MS = 20_000;

export const ownCode: Omit<Loading, 'fs'> = {
  transpile: async (name, text) => (await import('../extract/syntax/transpile.ts')).transpile(name, text, GUARD),
  createRunner: () => createModuleRunner(LONGEST_MS),
};
