/** Small words for writing tables of rows without saying the same thing on every line. */

import type { ApiRow } from './api-row.ts';

type Shared = Pick<ApiRow, 'library' | 'packages'>;

/** Rows of one library: what is common is said once. */
export function rowsOf(library: string, packages: readonly string[], rows: readonly Omit<ApiRow, keyof Shared>[]): readonly ApiRow[] {
  return rows.map((row) => ({ library, packages, ...row }));
}

/** The methods of an object and of what it holds, up to three names deep: `octokit.rest.repos.get`. Not those of results. */
export function membersOf(...starts: readonly string[]): readonly string[] {
  return on(starts, '.*', '.*.*', '.*.*.*');
}

/** Each start with each ending: `on(['pg#Pool{}', 'pg#Client{}'], '.query')`. */
export function on(starts: readonly string[], ...endings: readonly string[]): readonly string[] {
  return starts.flatMap((start) => endings.map((ending) => `${start}${ending}`));
}

/** Alternatives of a pattern from names parted by space: `oneOf('get mget')` is `{get,mget}`. */
export function oneOf(names: string): string {
  return `{${names.trim().split(/\s+/).join(',')}}`;
}
