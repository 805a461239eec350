/**
 * Reads tenfold.json with all that it extends.
 *
 * Order, later wins: what is extended (in the order written), the file itself, then files in deeper folders for what lies below them;
 * within one file, `rules` before `overrides`, and of overrides the last that matches.
 */

import { parseTree, getNodeValue, type Node, type ParseError } from 'jsonc-parser';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { teamRowFrom } from '../../../rules/knowledge/team-row.ts';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { filePath, lineStartsOf, rangeOf, type FilePath, type Span } from '../../../rules/model/source.ts';
import type { Scale } from '../../../rules/model/workspace.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { boundariesFrom, mergeBoundaries, NO_BOUNDARIES, type Boundaries } from './boundaries.ts';
import { NO_CONFIG, type Config, type Layer, type RuleSettings } from './config.ts';
import { createValidator, type Complaint } from './validate.ts';

export interface ConfigSource {
  readonly root: string;
  readonly fs: FileSystem;
  readonly catalog: readonly CatalogEntry[];
}

export const CONFIG_NAME = 'tenfold.json';
const MOST_EXTENDS = 12;

/** `configFile`: an absolute path in place of the root's tenfold.json; it must exist. */
export async function loadConfig(source: ConfigSource, configFile?: string): Promise<Outcome<Config>> {
  const path = configFile ?? `${source.root}/${CONFIG_NAME}`;
  const read = await source.fs.readText(path);
  if (!read.ok) {
    if (read.why === 'missing' && configFile === undefined) return { value: NO_CONFIG, problems: [] };
    return { value: NO_CONFIG, problems: [{ kind: 'invalid-setting', message: `The settings file ${named(source.root, path)} cannot be read.`, file: named(source.root, path) }] };
  }
  return readConfig(source, path, read.text, filePath(''), []);
}

/** Adds the tenfold.json files in deeper folders. Only `rules` and `overrides` hold there. */
export async function withNestedConfigs(source: ConfigSource, config: Config, files: readonly FilePath[]): Promise<Outcome<Config>> {
  const nested = files.filter((file) => file.endsWith(`/${CONFIG_NAME}`)).sort((a, b) => a.split('/').length - b.split('/').length);
  const layers = [...config.layers];
  const problems: Problem[] = [];
  for (const file of nested) {
    const read = await source.fs.readText(`${source.root}/${file}`);
    if (!read.ok) continue;
    const found = await readConfig(source, `${source.root}/${file}`, read.text, filePath(file.slice(0, file.lastIndexOf('/'))), []);
    layers.push(...found.value.layers);
    problems.push(...found.problems);
  }
  return { value: { ...config, layers }, problems };
}

async function readConfig(source: ConfigSource, path: string, text: string, folder: FilePath, through: readonly string[]): Promise<Outcome<Config>> {
  const file = named(source.root, path);
  const lineStarts = lineStartsOf(text);
  const problemAt = (message: string, [start, end]: Span): Problem => ({ kind: 'invalid-setting', message, file, range: rangeOf(lineStarts, [start, end]) });
  const errors: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const problems = errors.slice(0, 1).map(({ offset, length }) => problemAt(`${file} is not valid JSON here.`, [offset, offset + Math.max(1, length)]));
  if (!tree || tree.type !== 'object') {
    return { value: NO_CONFIG, problems: problems.length > 0 ? problems : [problemAt(`${file} does not hold a JSON object.`, [0, Math.min(1, text.length)])] };
  }
  problems.push(...createValidator(source.catalog)(tree).map(({ message, span }: Complaint) => problemAt(message, span)));

  const values = getNodeValue(tree) as Readonly<Record<string, unknown>>;
  let config: Config = NO_CONFIG;
  for (const base of extended(tree)) {
    const found = await extend(source, path, base.text, folder, [...through, path]);
    if (typeof found === 'string') problems.push(problemAt(found, base.span));
    else {
      config = merge(config, found.value);
      problems.push(...found.problems);
    }
  }
  return { value: merge(config, ownConfig(values, folder, boundariesFrom(tree, file, lineStarts))), problems };
}

async function extend(source: ConfigSource, from: string, base: string, folder: FilePath, through: readonly string[]): Promise<Outcome<Config> | string> {
  const at = from.slice(0, from.lastIndexOf('/'));
  const candidates = base.startsWith('.') ? [straight(`${at}/${base}`), straight(`${at}/${base}.json`)] : [`${source.root}/node_modules/${base}`, `${source.root}/node_modules/${base}.json`, `${source.root}/node_modules/${base}/${CONFIG_NAME}`];
  if (base.split('/').includes('..') && !base.startsWith('.')) return `"${base}" is neither a relative path nor a package.`;
  for (const path of candidates) {
    if (through.includes(path)) return `"${base}" extends this file again, in a circle.`;
    if (!`${path}/`.startsWith(`${source.root}/`)) return `"${base}" lies outside the workspace.`;
    const read = await source.fs.readText(path);
    if (!read.ok) continue;
    if (through.length >= MOST_EXTENDS) return `"${base}" is extended through more than ${MOST_EXTENDS} files.`;
    return readConfig(source, path, read.text, folder, through);
  }
  return `"${base}" is not found.`;
}

function extended(tree: Node): readonly { readonly text: string; readonly span: Span }[] {
  const value = tree.children?.find((property) => property.children?.[0]?.value === 'extends')?.children?.[1];
  const nodes = value?.type === 'array' ? (value.children ?? []) : value ? [value] : [];
  return nodes.flatMap((node) => (typeof node.value === 'string' ? [{ text: node.value, span: [node.offset, node.offset + node.length] as const }] : []));
}

function ownConfig(values: Readonly<Record<string, unknown>>, folder: FilePath, boundaries: Boundaries): Config {
  const scale = record(values['scale']);
  const layer: Layer = {
    folder,
    rules: rulesFrom(values['rules']),
    overrides: list(values['overrides']).flatMap((each) => {
      const override = record(each);
      return override ? [{ files: texts(override['files']), excludedFiles: texts(override['excludedFiles']), rules: rulesFrom(override['rules']) }] : [];
    }),
  };
  return {
    project: {
      services: list(values['services']).flatMap((each) => {
        const { name, root, kind } = record(each) ?? {};
        if (typeof name !== 'string' || typeof root !== 'string') return [];
        return [{ name, root, ...(kind === 'service' || kind === 'library' ? { kind } : {}) }];
      }),
      include: texts(values['include']),
      exclude: texts(values['exclude']),
      ...(scale ? { scale: scaleFrom(scale) } : {}),
    },
    boundaries,
    layers: [layer],
    knowledge: list(values['knowledge']).flatMap((each) => teamRowFrom(each) ?? []),
  };
}

function scaleFrom({ stage, monthlyActiveUsers, peakRequestsPerSecond }: Readonly<Record<string, unknown>>): Scale {
  return {
    ...(stage === 'mvp' || stage === 'growth' || stage === 'scale' ? { stage, isStageDeclared: true } : { stage: 'growth', isStageDeclared: false }),
    ...(typeof monthlyActiveUsers === 'number' ? { monthlyActiveUsers } : {}),
    ...(typeof peakRequestsPerSecond === 'number' ? { peakRequestsPerSecond } : {}),
  };
}

/** Settings of the wrong form were complained about; they are left out. */
function rulesFrom(value: unknown): RuleSettings {
  const entries = Object.entries(record(value) ?? {}).filter(([, setting]) => isLevel(setting) || (Array.isArray(setting) && isLevel(setting[0])));
  return Object.fromEntries(entries.map(([name, setting]) => [name, Array.isArray(setting) ? [setting[0], record(setting[1]) ?? {}] : setting])) as RuleSettings;
}

function isLevel(value: unknown): boolean {
  return typeof value === 'string' && ['off', 'hint', 'info', 'warning', 'error', 'on'].includes(value);
}

function merge(base: Config, own: Config): Config {
  const scale = own.project.scale ?? base.project.scale;
  return {
    project: {
      services: [...base.project.services.filter(({ root }) => !own.project.services.some((each) => each.root === root)), ...own.project.services],
      include: own.project.include.length > 0 ? own.project.include : base.project.include,
      exclude: [...base.project.exclude, ...own.project.exclude],
      ...(scale ? { scale } : {}),
    },
    boundaries: mergeBoundaries(base.boundaries ?? NO_BOUNDARIES, own.boundaries ?? NO_BOUNDARIES),
    layers: [...base.layers, ...own.layers],
    knowledge: [...base.knowledge, ...own.knowledge],
  };
}

function named(root: string, path: string): FilePath {
  return filePath(path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
}

function straight(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((each): each is string => typeof each === 'string');
}
