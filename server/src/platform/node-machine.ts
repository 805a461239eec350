/** This machine: its disk, its clock, and its cache folder for one codebase. */

import { readCalibration } from './calibration-file.ts';
import type { CacheStore, Machine } from './machine.ts';
import { nodeCacheStore } from './node-cache-store.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { nodeGit } from './node-git.ts';
import { nodeCruiser } from './node-helper.ts';

export interface NodeMachineOptions {
  /** Remember facts between runs; true where not said. */
  readonly cache?: boolean;
  /** The authors of the codebase are trusted; true where not said. */
  readonly isTrusted?: boolean;
  /** Configs that are code may be run; false where not said. */
  readonly mayRunCode?: boolean;
}

/** `root` is the absolute path of the codebase. */
export function nodeMachine(root: string, { cache = true, isTrusted = true, mayRunCode = false }: NodeMachineOptions = {}): Machine {
  const kept = (name?: string): CacheStore => nodeCacheStore(root, { isTrusted, ...(name !== undefined && { name }) });
  return {
    fs: nodeFileSystem,
    ...(cache && { calibration: readCalibration }),
    ...(cache && { cache: kept(), verdicts: kept('dependency-cruiser.json'), judgements: kept('judgement.json'), lastFindings: kept('findings.json') }),
    git: nodeGit,
    cruiser: nodeCruiser,
    mayRunCode,
    now: () => Date.now(),
  };
}
