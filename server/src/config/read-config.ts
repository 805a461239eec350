/**
 * Reads one settings file with all that it extends.
 *
 * Order, later wins: what is extended (in the order written), then the file itself; within one file `rules`, then those of `services`,
 * then `overrides`, of which the last that matches wins.
 */

import type { Node } from 'jsonc-parser';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { filePath, lineStartsOf, rangeOf, type Span } from '../../../rules/model/source.ts';
import { readJson } from '../platform/json-text.ts';
import { NO_BOUNDARIES } from './boundaries.ts';
import { NO_CONFIG, type Config } from './config.ts';
import type { ConfigSource, Placed } from './config-source.ts';
import { findExtended } from './extended.ts';
import { mergeConfigs } from './merge-configs.ts';
import { ownConfig } from './own-config.ts';
import { relativeTo } from './paths.ts';
import type { SettingsPreset } from './presets.ts';
import { validatorFor } from './validate.ts';

const MOST_EXTENDS = 12;

/** `through`: the files that extend it, the outermost first. */
export async function readConfig(source: ConfigSource, placed: Placed, through: readonly string[] = []): Promise<Outcome<Config>> {
  const { path, text } = placed;
  const file = relativeTo(source.root, path);
  const lineStarts = lineStartsOf(text);
  const problemAt = (message: string, [start, end]: Span): Problem => ({ kind: 'invalid-setting', message, file, range: rangeOf(lineStarts, [start, end]) });
  const read: Config = { ...NO_CONFIG, files: [file] };
  const { tree, error } = readJson(text);
  const problems = error ? [problemAt(`${file} ${error.is} here.`, error.span)] : [];
  if (!tree || tree.type !== 'object') {
    return { value: read, problems: problems.length > 0 ? problems : [problemAt(`${file} does not hold a JSON object.`, [0, Math.min(1, text.length)])] };
  }
  problems.push(...validatorFor(source.catalog)(tree).map(({ message, span }) => problemAt(message, span)));

  let config = read;
  for (const { word, span } of extendedBy(tree)) {
    const found = await extended(source, placed, word, [...through, path]);
    if (typeof found === 'string') problems.push(problemAt(found, span));
    else {
      config = mergeConfigs(config, found.value);
      problems.push(...found.problems);
    }
  }
  const own = ownConfig(tree, { ...placed, file, lineStarts });
  // "root" speaks of the folder a file lies in, not of who extends it.
  const layers = through.length > 0 ? own.layers.map((layer) => ({ ...layer, isRoot: false })) : own.layers;
  return { value: mergeConfigs(config, { ...own, layers }), problems };
}

/** A sentence where it cannot be used. */
async function extended(source: ConfigSource, placed: Placed, word: string, through: readonly string[]): Promise<Outcome<Config> | string> {
  const found = await findExtended(source, placed.path, word);
  switch (found.kind) {
    case 'refused':
      return found.why;
    case 'preset':
      return { value: presetConfig(found.name, found.preset, placed), problems: [] };
    case 'file': {
      if (through.includes(found.path)) return circle(source.root, [...through.slice(through.indexOf(found.path)), found.path], word);
      if (through.length >= MOST_EXTENDS) return `"${word}" is extended through more than ${MOST_EXTENDS} files.`;
      return readConfig(source, { ...placed, path: found.path, text: found.text }, through);
    }
  }
}

function circle(root: string, files: readonly string[], word: string): string {
  const names = files.map((each) => relativeTo(root, each));
  return names.length < 3 ? `"${word}" is this file itself.` : `"${word}" closes a circle: ${names.join(' extends ')}.`;
}

function presetConfig(name: string, { tiers, stage, boundaries }: SettingsPreset, { folder, above }: Placed): Config {
  const from = { name };
  const start = { line: 0, column: 0 };
  return {
    ...NO_CONFIG,
    project: { ...NO_CONFIG.project, ...(stage && { scale: { stage, isStageDeclared: true }, scaleFrom: from }) },
    ...(boundaries && { boundaries: { ...NO_BOUNDARIES, presets: [{ text: boundaries, file: filePath(name), range: { start, end: start } }] } }),
    layers: [{ folder, ...(above !== undefined && { above }), isRoot: false, tiers: tiers && { value: tiers, from }, rules: {}, services: [], overrides: [] }],
  };
}

function extendedBy(tree: Node): readonly { readonly word: string; readonly span: Span }[] {
  const value = tree.children?.find((property) => property.children?.[0]?.value === 'extends')?.children?.[1];
  const nodes = value?.type === 'array' ? (value.children ?? []) : value ? [value] : [];
  return nodes.flatMap((node) => (typeof node.value === 'string' && node.value !== '' ? [{ word: node.value, span: [node.offset, node.offset + node.length] as const }] : []));
}
