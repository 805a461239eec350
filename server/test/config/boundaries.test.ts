/** Boundaries: from a few lines of tenfold.json to rules of dependency-cruiser, with complaints at the exact place. */

import assert from 'node:assert/strict';
import { minimatch } from 'minimatch';
import { catalog } from '../../../rules/catalog.generated.ts';
import type { ImportRule } from '../../../rules/model/architecture.ts';
import { filePath } from '../../../rules/model/source.ts';
import { importRulesFrom, type Surroundings } from '../../src/config/boundary-rules.ts';
import { NO_BOUNDARIES } from '../../src/config/boundaries.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { patternOf } from '../../src/config/path-patterns.ts';
import { judgeImports } from '../../src/extract/dependencies/judge-imports.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';

const AROUND: Surroundings = {
  services: [{ name: 'billing', root: filePath('services/billing') }],
  tags: new Map([['scope:shared', [filePath('packages/ui'), filePath('packages/core')]]]),
};

describe('boundaries', () => {
  it('let a part import only what is said, and whatever no part names', async () => {
    const { value } = await rulesOf(`{ "parts": { "domain": "src/domain", "web": "src/web" }, "rules": [{ "from": "domain", "mayImport": [] }] }`);
    assert.deepEqual(breaking(value, 'src/domain/a.ts', ['src/domain/b.ts', 'src/web/x.ts', 'src/util.ts', 'src/domains/c.ts']), ['src/web/x.ts']);
    assert.deepEqual(breaking(value, 'src/web/a.ts', ['src/domain/b.ts']), []);
    assert.deepEqual(value.map(({ name, comment, severity }) => [name, comment, severity]), [['domain-imports-only', 'domain imports no other part.', 'warn']]);
  });

  it('forbid single imports by folder, glob, service and tag', async () => {
    const { value, problems } = await rulesOf(`{ "rules": [
      { "from": "**/*.controller.ts", "mayNotImport": ["src/db", "service:billing", "tag:scope:shared"], "severity": "error", "because": "No." }
    ] }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(breaking(value, 'src/orders/orders.controller.ts', ['src/db/pool.ts', 'src/dba.ts', 'services/billing/x.ts', 'packages/core/y.ts', 'packages/corex/y.ts']), ['src/db/pool.ts', 'services/billing/x.ts', 'packages/core/y.ts']);
    assert.deepEqual(value.map(({ severity, comment }) => [severity, comment]), [['error', 'No.']]);
  });

  it('open a part through its entries only, and to a few only', async () => {
    const { value } = await rulesOf(`{ "rules": [{ "to": "service:billing", "through": ["api/**", "index.{ts,js}"] }, { "to": "src/db", "onlyFrom": ["src/repositories"] }] }`);
    assert.deepEqual(breaking(value, 'src/a.ts', ['services/billing/index.ts', 'services/billing/api/v1/x.ts', 'services/billing/rows.ts', 'src/db/pool.ts']), ['services/billing/rows.ts', 'src/db/pool.ts']);
    assert.deepEqual(breaking(value, 'services/billing/main.ts', ['services/billing/rows.ts']), []);
    assert.deepEqual(breaking(value, 'src/repositories/a.ts', ['src/db/pool.ts']), []);
  });

  it('keep each of many folders apart', async () => {
    const { value } = await rulesOf(`{ "rules": [{ "each": "**/modules/*", "through": "index.*", "name": "by-its-index" }] }`);
    assert.deepEqual(breaking(value, 'a/modules/one/x.ts', ['a/modules/one/y/z.ts', 'a/modules/two/index.ts', 'a/modules/two/y.ts', 'b/modules/one/y.ts']), ['a/modules/two/y.ts', 'b/modules/one/y.ts']);
    assert.deepEqual(breaking(value, 'main.ts', ['a/modules/one/index.ts', 'a/modules/one/y.ts', 'node_modules/one/y.ts']), ['a/modules/one/y.ts']);
  });

  it('leave imports of types free where said', async () => {
    const { value } = await rulesOf(`{ "rules": [{ "from": "a", "mayNotImport": ["./b/"], "exceptTypes": true }] }`.replace('"a"', '"a/**"'));
    assert.deepEqual(breaking(value, 'a/x.ts', ['b/y.ts']), ['b/y.ts']);
    assert.deepEqual(breaking(value, 'a/x.ts', ['b/y.ts'], 'type-only'), []);
  });

  it('start from presets, whose parts a team may place elsewhere', async () => {
    const { value } = await rulesOf(`{ "preset": "hexagonal", "parts": { "domain": "core/**" } }`);
    assert.deepEqual(breaking(value, 'core/a.ts', ['infrastructure/b.ts', 'src/application/c.ts']), ['infrastructure/b.ts', 'src/application/c.ts']);
    assert.deepEqual(breaking(value, 'src/domain/a.ts', ['infrastructure/b.ts']), []);
  });

  it('know the layers of frameworks', async () => {
    const kept = async (preset: string, imports: readonly (readonly [string, string])[]) => {
      const dependencies = imports.map(([from, to]) => ({ from: filePath(from), to: filePath(to), kind: 'import', isErasable: false, isLazy: false, specifier: to, span: [0, 1] }) as const);
      return judgeImports((await rulesOf(`"${preset}"`)).value, dependencies).map(({ rule, from }) => `${rule}: ${from}`);
    };
    assert.deepEqual(await kept('nest', [['src/a/a.service.ts', 'src/a/a.controller.ts'], ['src/a/a.controller.ts', 'src/a/a.service.ts'], ['src/a/a.entity.ts', 'src/a/a.service.ts'], ['src/a/a.service.ts', 'src/b/b.service.ts']]), ['service-knows-controller: src/a/a.service.ts', 'data-knows-service: src/a/a.entity.ts']);
    assert.deepEqual(await kept('next', [['src/lib/a.ts', 'src/app/api/orders/route.ts'], ['src/app/orders/page.tsx', 'src/lib/a.ts'], ['src/app/layout.tsx', 'src/app/orders/page.tsx']]), ['route-imported: src/lib/a.ts']);
    assert.deepEqual(await kept('fastify', [['plugins/auth.ts', 'routes/orders/index.ts'], ['routes/orders/index.ts', 'plugins/auth.ts']]), ['plugin-knows-route: plugins/auth.ts']);
  });

  it('complain at the place of a name nobody knows, and leave its rule out', async () => {
    const { value, problems } = await rulesOf(`{ "parts": { "domain": "src/domain" }, "rules": [
      { "from": "domian", "mayImport": [] },
      { "to": "service:biling", "through": "x" },
      { "to": "tag:shared", "onlyFrom": ["domain"] }
    ] }`);
    assert.deepEqual(problems.map(({ message, range }) => [message, range?.start.line, range?.start.column]), [
      ['There is no part "domian"; "domain" is close.', 1, 16],
      ['There is no service "biling"; "billing" is close.', 2, 14],
      ['No project carries the tag "shared".', 3, 14],
    ]);
    assert.deepEqual(value, []);
  });

  it('complain of what the schema does not know', async () => {
    const complaints = async (boundaries: string) => (await loaded(boundaries)).problems.map(({ message }) => message);
    assert.deepEqual(await complaints(`"layerd"`), ['"layerd" is none of "layered", "hexagonal", "modular-monolith", "nest", "next", "fastify"; "layered" is close.']);
    assert.deepEqual(await complaints(`{ "partz": {} }`), ['There is no setting "partz"; "parts" is close.']);
    assert.deepEqual(await complaints(`{ "rules": [{ "from": "a/b" }] }`), ['"mayImport" is missing here.']);
    assert.deepEqual(await complaints(`{ "preset": "layered", "parts": { "a": ["b/c"] }, "rules": [] }`), []);
  });

  it('are globs as everywhere else in the config', () => {
    const paths = ['a.ts', 'src/a.ts', 'src/b/a.ts', 'src/b/c/a.test.ts', 'x/src/b.js', 'src/(auth)/[id]/page.tsx', 'src/a+b/c.ts'];
    for (const glob of ['*.ts', '**/*.ts', 'src/**', 'src/*/a.ts', '**/b/**', 'src/{b,c}/a.ts', 'src/(auth)/[[]id]/**', 'src/b/c/?.test.ts']) {
      const pattern = new RegExp(`^${patternOf(glob.replace('[[]id]', '[id]'))}$`);
      assert.deepEqual(paths.filter((path) => pattern.test(path)), paths.filter((path) => minimatch(path, glob.replace('(auth)', '[(]auth[)]').replace('[[]id]', '[[]id[]]'), { dot: true })), glob);
    }
  });
});

async function loaded(boundaries: string) {
  return loadConfig({ root: '/w', territory: '/w', fs: memoryFileSystem({ '/w/tenfold.json': `{ "boundaries": ${boundaries} }` }), catalog, packages: async () => [] });
}

async function rulesOf(boundaries: string) {
  const { value, problems } = await loaded(boundaries);
  assert.deepEqual(problems, []);
  return importRulesFrom(value.boundaries ?? NO_BOUNDARIES, AROUND);
}

/** Which of these files may not be imported there. */
function breaking(rules: readonly ImportRule[], from: string, targets: readonly string[], kind: 'import' | 'type-only' = 'import'): readonly string[] {
  const dependencies = targets.map((to) => ({ from: filePath(from), to: filePath(to), kind, isErasable: false, isLazy: false, specifier: to, span: [0, 1] as const }));
  return judgeImports(rules, dependencies).map(({ to }) => to);
}
