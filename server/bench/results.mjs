/** Keeps the last table of each codebase in results.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('results.md', import.meta.url));
const HEAD = `# What Tenfold costs

Written by \`npm run bench -- --write\`. Ratios are taken within one run, whose works take turns; a machine that does other work too is slower in all of them.
`;

/** `rows` as for table.mjs; `circumstances` is a phrase. */
export function keepResults(name, circumstances, rows) {
  const sections = new Map(sectionsOf(existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''));
  const lines = rows.map(({ work, goal = '', measured, isMet, notes = '' }) => `| ${[work, goal, measured, isMet === undefined ? '' : isMet ? 'met' : 'not met', notes].map(cell).join(' | ')} |`);
  sections.set(name, `${circumstances}.\n\n| work | goal | measured | | |\n|---|---|---|---|---|\n${lines.join('\n')}\n`);
  writeFileSync(FILE, HEAD + [...sections].map(([title, text]) => `\n## ${title}\n\n${text}`).join(''));
}

function sectionsOf(text) {
  return text.split('\n## ').slice(1).map((section) => [section.slice(0, section.indexOf('\n')), `${section.slice(section.indexOf('\n')).trim()}\n`]);
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
