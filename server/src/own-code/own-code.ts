/** How a team's own code is read and run; the compiler is loaded only where there is some. */

import { createModuleRunner } from '../platform/run-module.ts';
import type { Loading } from './rule-package.ts';

export const ownCode: Omit<Loading, 'fs'> = {
  transpile: async (name, text) => (await import('../extract/syntax/transpile.ts')).transpile(name, text),
  createRunner: createModuleRunner,
};
