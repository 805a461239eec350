/**
 * Reads every tenfold.json that holds for a workspace.
 *
 * Order, later wins: files above the workspace as far as its repository reaches, the file at its root, then those in deeper folders for what
 * lies below them. One that says `"root": true` hears nothing of the shallower ones.
 */

import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { filePath, lineStartsOf, rangeOf, type FilePath } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { readJson } from '../platform/json-text.ts';
import { NO_CONFIG, type Config } from './config.ts';
import { CONFIG_NAME, type ConfigSource } from './config-source.ts';
import { mergeConfigs } from './merge-configs.ts';
import { folderOfPath, relativeTo } from './paths.ts';
import { readConfig } from './read-config.ts';

/** The folder of the repository around `root`, which has a `.git`; `root` itself outside of any. */
export async function territoryOf(root: string, fs: FileSystem): Promise<string> {
  for (let folder = root; folder !== ''; folder = folderOfPath(folder)) {
    if (await fs.stat(`${folder}/.git`)) return folder;
  }
  return root;
}

/** `configFile`: an absolute path in place of the root's tenfold.json and all above it; it must exist. */
export async function loadConfig(source: ConfigSource, configFile?: string): Promise<Outcome<Config>> {
  const { root, fs } = source;
  const path = configFile ?? `${root}/${CONFIG_NAME}`;
  const read = await fs.readText(path);
  const folder = filePath('');
  const problems: Problem[] = [];
  let own: Config = NO_CONFIG;
  if (read.ok) {
    const found = await readConfig(source, { path, text: read.text, folder });
    own = found.value;
    problems.push(...found.problems);
  } else if (read.why !== 'missing' || configFile !== undefined) {
    const file = relativeTo(root, path);
    own = { ...NO_CONFIG, files: [file] };
    problems.push({ kind: 'invalid-setting', message: `The settings file ${file} cannot be read.`, file });
  }
  if (configFile !== undefined || startsAnew(own)) return { value: own, problems };
  const above = await configAbove(source);
  return { value: mergeConfigs(above.value, own), problems: [...above.problems, ...problems] };
}

/** What files between the workspace and the end of its repository say, so that a package opened alone is judged as within the whole. */
async function configAbove(source: ConfigSource): Promise<Outcome<Config>> {
  const { root, territory, fs } = source;
  let config: Config = NO_CONFIG;
  const problems: Problem[] = [];
  for (let folder = root; folder !== territory && !startsAnew(config);) {
    folder = folderOfPath(folder);
    const path = `${folder}/${CONFIG_NAME}`;
    const read = await fs.readText(path);
    if (!read.ok) continue;
    const found = await readConfig(source, { path, text: read.text, folder: filePath(''), above: root.slice(folder.length + 1) });
    config = { ...mergeConfigs(found.value, config), layers: [...found.value.layers, ...config.layers] };
    problems.push(...found.problems);
  }
  return { value: config, problems };
}

/** Adds the tenfold.json files in deeper folders: what they say of rules holds there. */
export async function withNestedConfigs(source: ConfigSource, config: Config, files: readonly FilePath[]): Promise<Outcome<Config>> {
  const nested = files.filter((file) => file.endsWith(`/${CONFIG_NAME}`)).sort((a, b) => a.split('/').length - b.split('/').length);
  const layers = [...config.layers];
  const read: FilePath[] = [...config.files];
  const problems: Problem[] = [];
  for (const file of nested) {
    const path = `${source.root}/${file}`;
    const text = await source.fs.readText(path);
    if (!text.ok) continue;
    const found = await readConfig(source, { path, text: text.text, folder: filePath(folderOfPath(file)) });
    layers.push(...found.value.layers);
    read.push(...found.value.files);
    problems.push(...found.problems, ...unheeded(file, text.text));
  }
  return { value: { ...config, layers, files: [...new Set(read)] }, problems };
}

const HOLDS_BELOW = new Set(['$schema', 'extends', 'root', 'rules', 'overrides', 'version']);

/** Not wrong, since the folder may also be opened by itself, where all of it holds. */
function unheeded(file: FilePath, text: string): readonly Problem[] {
  const lineStarts = lineStartsOf(text);
  return (readJson(text).tree?.children ?? []).flatMap(({ children }): readonly Problem[] => {
    const key = children?.[0];
    if (typeof key?.value !== 'string' || HOLDS_BELOW.has(key.value)) return [];
    return [{ kind: 'unheeded-setting', message: `"${key.value}" is heeded in the ${CONFIG_NAME} at the workspace's root only; here, "rules", "overrides" and "extends" are.`, file, range: rangeOf(lineStarts, [key.offset, key.offset + key.length]) }];
  });
}

function startsAnew({ layers }: Config): boolean {
  return layers.some(({ isRoot }) => isRoot);
}
