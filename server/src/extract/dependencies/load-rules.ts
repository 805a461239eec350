/** Reads a team's dependency-cruiser config with all it extends, and runs code in it only where allowed. */

import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import mergeConfigs from '../../../../node_modules/dependency-cruiser/src/config-utl/extract-depcruise-config/merge-configs.mjs';
import readConfig from '../../../../node_modules/dependency-cruiser/src/config-utl/extract-depcruise-config/read-config.mjs';

/** As dependency-cruiser reads it. */
export type TeamConfig = Readonly<Record<string, unknown>>;

/** The config needs a file that is code. */
export class NeedsCode extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} is code.`);
    this.file = file;
  }
}

/** `path` is absolute; each file that is read is added to `reads`. Throws NeedsCode, or what reading and running the file throws. */
export async function loadRules(path: string, mayRunCode: boolean, reads: string[], through: readonly string[] = []): Promise<TeamConfig> {
  if (through.includes(path)) throw new Error(`The config extends itself in a circle: ${[...through, path].map(named).join(', ')}.`);
  if (extname(path) !== '.json' && !mayRunCode) throw new NeedsCode(named(path));
  reads.push(path);
  let config = (await readConfig(path)) as TeamConfig;
  if (hasLongText(config)) throw new Error(`${named(path)} holds a text of more than ${LONGEST_TEXT} characters, which is no pattern anyone wrote.`);
  const { extends: bases } = config;
  for (const base of Array.isArray(bases) ? (bases as readonly unknown[]) : [bases]) {
    if (typeof base !== 'string') continue;
    config = mergeConfigs(config, await loadBase(base, dirname(path), mayRunCode, reads, [...through, path])) as TeamConfig;
  }
  return Object.fromEntries(Object.entries(config).filter(([name]) => name !== 'extends'));
}

/** Longer patterns take the check for unsafe ones minutes. */
const LONGEST_TEXT = 5000;

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > LONGEST_TEXT;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText);
}

async function loadBase(base: string, folder: string, mayRunCode: boolean, reads: string[], through: readonly string[]): Promise<TeamConfig> {
  const path = resolved(base, folder);
  const preset = PRESETS[base.replace(/\.cjs$/, '')];
  // What dependency-cruiser brings along is known to us: no installed copy needs to be run.
  if (preset && (path === undefined || !mayRunCode)) return (await preset()).default;
  if (path === undefined) throw new Error(`"${base}", which the config extends, is not found.`);
  return loadRules(path, mayRunCode, reads, through);
}

/** Each is loaded alone: the stricter ones change the rules of the plain one in place. */
const PRESETS: Readonly<Record<string, () => Promise<{ readonly default: TeamConfig }>>> = {
  'dependency-cruiser/configs/recommended': () => import('../../../../node_modules/dependency-cruiser/configs/recommended.cjs'),
  'dependency-cruiser/configs/recommended-strict': () => import('../../../../node_modules/dependency-cruiser/configs/recommended-strict.cjs'),
  'dependency-cruiser/configs/recommended-warn-only': () => import('../../../../node_modules/dependency-cruiser/configs/recommended-warn-only.cjs'),
};

const ENDINGS = ['', '.js', '.json', '.cjs', '.mjs'];

function resolved(base: string, folder: string): string | undefined {
  const { resolve } = createRequire(join(folder, 'config.js'));
  for (const ending of ENDINGS) {
    try {
      return resolve(base + ending);
    } catch {
      // The next ending may be there.
    }
  }
  return undefined;
}

function named(path: string): string {
  return relative(process.cwd(), path).replaceAll('\\', '/');
}
