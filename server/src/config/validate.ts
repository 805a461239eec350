/** Holds a settings file against the schema, and says what is wrong at the exact place, in a sentence. */

import { Ajv, type ErrorObject } from 'ajv';
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Span } from '../../../rules/model/source.ts';
import { nearest } from './nearest.ts';
import { schemaOf } from './schema.ts';

export interface Complaint {
  readonly message: string;
  readonly span: Span;
}

type Validator = (tree: Node) => readonly Complaint[];

/** Compiling the schema takes longer than reading all settings; it stays the same while the catalog does. */
const VALIDATORS = new WeakMap<readonly CatalogEntry[], Validator>();

export function validatorFor(catalog: readonly CatalogEntry[]): Validator {
  const known = VALIDATORS.get(catalog) ?? createValidator(catalog);
  VALIDATORS.set(catalog, known);
  return known;
}

function createValidator(catalog: readonly CatalogEntry[]): Validator {
  const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile(schemaOf(catalog));
  return (tree) => {
    if (validate(getNodeValue(tree))) return [];
    const errors = validate.errors ?? [];
    // Of alternatives, only the innermost complaint speaks of what was meant.
    const own = errors.filter(({ keyword, instancePath }) => (keyword !== 'enum' || !errors.some((other) => other.instancePath.startsWith(`${instancePath}/`))) && keyword !== 'if' && keyword !== 'propertyNames' && (keyword !== 'anyOf' && keyword !== 'oneOf') || !errors.some((other) => other !== undefined && other.keyword !== keyword && other.instancePath.startsWith(instancePath)));
    const byPlace = new Map<string, Complaint>();
    for (const error of own) {
      const complaint = withoutLevel(tree, error, catalog) ?? complaintOf(tree, error);
      const key = complaint.span.join();
      if (!byPlace.has(key)) byPlace.set(key, complaint);
    }
    return [...byPlace.values()];
  };
}

const USUAL: Readonly<Record<CatalogEntry['rule']['tier'], string>> = { warning: 'warning', information: 'info', advice: 'hint' };

/** Options of a rule that stand without its level, as other linters take them. */
function withoutLevel(tree: Node, { keyword, instancePath, data }: ErrorObject, catalog: readonly CatalogEntry[]): Complaint | undefined {
  const path = pathIn(instancePath);
  const entry = path.at(-2) === 'rules' ? catalog.find(({ id }) => id === path.at(-1)) : undefined;
  if (keyword !== 'enum' || !entry || typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const node = nodeAt(tree, path);
  const shown = JSON.stringify(data);
  return { message: `A rule's level comes first, its options second: write "${entry.id}": ["${USUAL[entry.rule.tier]}", ${shown.length > LONGEST_SHOWN ? '{ … }' : shown}].`, span: spanOf(node) };
}

const LONGEST_SHOWN = 120;

/** The names on the way, as RFC 6901 escapes them. */
function pathIn(instancePath: string): readonly string[] {
  return instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function nodeAt(tree: Node, path: readonly string[]): Node {
  return findNodeAtLocation(tree, path.map((part) => (/^\d+$/.test(part) ? Number(part) : part))) ?? tree;
}

function complaintOf(tree: Node, { keyword, instancePath, params, message, parentSchema, data, propertyName }: ErrorObject): Complaint {
  const path = pathIn(instancePath);
  const node = nodeAt(tree, path);
  if (propertyName !== undefined) {
    const key = node.children?.find((each) => each.children?.[0]?.value === propertyName)?.children?.[0] ?? node;
    return { message: `"${propertyName}" is no name for a rule: write lower-case words with hyphens between them.`, span: spanOf(key) };
  }
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
    const property = node.children?.find((each) => each.children?.[0]?.value === name)?.children?.[0] ?? node;
    const what = path.at(-1) === 'rules' ? 'rule' : path.includes('rules') ? 'option' : 'setting';
    return { message: `There is no ${what} "${name}"${suggestion(name, known)}.`, span: spanOf(property) };
  }
  if (keyword === 'enum') {
    const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
    return { message: `${JSON.stringify(data)} is none of ${allowed.map((value) => `"${value}"`).join(', ')}${typeof data === 'string' ? suggestion(data, allowed) : ''}.`, span: spanOf(node) };
  }
  if (keyword === 'maxLength') return { message: `A text longer than ${String(params['limit'])} characters is no glob.`, span: spanOf(node) };
  if (keyword === 'required') return { message: `"${String(params['missingProperty'])}" is missing here.`, span: spanOf(node) };
  const place = path.length > 0 ? `"${path.at(-1)}"` : 'This';
  return { message: `${place} ${message ?? 'is not valid'}.`, span: spanOf(node) };
}

function suggestion(name: string, known: readonly string[]): string {
  // `warn`, as other tools have it, is the beginning of one.
  const close = nearest(name, known) ?? (name.length > 2 ? known.find((each) => each.startsWith(name)) : undefined);
  return close === undefined ? '' : `; "${close}" is close`;
}

function spanOf({ offset, length }: Node): Span {
  return [offset, offset + length];
}
