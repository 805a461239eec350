/** What one settings file says by itself. What has not the form the schema asks for was complained about, and is left out. */

import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import { OWN_PREFIX } from '../../../rules/declared/entry-from.ts';
import { teamRowFrom } from '../../../rules/knowledge/team-row.ts';
import { positionAt, rangeOf, type FilePath, type Range } from '../../../rules/model/source.ts';
import type { Scale } from '../../../rules/model/workspace.ts';
import { boundariesFrom } from './boundaries.ts';
import type { Config, Layer, Level, RuleSettings, Source } from './config.ts';
import { ownRulesFrom } from './own-rules.ts';
import { rulePackagesFrom } from './rule-packages.ts';
import type { Placed } from './config-source.ts';

interface Written extends Placed {
  readonly file: FilePath;
  readonly lineStarts: readonly number[];
}

export function ownConfig(tree: Node, written: Written): Config {
  const { path, file, lineStarts, above } = written;
  const at = (key: string): unknown => {
    const node = findNodeAtLocation(tree, [key]);
    return node && getNodeValue(node);
  };
  const sourceOf = (node: Node, about?: string): Source => ({ name: file, line: positionAt(lineStarts, node.offset).line + 1, ...(about !== undefined && { about }) });
  const version = findNodeAtLocation(tree, ['version']);
  const scaleNode = findNodeAtLocation(tree, ['scale']);
  const scale = record(at('scale'));
  const evidence = record(at('evidence'));
  return {
    ...(typeof version?.value === 'string' && { version: { value: version.value, from: sourceOf(version) } }),
    project: {
      services: list(at('services')).flatMap((each) => {
        const { name, root, kind } = record(each) ?? {};
        const here = typeof root === 'string' ? seenFromBelow(root, above) : undefined;
        if (typeof name !== 'string' || here === undefined) return [];
        return [{ name, root: here, ...(kind === 'service' || kind === 'library' ? { kind } : {}) }];
      }),
      include: above === undefined ? texts(at('include')) : [],
      exclude: above === undefined ? texts(at('exclude')) : texts(at('exclude')).flatMap((glob) => (glob.startsWith('**/') ? [glob] : glob.startsWith(`${above}/`) ? [glob.slice(above.length + 1)] : [])),
      ...(scale && scaleNode ? { scale: scaleFrom(scale), scaleFrom: sourceOf(scaleNode) } : {}),
    },
    // Parts and globs of boundaries speak of all packages, of which one alone shows nothing; so do the places of own rules.
    ...(above === undefined && { boundaries: boundariesFrom(tree, file, lineStarts) }),
    ownRules: above === undefined ? ownRulesFrom(tree, file, lineStarts) : [],
    leftOut: above === undefined ? [] : [OWN_PREFIX],
    rulePackages: rulePackagesFrom(tree, path, file, lineStarts),
    layers: [layerFrom(tree, written, sourceOf)],
    knowledge: list(at('knowledge')).flatMap((each) => teamRowFrom(each) ?? []),
    // Files of a whole repository speak of all of its services.
    ...(evidence && above === undefined && { evidence: { loadTests: inside(texts(evidence['loadTests'])), traces: inside(texts(evidence['traces'])) } }),
    files: [],
  };
}

function layerFrom(tree: Node, { folder, above, file, lineStarts }: Written, sourceOf: (node: Node, about?: string) => Source): Layer {
  const nodes = (key: string): readonly Node[] => {
    const node = findNodeAtLocation(tree, [key]);
    return node?.type === 'array' ? (node.children ?? []) : [];
  };
  const rulesAt = (node: Node, about?: string): RuleSettings => rulesFrom(findNodeAtLocation(node, ['rules']), (key) => ({ from: sourceOf(key, about), at: rangeOf(lineStarts, [key.offset, key.offset + key.length]) }));
  return {
    folder,
    ...(above !== undefined && { above }),
    isRoot: findNodeAtLocation(tree, ['root'])?.value === true,
    tiers: undefined,
    rules: rulesAt(tree),
    services: nodes('services').flatMap((node) => {
      const name = findNodeAtLocation(node, ['name']);
      if (typeof name?.value !== 'string') return [];
      return [{ name: { text: name.value, file, range: rangeOf(lineStarts, [name.offset, name.offset + name.length]) }, rules: rulesAt(node, `service ${name.value}`) }];
    }),
    overrides: nodes('overrides').flatMap((node) => {
      const override = record(getNodeValue(node));
      if (!override) return [];
      const files = texts(override['files']);
      return [{ files, excludedFiles: texts(override['excludedFiles']), rules: rulesAt(node, files.join(', ')) }];
    }),
  };
}

function rulesFrom(node: Node | undefined, placeOf: (key: Node) => { readonly from: Source; readonly at: Range }): RuleSettings {
  const entries = (node?.type === 'object' ? (node.children ?? []) : []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (typeof key?.value !== 'string' || !value) return [];
    const written: unknown = getNodeValue(value);
    const [level, options] = Array.isArray(written) ? [written[0] as unknown, record(written[1])] : [written, undefined];
    return isLevel(level) ? [[key.value, { level, options: options ?? {}, ...placeOf(key) }] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** What a repository names lies in it; the schema complained of the rest. */
function inside(files: readonly string[]): readonly string[] {
  return files.filter((file) => !/^(?:[\\/]|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(file));
}

function scaleFrom({ stage, monthlyActiveUsers, peakRequestsPerSecond, growthFactor, routeShares, hoursBetweenRestarts }: Readonly<Record<string, unknown>>): Scale {
  const shares = Object.entries(record(routeShares) ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return {
    ...(stage === 'mvp' || stage === 'growth' || stage === 'scale' ? { stage, isStageDeclared: true } : { stage: 'growth', isStageDeclared: false }),
    ...(typeof monthlyActiveUsers === 'number' ? { monthlyActiveUsers } : {}),
    ...(typeof peakRequestsPerSecond === 'number' ? { peakRequestsPerSecond } : {}),
    ...(typeof growthFactor === 'number' ? { growthFactor } : {}),
    ...(shares.length > 0 ? { routeShares: Object.fromEntries(shares) } : {}),
    ...(typeof hoursBetweenRestarts === 'number' ? { hoursBetweenRestarts } : {}),
  };
}

/** The folder as it is called from a workspace that lies `above` below the file; undefined where it lies elsewhere. */
function seenFromBelow(root: string, above: string | undefined): string | undefined {
  const plain = root.replace(/^\.\//, '').replace(/\/$/, '');
  if (above === undefined) return root;
  if (plain.startsWith(`${above}/`)) return plain.slice(above.length + 1);
  return plain === above ? '' : undefined;
}

const LEVELS: readonly Level[] = ['off', 'hint', 'info', 'warning', 'error', 'on'];

function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
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
