/**
 * Asks dependency-cruiser only what it has not answered before: the same code, the same config, the same packages give the same breaches.
 *
 * Configs that are code are asked each time, since nobody knows what else they read.
 */

import { createHash } from 'node:crypto';
import type { Breach } from '../../../../rules/model/architecture.ts';
import type { Outcome } from '../../../../rules/model/outcome.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { FileSystem } from '../../platform/file-system.ts';
import type { Machine } from '../../platform/machine.ts';
import { cruiseTeamRules } from './cruise-team-rules.ts';
import type { TeamRules } from './team-rules.ts';

/** What an answer holds for; asked for only where there is one. */
export interface Code {
  /** Of our own code. */
  version(): string;
  /** Of every file that is code. */
  hashes(): Promise<ReadonlyMap<FilePath, string>>;
}

/** Undefined where there is nobody to ask. Throws only when stopped. */
export async function rememberedCruise(root: string, rules: readonly TeamRules[], machine: Machine, code: Code, signal?: AbortSignal): Promise<Outcome<readonly Breach[]> | undefined> {
  const { cruiser, verdicts, mayRunCode = false, fs } = machine;
  if (!cruiser) return undefined;
  if (rules.length === 0) return { value: [], problems: [] };
  const isData = rules.every(({ config }) => config.endsWith('.json'));
  const before = isData ? parsed(await verdicts?.read()) : undefined;
  const keyNow = async (): Promise<string> => keyOf(code.version(), root, rules, await code.hashes(), fs);
  if (before && before.key === (await keyNow()) && before.reads.join() === (await readsNow(before.reads, fs)).join()) return { value: before.breaches, problems: [] };

  const { value, problems, reads } = await cruiseTeamRules(root, rules, cruiser, { mayRunCode, signal });
  if (isData && problems.length === 0 && reads.every((path) => path.endsWith('.json'))) {
    const memory: Memory = { key: await keyNow(), reads: await readsNow(reads.map((path) => [path, ''] as const), fs), breaches: value };
    await verdicts?.write(JSON.stringify(memory));
  }
  return { value, problems };
}

interface Memory {
  readonly key: string;
  /** Absolute paths of the config and what it extends, with the hash of each. */
  readonly reads: readonly (readonly [path: string, hash: string])[];
  readonly breaches: readonly Breach[];
}

/** Undefined for what another version, or nobody of us, has written. */
function parsed(text: string | undefined): Memory | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Memory> | null;
    return typeof value?.key === 'string' && Array.isArray(value.reads) && Array.isArray(value.breaches) ? (value as Memory) : undefined;
  } catch {
    return undefined;
  }
}

async function readsNow(reads: Memory['reads'], fs: FileSystem): Promise<Memory['reads']> {
  return Promise.all(reads.map(async ([path]) => [path, await hashOf(path, fs)] as const));
}

/** Written by each package manager when it has installed something. */
const INSTALLED = ['node_modules', 'node_modules/.package-lock.json', 'node_modules/.modules.yaml', 'node_modules/.yarn-state.yml'];
/** What dependency-cruiser reads of each folder on the way to a package or an alias. */
const READ = ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'jsconfig.json'];

async function keyOf(version: string, root: string, rules: readonly TeamRules[], hashes: ReadonlyMap<FilePath, string>, fs: FileSystem): Promise<string> {
  const hash = createHash('sha1').update(`${version}\n${JSON.stringify(rules)}\n`);
  const folders = new Set(['', ...rules.map(({ folder }) => folder)]);
  for (const [file, own] of [...hashes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${file} ${own}\n`);
    const parts = file.split('/');
    for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
  }
  for (const folder of [...folders].sort()) {
    const at = folder === '' ? root : `${root}/${folder}`;
    for (const name of READ) hash.update(`${folder}/${name} ${await hashOf(`${at}/${name}`, fs)}\n`);
  }
  for (const { known } of rules) if (known !== undefined) hash.update(await hashOf(`${root}/${known}`, fs));
  for (const name of INSTALLED) hash.update(`${(await fs.stat(`${root}/${name}`))?.modified}\n`);
  return hash.digest('hex');
}

async function hashOf(path: string, fs: FileSystem): Promise<string> {
  const read = await fs.readText(path);
  return read.ok ? createHash('sha1').update(read.text).digest('base64') : read.why;
}
