/** What runs once however many requests come. */

import assert from 'node:assert/strict';
import { isRemembered } from '../../../rules/kit/once.ts';
import { linkedSource } from '../knowledge/linked-source.ts';
import { callNamed } from './call-named.ts';

const remembered: Readonly<Record<string, string>> = {
  'if (!cached) cached = …': 'if (!cached) cached = load(); return cached;',
  'if (cached === undefined) { cached = … }': 'if (cached === undefined) { cached = load(); } return cached;',
  'cached ??= …': 'cached ??= load(); return cached;',
  'cached || (cached = …)': 'return cached || (cached = load());',
  'cached ?? (cached = …)': 'return cached ?? (cached = load());',
  'if (cached) return cached': 'if (cached) return cached; cached = load(); return cached;',
  'a map that has it': 'if (known.has(key)) return known.get(key); const found = load(key); known.set(key, found); return found;',
  'what a map gave': 'const hit = known.get(key); if (hit) return hit; const found = load(key); known.set(key, found); return found;',
  'a record by key': 'if (!record[key]) record[key] = load(key); return record[key];',
};
const repeated: Readonly<Record<string, string>> = {
  'a plain call': 'return load();',
  'a guard on what comes in': 'if (!key) return; return load(key);',
  'a guard that keeps nothing': 'if (cached) return cached; return load();',
  'a guard on a local name': 'let own; if (!own) own = load(); return own;',
  'a write without a guard': 'cached = load(); return cached;',
};

describe('a call', () => {
  for (const [title, body] of Object.entries(remembered)) it(`runs once behind ${title}`, () => assert.equal(isOnce(body), true));
  for (const [title, body] of Object.entries(repeated)) it(`runs every time: ${title}`, () => assert.equal(isOnce(body), false));
});

function isOnce(body: string): boolean {
  const codebase = linkedSource({ 'a.ts': `let cached: any;\nconst known = new Map();\nconst record: Record<string, any> = {};\nexport function get(key: string): any { ${body} }` });
  return isRemembered(codebase, callNamed(codebase, 'load'));
}
