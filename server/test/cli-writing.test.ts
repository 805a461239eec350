/** Commands that write into a codebase write nowhere else, whatever links and settings of it say. */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codebaseOnDisk, type CodebaseOnDisk } from './support/codebase-on-disk.ts';

describe('a command that writes', function () {
  this.timeout(120_000);
  let code: CodebaseOnDisk;
  let outside = '';
  beforeEach(() => {
    code = codebaseOnDisk();
    code.write('package.json', '{ "name": "shop" }');
    code.write('src/main.js', 'export const main = 1;\n');
    outside = join(code.folder, '../outside');
    mkdirSync(outside);
  });
  afterEach(() => code.remove());

  for (const [command, link, given] of [
    ['init', 'tenfold.json', []], ['init', 'tenfold.json', ['--force']], ['baseline', 'tenfold.baseline.json', []], ['migrate', 'tenfold.json', []],
    ['new-rule', 'tenfold-rules', ['acme/late-order']], ['audit', '.tenfold', ['--save', '--quiet']], ['facts', '.tenfold', []],
  ] as const) {
    it(`follows no link out of the codebase: ${[command, ...given].join(' ')}`, () => {
      const target = join(outside, link.endsWith('.json') ? 'file.json' : '');
      if (command === 'migrate' || given.includes('--force' as never)) writeFileSync(target, '{ "version": "0.0" }');
      if (command === 'new-rule') code.write('tenfold.json', '{}');
      symlinkSync(target, join(code.folder, link));
      const before = existsSync(target) && link.endsWith('.json') ? readFileSync(target, 'utf8') : undefined;
      const { status, stderr } = code.tenfold(command, ...given);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /symbolic link|can(?:not)? be read/);
      assert.deepEqual(before === undefined ? readdirSync(outside) : readFileSync(target, 'utf8'), before ?? []);
    });
  }

  it('begins a rule only under a name that settings can speak of, and inside the codebase', () => {
    code.write('tenfold.json', '{ "rulePackages": { "far": "./../outside", "shop": "./rules" } }');
    for (const [name, says] of [['own/late-order', /"own" cannot stand before a rule's name.* ownRules/], ['Acme/late-order', /begin with a small letter/], ['far/late-order', /leads out of this folder/], ['acme/avoid-waits', /names the cure/]] as const) {
      const { status, stderr } = code.tenfold('new-rule', name);
      assert.deepEqual([status, says.test(stderr)], [2, true], stderr);
    }
    assert.deepEqual(readdirSync(outside), []);
    assert.equal(code.tenfold('new-rule', 'shop/late-order').status, 0);
    assert.ok(existsSync(join(code.folder, 'rules/late-order/rule.ts')));
    assert.match(code.tenfold('test-rules').stdout, /2 cases hold\./);
  });
});
