/** The reference of tenfold.json as Markdown, made from its schema: `server/SETTINGS.md` between two marks, never by hand. */

import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';
import { schemaOf } from '../src/config/schema.ts';
import { BOUNDARY_PRESETS } from '../src/config/boundary-presets.ts';
import { SETTINGS_PRESETS } from '../src/config/presets.ts';

const START = '<!-- reference: written by npm run generate -->';
const END = '<!-- end of reference -->';

/** The text with its reference brought up to date; unchanged when it has no marks. */
export function withSettingsReference(text: string, catalog: readonly CatalogEntry[]): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) return text;
  return `${text.slice(0, start + START.length)}\n\n${reference(catalog)}\n${text.slice(end)}`;
}

function reference(catalog: readonly CatalogEntry[]): string {
  const properties = recordOf(schemaOf(catalog)['properties']);
  return [
    '## Every setting',
    '',
    '| setting | value | default | meaning |',
    '|---|---|---|---|',
    ...Object.entries(properties).filter(([name]) => name !== '$schema').flatMap(([name, schema]) => rows(name, recordOf(schema), 0)),
    '',
    '## Presets to extend',
    '',
    '| preset | what it says |',
    '|---|---|',
    ...Object.entries(SETTINGS_PRESETS).map(([name, { description }]) => `| \`tenfold:${name}\` | ${cell(description)} |`),
    '',
    '## Presets of boundaries',
    '',
    '| preset | what it says | its rules |',
    '|---|---|---|',
    ...Object.entries(BOUNDARY_PRESETS).map(([name, { description, rules }]) => `| \`${name}\` | ${cell(description)} | ${rules.map((rule) => `\`${rule.name}\``).join(', ')} |`),
    '',
    '## Options of rules',
    '',
    '| rule | option | value | default | meaning |',
    '|---|---|---|---|---|',
    ...catalog.flatMap(({ id, rule }) => Object.entries(rule.options).map(([name, { schema, default: value, description }]) => `| [\`${id}\`](../rules/catalog/${id}/rule.md) | \`${name}\` | ${valueOf(schema)} | \`${JSON.stringify(value)}\` | ${cell(description)} |`)),
    '',
  ].join('\n');
}

/** A setting and, where it is an object or a list of objects, its members below it. Rules have pages of their own. */
function rows(name: string, schema: Schema, depth: number): readonly string[] {
  const own = `| ${'&nbsp;&nbsp;'.repeat(depth)}\`${name}\` | ${valueOf(schema)} | ${'default' in schema ? `\`${JSON.stringify(schema['default'])}\`` : ''} | ${cell(String(schema['description'] ?? ''))} |`;
  if ('patternProperties' in schema) return [own];
  const members = { ...recordOf(schema['properties']), ...recordOf(recordOf(schema['items'])['properties']), ...recordOf(recordOf(schema['additionalProperties'])['properties']), ...recordOf(recordOf(schema['else'])['properties']) };
  return [own, ...Object.entries(members).flatMap(([member, inner]) => rows(member, recordOf(inner), depth + 1))];
}

type Schema = Readonly<Record<string, unknown>>;

function valueOf(schema: Schema): string {
  const choices = schema['enum'];
  if (Array.isArray(choices)) return choices.map((choice) => `\`${JSON.stringify(choice)}\``).join(', ');
  const alternatives = schema['anyOf'] ?? schema['oneOf'];
  const type = schema['type'];
  if (Array.isArray(alternatives) && type === undefined) return [...new Set(alternatives.map((each) => valueOf(recordOf(each))))].filter((each) => each !== '').join(' or ');
  if (type === 'array') return `list of ${plural(valueOf(recordOf(schema['items'])))}`;
  if (Array.isArray(type)) return type.join(' or ');
  return typeof type === 'string' ? type : '';
}

function plural(value: string): string {
  return /^(?:string|object|number|integer)$/.test(value) ? `${value}s` : value;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

function recordOf(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
