/** Reads what `tenfold audit --save` wrote, whatever became of it since. */

import type { SavedAudit, SavedItem } from '../../../rules/kit/audit/debt.ts';
import { parsedJson } from '../../../rules/kit/parsed-json.ts';

/** No date lies further from 1970. Milliseconds (ECMAScript, time values). */
const LAST_TIME = 8.64e15;

/** Undefined where it is not one of ours, or of another version. */
export function savedAuditFrom(text: string): SavedAudit | undefined {
  const value = parsedJson(text);
  if (!isRecord(value) || value['version'] !== 1 || typeof value['time'] !== 'number' || Math.abs(value['time']) > LAST_TIME || !Array.isArray(value['items'])) return undefined;
  const { time, commit, items } = value;
  return { version: 1, time, ...(typeof commit === 'string' && { commit }), items: items.filter(isItem) };
}

function isItem(value: unknown): value is SavedItem {
  return isRecord(value) && ['fingerprint', 'rule', 'message', 'file'].every((name) => typeof value[name] === 'string') && typeof value['weight'] === 'number'
    && (value['with'] === undefined || (Array.isArray(value['with']) && value['with'].every((each) => typeof each === 'string')));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
