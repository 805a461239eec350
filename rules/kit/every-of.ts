/** `every GET /orders`; middleware already says `every request`. */

import type { EntryPoint } from '../model/workspace.ts';

export function everyOf({ label }: EntryPoint): string {
  return label.startsWith('every ') ? label : `every ${label}`;
}
