/** The pages of the rules as files that ship beside the server. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export interface RulePageFiles {
  /** `file:` URI of the page; undefined when it does not ship. */
  uriOf(rule: string): string | undefined;
  /** Its Markdown. */
  read(rule: string): Promise<string | undefined>;
}

/** Beside the bundle; and where `npm run generate` puts them, for the sources. */
const FOLDERS = ['./rules/', '../rules/', '../../../dist/rules/'];

/** `rule` must be the id of a rule of the catalog: it becomes part of a path. */
export function rulePageFiles(): RulePageFiles {
  const uriOf = (rule: string): string | undefined =>
    FOLDERS.map((folder) => new URL(`${folder}${rule}.md`, import.meta.url)).find((url) => existsSync(fileURLToPath(url)))?.href;
  return {
    uriOf,
    async read(rule) {
      const uri = uriOf(rule);
      return uri === undefined ? undefined : readFile(fileURLToPath(uri), 'utf8');
    },
  };
}
