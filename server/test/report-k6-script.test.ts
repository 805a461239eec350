/** The load test that is written for k6: it parses, whatever routes are called. */

import assert from 'node:assert/strict';
import { filePath } from '../../rules/model/source.ts';
import { extractFile } from '../src/extract/syntax/extract-file.ts';
import { k6Script, type K6Route } from '../src/report/k6-script.ts';

const route = (label: string, share = 0.5): K6Route => ({ service: 'shop', label, method: label.split(' ')[0] ?? '', path: label.split(' ')[1] ?? '', share });

describe('a load test for k6', () => {
  it('asks every route by its share, fills in paths and bodies, and judges each by name', () => {
    const script = k6Script('shop', '1.0.0', [route('GET /orders/:id', 0.75), route('POST /orders', 0.25)], { requestsPerSecond: 12, isAssumed: false });
    for (const part of ['__ENV.TODAY || 12', '"id": [', '"POST /orders": {},', '"name":"GET /orders/:id","share":0.75', '// changes things', '[1, 5, 10].flatMap']) assert.ok(script.includes(part), part);
    assert.deepEqual(extractFile(filePath('load-test.js'), script).problems, []);
  });

  it('marks what changes things, deleting too', () => {
    const script = k6Script('shop', '1.0.0', [route('DELETE /orders/:id'), route('GET /orders')], { requestsPerSecond: 12, isAssumed: false });
    assert.match(script, /DELETE \/orders\/:id.*\/\/ changes things/);
    assert.doesNotMatch(script, /"GET \/orders".*\/\/ changes things/);
  });

  it('holds nothing of a workspace that could be code', () => {
    const script = k6Script('x\nimport "evil"; //\u2028alert(1)', '1.0.0', [route("GET /a/'+evil+'/`${evil}`"), route('POST /"});evil(")')], { requestsPerSecond: 1, isAssumed: true });
    assert.ok(!script.includes('\u2028') && !/^import "evil"/m.test(script));
    const { value, problems } = extractFile(filePath('load-test.js'), script);
    assert.deepEqual(problems, []);
    assert.ok(!value.calls.some(({ callee }) => callee.kind === 'name' && callee.name === 'evil'));
  });
});
