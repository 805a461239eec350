/** What a team's own rules say of imports that are not saved yet. */

import assert from 'node:assert/strict';
import { filePath } from '../../../rules/model/source.ts';
import { liveBreaches, type LiveRules } from '../../src/extract/dependencies/live-rules.ts';

const WEB_NOT_TO_DB: LiveRules = {
  folder: filePath(''), includeOnly: [], exclude: ['\\.gen\\.ts$'], begins: ['src', 'apps/*/lib'], known: ['no-db src/web/old.ts src/db/db.ts'],
  rules: [{ name: 'no-db', comment: '', severity: 'error', from: { path: 'web' }, to: { path: 'db' } }],
};

describe('rules of dependency-cruiser on unsaved imports', () => {
  it('speak of what is cruised, without what the team leaves out or lives with', () => {
    const froms = ['src/web/a.ts', 'src/web/old.ts', 'src/web/b.gen.ts', 'test/web/a.ts', 'apps/web/lib/a.ts', 'srcs/web/a.ts', 'src/mail/a.ts'];
    assert.deepEqual(breaking(WEB_NOT_TO_DB, froms, 'src/db/db.ts'), ['src/web/a.ts src/db/db.ts', 'apps/web/lib/a.ts src/db/db.ts']);
    assert.deepEqual(breaking({ ...WEB_NOT_TO_DB, includeOnly: ['^src/web'] }, froms, 'src/db/db.ts'), []);
  });

  it('read paths from the folder of their config', () => {
    const nested = { ...WEB_NOT_TO_DB, folder: filePath('apps/shop'), rules: [{ ...WEB_NOT_TO_DB.rules[0], name: 'r', comment: 'No.', severity: 'info' as const, from: { path: '^src/web' }, to: { path: '^src/db' } }] };
    assert.deepEqual(breaking(nested, ['apps/shop/src/web/a.ts', 'src/web/a.ts'], 'apps/shop/src/db/db.ts'), ['apps/shop/src/web/a.ts apps/shop/src/db/db.ts']);
  });
});

function breaking(rules: LiveRules, froms: readonly string[], to: string): readonly string[] {
  const dependencies = froms.map((from) => ({ from: filePath(from), to: filePath(to), kind: 'import' as const, isErasable: false, isLazy: false, specifier: to, span: [0, 1] as const }));
  return liveBreaches(rules, dependencies).map((breach) => `${breach.from} ${breach.to}`);
}
