/** Holds our module graph against dependency-cruiser's on the sample codebases: the same edges, or a named reason. */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANSWER, type CruiseAnswer } from '../../src/extract/dependencies/cruise-request.ts';
import { analyze } from '../../src/pipeline.ts';
import { nodeCruiser } from '../../src/platform/node-helper.ts';
import { nodeMachine } from '../../src/platform/node-machine.ts';

const root = join(import.meta.dirname, '../../..');

describe('our module graph and dependency-cruiser', function () {
  this.timeout(60_000);

  for (const sample of ['express-shop-monolith', 'healthy-service']) {
    it(`see the same imports in ${sample}`, async () => {
      const folder = join(root, 'test-fixtures', sample);
      assert.deepEqual(await ourEdges(folder), await cruisedEdges(folder));
    });
  }

  it('see the same imports where files are found by extension, folder, CommonJS and circle', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-graph-')));
    try {
      cpSync(join(root, 'test-fixtures/express-shop-monolith'), folder, { recursive: true });
      writeFileSync(join(folder, 'src/a.ts'), "import { b } from './b.js';\nimport type { C } from './c';\nexport * from './d/index';\nexport const a: C = b;\n");
      writeFileSync(join(folder, 'src/b.ts'), "import { a } from './a';\nexport const b = () => import('./c');\nconsole.log(a);\n");
      writeFileSync(join(folder, 'src/c.ts'), 'export type C = unknown;\n');
      cpSync(join(folder, 'src/c.ts'), join(folder, 'src/d/index.ts'));
      writeFileSync(join(folder, 'src/e.cjs'), "module.exports = [require('./data/pool.js'), require('./config.json')];\n");
      assert.deepEqual(await ourEdges(folder), await cruisedEdges(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

async function ourEdges(folder: string): Promise<readonly string[]> {
  const { codebase } = await analyze(folder, {}, nodeMachine(folder, { cache: false }));
  const edges = codebase.workspace.files.flatMap((file) => codebase.modules.dependenciesOf(file).map(({ from, to }) => `${from} -> ${to}`));
  return [...new Set(edges)].sort();
}

/** JSON files are no code, so our graph leaves them out. */
async function cruisedEdges(folder: string): Promise<readonly string[]> {
  const answered = await nodeCruiser.ask(JSON.stringify({ root: folder, files: ['src'] }), { milliseconds: 60_000, bytes: 1e8 });
  assert.ok(answered.ok, JSON.stringify(answered));
  const answer = JSON.parse(answered.output.slice(answered.output.lastIndexOf(ANSWER) + ANSWER.length)) as CruiseAnswer;
  assert.equal(answer.kind, 'edges');
  return [...new Set((answer.kind === 'edges' ? answer.edges : []).filter(({ to }) => !to.endsWith('.json')).map(({ from, to }) => `${from} -> ${to}`))].sort();
}
