/** Every rule that judges here: our own, and those a team has in its settings, as far as they may be run. */

import { existsSync } from 'node:fs';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { CONFIG_NAME } from '../config/config-source.ts';
import { survey } from '../survey.ts';
import { nodeMachine } from '../platform/node-machine.ts';
import { ANALYSIS_OPTIONS, folderOf } from './analysing.ts';
import type { Surroundings } from './command.ts';

/** Where a command looks for the rules of a team. */
export const RULES_OPTIONS = { config: ANALYSIS_OPTIONS.config, trust: ANALYSIS_OPTIONS.trust } as const;

export interface RulesHere {
  readonly rules: readonly CatalogEntry[];
  /** Why there may be more: sentences. */
  readonly notes: readonly string[];
}

export async function rulesHere(dir: string, { config, trust }: { readonly config?: string | undefined; readonly trust?: boolean | undefined }, { catalog, signal }: Surroundings): Promise<RulesHere> {
  const root = folderOf(dir);
  if (config === undefined && !existsSync(`${root}/${CONFIG_NAME}`)) return { rules: catalog, notes: [] };
  const machine = nodeMachine(root, { cache: false, mayRunCode: trust === true });
  const ground = await survey(root, { signal, ...(config !== undefined && { configFile: config }) }, machine);
  const notes = ground.problems.filter(({ kind, file }) => kind === 'not-trusted' || (kind === 'invalid-setting' && file !== undefined && ground.config.files.includes(file)));
  return { rules: ground.catalog, notes: notes.map(({ message }) => message) };
}
