/**
 * YAML as its readers look at it: keys, items and texts, each knowing where it stands.
 *
 * Looking never expands: an alias is followed one step when someone asks, so a document of nested aliases costs what is asked of it.
 */

import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type YAMLMap } from 'yaml';
import type { Problem } from '../../../../rules/model/outcome.ts';
import { type FilePath, lineStartsOf, rangeOf, type Site } from '../../../../rules/model/source.ts';
import { tooDeepAt } from './yaml-depth.ts';

export interface YamlView {
  /** The value, without trailing space and comments. */
  readonly at: Site;
  /** What stands below `key`, merge keys included. */
  get(...keys: readonly string[]): YamlView | undefined;
  /** Where the key itself stands. */
  keyAt(key: string): Site | undefined;
  has(key: string): boolean;
  /** A string, number or boolean as text. */
  readonly text: string | undefined;
  readonly number: number | undefined;
  /** Elements of a list; empty for all else. */
  readonly items: readonly YamlView[];
  /** Keys and values of a map; empty for all else. */
  readonly entries: readonly (readonly [key: string, value: YamlView])[];
  readonly kind: 'map' | 'list' | 'text' | 'nothing';
}

export interface YamlFile {
  readonly file: FilePath;
  /** One for each document; documents that are broken are left out. */
  readonly documents: readonly YamlView[];
  readonly problems: readonly Problem[];
}

export function readYaml(file: FilePath, text: string): YamlFile {
  const lineStarts = lineStartsOf(text);
  const deep = tooDeepAt(text);
  if (deep !== undefined) return { file, documents: [], problems: [{ ...invalid(file, 'it is nested too deeply'), range: rangeOf(lineStarts, [deep, deep + 1]) }] };
  const parsed = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, prettyErrors: false });
  const documents: YamlView[] = [];
  const problems: Problem[] = [];
  for (const document of parsed) {
    const [error] = document.errors;
    if (error) problems.push({ ...invalid(file, firstSentence(error.message)), range: rangeOf(lineStarts, [error.pos[0], error.pos[1]]) });
    else if (document.contents) documents.push(viewOf(document.contents, { file, anchors: anchorsOf(document.contents) }));
  }
  return { file, documents, problems };
}

interface Around {
  readonly file: FilePath;
  readonly anchors: ReadonlyMap<string, Node>;
}

/** Deeper merges and aliases of aliases are not followed. */
const MOST_STEPS = 20;
const MOST_ENTRIES = 5_000;

function viewOf(written: Node, around: Around): YamlView {
  const node = followed(written, around);
  const site = (each: Node): Site => ({ file: around.file, span: [each.range?.[0] ?? 0, each.range?.[1] ?? 0] });
  const view = (value: unknown): YamlView | undefined => (isNode(value) ? viewOf(value, around) : undefined);
  const below = (key: string): YamlView | undefined => (isMap(node) ? view(pairOf(node, key, around)?.value) : undefined);
  return {
    at: site(node),
    get: (...keys) => keys.reduce<YamlView | undefined>((from, key, index) => (index === 0 ? below(key) : from?.get(key)), undefined),
    keyAt(key) {
      const found = isMap(node) ? pairOf(node, key, around)?.key : undefined;
      return isNode(found) ? site(found) : undefined;
    },
    has: (key) => isMap(node) && pairOf(node, key, around) !== undefined,
    get text() {
      return textOf(node);
    },
    get number() {
      const value = isScalar(node) ? node.value : undefined;
      if (typeof value === 'number') return value;
      return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
    },
    get items() {
      return isSeq(node) ? node.items.slice(0, MOST_ENTRIES).flatMap((item) => view(item) ?? []) : [];
    },
    get entries() {
      return isMap(node) ? entriesOf(node, around).map(([key, value]) => [key, viewOf(value, around)] as const) : [];
    },
    kind: isMap(node) ? 'map' : isSeq(node) ? 'list' : isScalar(node) && node.value !== null ? 'text' : 'nothing',
  };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined || typeof node.value === 'object') return undefined;
  return String(node.value);
}

function followed(node: Node, { anchors }: Around): Node {
  let at = node;
  for (let step = 0; isAlias(at) && step < MOST_STEPS; step++) {
    const target = anchors.get((at as Alias).source);
    if (!target || target === at) break;
    at = target;
  }
  return at;
}

interface Pair {
  readonly key: unknown;
  readonly value: unknown;
}

/** Its own pair first, then those of merged maps, each looked into once. */
function pairOf(map: YAMLMap, key: string, around: Around): Pair | undefined {
  const seen = new Set([map]);
  for (const each of seen) {
    const own = each.items.find((pair) => textOf(pair.key) === key);
    if (own) return own;
    for (const merged of mergedInto(each, around)) seen.add(merged);
  }
  return undefined;
}

/** The maps behind `<<: *a` and `<<: [*a, *b]`. */
function mergedInto(map: YAMLMap, around: Around): readonly YAMLMap[] {
  const merge = map.items.find((pair) => textOf(pair.key) === '<<')?.value;
  if (!isNode(merge)) return [];
  const target = followed(merge, around);
  const targets = isSeq(target) ? target.items.slice(0, MOST_STEPS).flatMap((item) => (isNode(item) ? followed(item, around) : [])) : [target];
  return targets.filter((each) => isMap(each));
}

function entriesOf(map: YAMLMap, around: Around): readonly (readonly [string, Node])[] {
  const found = new Map<string, Node>();
  const seen = new Set<YAMLMap>();
  const collect = (from: YAMLMap): void => {
    if (seen.has(from) || found.size > MOST_ENTRIES) return;
    seen.add(from);
    for (const { key, value } of from.items) {
      const name = textOf(key);
      if (name !== undefined && name !== '<<' && !found.has(name) && isNode(value)) found.set(name, value);
    }
    for (const merged of mergedInto(from, around)) collect(merged);
  };
  collect(map);
  return [...found];
}

function anchorsOf(root: Node): ReadonlyMap<string, Node> {
  const anchors = new Map<string, Node>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (isMap(node)) for (const { key, value } of node.items) waiting.push(value, key);
    if (isSeq(node)) waiting.push(...node.items.slice(0, 100_000));
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
  }
  return anchors;
}

function invalid(file: FilePath, why: string): Problem {
  return { kind: 'invalid-manifest', message: `${file} cannot be read as YAML: ${why}.`, file };
}

function firstSentence(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/[.:]\s*$/, '');
}
