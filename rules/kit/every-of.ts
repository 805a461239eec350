/** `every GET /orders`, `every run of queue mail`; middleware already says `every request`. */

import { isRequest, type EntryPoint } from '../model/workspace.ts';

export function everyOf(entryPoint: EntryPoint): string {
  if (/^(?:every|whatever) /.test(entryPoint.label)) return entryPoint.label;
  return isRequest(entryPoint) ? `every ${entryPoint.label}` : `every run of ${entryPoint.label}`;
}
