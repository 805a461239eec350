/** Rows of one kind: what is common is said once. The package bears the framework's name unless the row says otherwise. */

import type { CallRow, EntryKind } from './framework-row.ts';

export function callRowsOf(kind: EntryKind, rows: readonly (Omit<CallRow, 'shape' | 'kind' | 'packages'> & Partial<Pick<CallRow, 'packages'>>)[]): readonly CallRow[] {
  return rows.map((row) => ({ shape: 'call', kind, packages: [row.framework], ...row }));
}
