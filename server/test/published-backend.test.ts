/** The line a team holds, on code nobody here wrote: a published backend of some 1,500 files, from its first settings to a branch that adds to it. */

import assert from 'node:assert/strict';
import { unpackedPackage } from '../build/unpacked-package.mjs';
import { codebaseOnDisk, verdictOf, type CodebaseOnDisk } from './support/codebase-on-disk.ts';

/** The one that the benchmark measures, so that it is fetched once. */
const BACKEND = 'ghost@5.130.6';

const PAGE = `const fs = require('node:fs');
module.exports.page = (name) => fs.readFileSync(name + '.html', 'utf8');
`;
const ROUTE = `const express = require('express');
const { page } = require('./page');
const app = express();
app.get('/orders', (request, response) => response.send(page(request.query.name)));
module.exports = app;
`;

describe('a published backend', function () {
  this.timeout(300_000);
  let code: CodebaseOnDisk;
  before(() => {
    code = codebaseOnDisk(unpackedPackage(BACKEND));
    code.write('core/server/orders/page.js', PAGE);
  });
  after(() => code.remove());

  it('gets settings that need no word of correction', () => {
    assert.equal(code.tenfold('init').status, 0);
    const { status, stdout } = code.tenfold('check', '--fail-on', 'none', '--format', 'json');
    assert.equal(status, 0);
    const { findings, problems } = JSON.parse(stdout) as { findings: readonly object[]; problems: readonly { kind: string }[] };
    assert.ok(findings.length > 5);
    assert.deepEqual(problems.filter(({ kind }) => kind !== 'skipped-file'), []);
  });

  it('is clean once what is found today is written down, by every way of asking', () => {
    assert.equal(code.tenfold('baseline').status, 0);
    code.commit('today');
    assert.equal(code.tenfold('check').status, 0);
    assert.equal(code.tenfold('check', '--no-cache').status, 0);
    assert.equal(code.tenfold('check', '--since', 'HEAD').status, 0);
  });

  it('fails for a new route that comes to old slow code, and says so in every form', () => {
    code.git('checkout', '-q', '-b', 'orders');
    code.write('core/server/orders/route.js', ROUTE);
    const [status, said] = verdictOf(code.tenfold('check', '--since', 'main', '--rule', 'blocking-call-in-request-path'));
    assert.deepEqual([status, said], [1, '1 finding: 1 warning.']);
    const { status: ended, stdout } = code.tenfold('check', '--format', 'github');
    assert.equal(ended, 1);
    assert.match(stdout, /^::warning .*file=core\/server\/orders\/page\.js,line=2,.*GET \/orders/m);
    const { stdout: sarif } = code.tenfold('check', '--format', 'sarif');
    const { runs: [run] } = JSON.parse(sarif) as { runs: readonly { results: readonly { baselineState?: string; ruleId: string }[] }[] };
    assert.deepEqual(run?.results.filter(({ baselineState }) => baselineState === 'new').map(({ ruleId }) => ruleId), ['blocking-call-in-request-path']);
  });

  it('keeps its line where every line with a finding moved down', () => {
    const found = (): readonly { isKnown?: boolean; fingerprint: string; location: { file: string } }[] => {
      const { findings } = JSON.parse(code.tenfold('check', '--format', 'json', '--fail-on', 'none').stdout) as { findings: ReturnType<typeof found> };
      return findings.filter(({ location: { file } }) => !file.startsWith('core/server/orders/'));
    };
    const before = found();
    for (const file of new Set(before.map(({ location }) => location.file))) if (file.endsWith('.js')) code.write(file, `\n\n// Orders.\n${code.read(file)}`);
    const after = found();
    assert.ok(after.length > 5);
    assert.deepEqual(after.map(({ fingerprint }) => fingerprint).sort(), before.map(({ fingerprint }) => fingerprint).sort());
    assert.deepEqual(after.filter(({ isKnown }) => isKnown !== true), []);
  });
});
