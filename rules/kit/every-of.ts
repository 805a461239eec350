/** `every GET /orders`, `every run of queue mail`; middleware already says `every request`. */

import { isRequest, type EntryPoint } from '../model/workspace.ts';

export function everyOf(entryPoint: EntryPoint): string {
  if (entryPoint.label.startsWith('every ')) return entryPoint.label;
  return isRequest(entryPoint) ? `every ${entryPoint.label}` : `every run of ${entryPoint.label}`;
}
