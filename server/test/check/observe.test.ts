/** Findings held against traces: confirmed, cleared, or left as they are. */

import assert from 'node:assert/strict';
import { catalog } from '../../../rules/catalog.generated.ts';
import { NO_BOUNDARIES } from '../../src/config/boundaries.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import { settingsFrom } from '../../src/config/settings-from.ts';
import { runRules } from '../../src/check/run-rules.ts';
import { filePath } from '../../../rules/model/source.ts';
import type { TracedRoute } from '../../../rules/model/measurements.ts';
import { linkedSource } from '../knowledge/linked-source.ts';

const source = "import express from 'express';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst app = express();\napp.post('/orders', async (q, r) => { for (const id of q.body.ids) await pool.query('select $1', [id]); r.json({}); });\napp.listen(3000);\n";

function observed(route: Omit<TracedRoute, 'name'>) {
  const codebase = linkedSource({ 'app.ts': source });
  const traces = [{ file: filePath('traces.json'), routes: [{ name: 'POST /orders', ...route }] }];
  const settings = settingsFrom({ ...NO_CONFIG, boundaries: NO_BOUNDARIES }, catalog, { advice: false, services: codebase.workspace.services });
  const repeats = catalog.filter(({ rule }) => rule.tracedAs === 'repeated query');
  const [finding] = runRules({ ...codebase, measurements: { loadTests: [], traces } }, settings, repeats).value.findings;
  assert.ok(finding, 'the loop is found');
  return finding.observed;
}

describe('a finding about repeated queries', () => {
  it('is confirmed by a request that repeated one', () => {
    const found = observed({ requests: 3, queries: { median: 12, most: 40 }, repeated: { statement: 'select ?', most: 40, median: 12 } });
    assert.equal(found?.verdict, 'confirmed');
    assert.equal(found.says, 'POST /orders ran the same query up to 40 times in one request, 12 in the median (3 requests in traces.json): select ?');
  });

  it('is cleared by many requests that never did, and by no few', () => {
    const once = { queries: { median: 1, most: 1 }, repeated: { statement: 'select ?', most: 1, median: 1 } };
    assert.equal(observed({ requests: 20, ...once })?.verdict, 'cleared');
    assert.equal(observed({ requests: 19, ...once }), undefined);
    assert.equal(observed({ requests: 500, queries: { median: 2, most: 3 }, repeated: { statement: 'select ?', most: 3, median: 2 } }), undefined);
  });
});
