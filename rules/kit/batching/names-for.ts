/** Names for rows fetched together, after the one that was fetched alone. */

import { isFree } from '../edits.ts';

export interface Names {
  /** One of the rows: `customer`. */
  readonly row: string;
  /** `customers`. */
  readonly rows: string;
  /** `customersById`. */
  readonly byKey: string;
}

interface Given {
  readonly text: string;
  /** As the code calls the row, where it has a name. */
  readonly row: string | undefined;
  /** The table or model. */
  readonly subject: string | undefined;
  readonly field: string;
}

/** Undefined where the file uses all names that fit. */
export function namesFor({ text, row: named, subject, field }: Given): Names | undefined {
  const row = named ?? (subject === undefined ? 'row' : rowOf(subject));
  const by = `By${capital(field.replace(/^_+/, ''))}`;
  for (const rows of [several(row), `found${capital(several(row))}`, `${row}Rows`]) {
    if (isFree(text, rows) && isFree(text, `${rows}${by}`)) return { row, rows, byKey: `${rows}${by}` };
  }
  return undefined;
}

/** `User`, `users`, `UserModel`, `user_accounts`. */
function rowOf(subject: string): string {
  const name = subject.replace(/^.*\./, '').replace(/(?:Model|Repository|Entity|Table)$/, '').replaceAll(/[_-]+(\w)/g, (_all, letter: string) => letter.toUpperCase());
  const one = name.replace(/ies$/, 'y').replace(/(?<!s|u|i)s$/, '');
  return /^[A-Za-z$][\w$]*$/.test(one) ? one.charAt(0).toLowerCase() + one.slice(1) : 'row';
}

function several(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
