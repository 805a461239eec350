/** The door for tests of a team's own rules, `tenfold/testing`: works with every runner that takes a name and a function. */

import { fileURLToPath } from 'node:url';
import { nodeFileSystem } from './platform/node-file-system.ts';
import { casesIn, type RuleCase } from './rule-tests/rule-cases.ts';

export type { RuleCase };

/**
 * Every case below a folder of rules. With node:test or mocha:
 *
 *     for (const { name, run } of await ruleCases(new URL('.', import.meta.url))) test(name, run);
 */
export function ruleCases(folder: string | URL): Promise<readonly RuleCase[]> {
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder);
  return casesIn(path.replaceAll('\\', '/').replace(/\/$/, ''), nodeFileSystem);
}
