/** The page of a rule as users read it: its prose, its level, its options, and examples taken from its fixtures. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';
import { HEADINGS } from '../../rules/kit/prose.ts';
import { precisionOf, saysPrecision } from './precision.ts';

const LEVELS = { warning: 'warning, on by default', information: 'information, on by default', advice: 'advice: shown in the audit, in the editor where a team turns it on' } as const;

export function rulePage({ id, rule, prose }: CatalogEntry, catalogFolder: string): string {
  const options = Object.entries(rule.options);
  const table = options.map(([name, { default: value, description }]) => `| \`${name}\` | \`${JSON.stringify(value)}\` | ${description} |`);
  return [
    `# ${prose.title}`,
    '',
    prose.summary,
    '',
    `**Rule** \`${id}\` · **Level** ${LEVELS[rule.tier]} · **Category** ${rule.category}${rule.hasFix ? ' · **Quick fix** available' : ''}`,
    '',
    saysPrecision(precisionOf(catalogFolder, id)),
    '',
    `## ${HEADINGS.why}`,
    '',
    prose.why,
    '',
    `## ${HEADINGS.instead}`,
    '',
    prose.instead,
    '',
    `## ${HEADINGS.keep}`,
    '',
    prose.keep,
    '',
    ...(options.length > 0 ? ['## Options', '', '| option | default | meaning |', '|---|---|---|', ...table, ''] : []),
    ...examples(join(catalogFolder, id, 'fixtures')),
  ].join('\n');
}

/** The shortest reporting and the shortest accepting case, marks left in: they show what is said where. */
function examples(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const cases = readdirSync(folder).map((name) => ({ name, files: sourcesIn(join(folder, name)) }));
  const shortest = (prefix: string) => cases.filter(({ name }) => name.startsWith(prefix)).sort((a, b) => sizeOf(a.files) - sizeOf(b.files))[0];
  const shown = [
    { title: 'Reported', example: shortest('reports-') },
    { title: 'Accepted', example: shortest('accepts-') },
  ];
  return shown.flatMap(({ title, example }) => {
    if (!example) return [];
    const blocks = example.files.flatMap(({ path, text }) => [`\`${path}\``, '', `\`\`\`${path.split('.').pop() ?? ''}`, text.trimEnd(), '```', '']);
    return [`## ${title}`, '', `*${example.name.replaceAll('-', ' ')}*`, '', ...blocks];
  });
}

interface Source {
  readonly path: string;
  readonly text: string;
}

function sourcesIn(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.fixed.') && entry.name !== 'package.json')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: path.slice(folder.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
}

function sizeOf(files: readonly Source[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}
