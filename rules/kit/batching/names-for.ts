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
  /** `row` names a list. */
  readonly isMany: boolean;
}

/** Undefined where the file uses all names that fit. */
export function namesFor({ text, row: named, subject, field, isMany }: Given): Names | undefined {
  const row = isMany && named !== undefined ? rowOf(named) : (named ?? (subject === undefined ? 'row' : rowOf(subject)));
  const by = `By${capital(camel(field))}`;
  for (const rows of [several(row), `found${capital(several(row))}`, `${row}Rows`]) {
    const byKey = isMany && row !== rows && isFree(text, `${several(row)}${by}`) ? `${several(row)}${by}` : `${rows}${by}`;
    if (row !== rows && isFree(text, rows) && isFree(text, byKey)) return { row, rows, byKey };
  }
  return undefined;
}

/** `User`, `users`, `UserModel`, `user_accounts`. */
function rowOf(subject: string): string {
  const name = camel(subject.replace(/^.*\./, '').replace(/(?:Model|Repository|Entity|Table)$/, ''));
  const one = name.replace(/ies$/, 'y').replace(/(?<!s|u|i)s$/, '');
  return /^[A-Za-z$][\w$]*$/.test(one) ? one.charAt(0).toLowerCase() + one.slice(1) : 'row';
}

function several(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** `order_id` as `orderId`, `_id` as `id`. */
function camel(name: string): string {
  return name.replace(/^_+/, '').replaceAll(/[_-]+(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
