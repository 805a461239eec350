/**
 * A session that is edited by chance, thousands of times, says what a fresh run over the same texts says: findings, problems, entry points and
 * every path a request takes. So do runs of the command line between such edits, which take up what the run before has left.
 *
 * `TENFOLD_EDITS=2000 TENFOLD_SEED=7 TENFOLD_TREE=/path npx mocha --import=tsx server/test/incremental.test.ts` for more, on any codebase.
 */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '../src/analysis.ts';
import type { CacheStore, Machine } from '../src/platform/machine.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';
import { analyze } from '../src/pipeline.ts';
import { check, type Told } from '../src/remembered-check.ts';
import { Session } from '../src/session.ts';
import { editedText } from './support/formatting-edits.ts';
import { randomFrom } from './support/random.ts';
import { randomEditor } from './support/random-edit.ts';

const { TENFOLD_EDITS = '80', TENFOLD_SEED = '1', TENFOLD_TREE } = process.env;
const TREES = TENFOLD_TREE ? [TENFOLD_TREE] : ['../../client/test/fixtures/shop', '../../test-fixtures/express-shop-monolith'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

describe('a session under random edits', function () {
  this.timeout(0);
  for (const tree of TREES) {
    it(`says what a fresh run says after each of ${TENFOLD_EDITS} edits (seed ${TENFOLD_SEED}) of ${tree.split(/[\\/]/).at(-1)}`, async () => {
      const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-edits-'))), 'tree');
      cpSync(tree, root, { recursive: true, filter: (path) => !/[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path) });
      try {
        await editAndCompare(root);
      } finally {
        rmSync(dirname(root), { recursive: true, force: true });
      }
    });
  }
});

describe('runs of the command line between random edits', function () {
  this.timeout(0);
  for (const tree of TREES) {
    it(`say what a fresh run says after each of ${TENFOLD_EDITS} edits (seed ${TENFOLD_SEED}) of ${tree.split(/[\\/]/).at(-1)}`, async () => {
      const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-runs-'))), 'tree');
      cpSync(tree, root, { recursive: true, filter: (path) => !/[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path) });
      try {
        await runBetweenEdits(root);
      } finally {
        rmSync(dirname(root), { recursive: true, force: true });
      }
    });
  }
});

/** What one run leaves for the next, without a place on the disk. */
function remembering(root: string): Machine {
  const held = (): CacheStore => {
    let kept: string | undefined;
    return { read: async () => kept, write: async (text) => ((kept = text), true) };
  };
  return { ...nodeMachine(root, { cache: false }), cache: held(), judgements: held() };
}

async function runBetweenEdits(root: string): Promise<void> {
  const random = randomFrom(Number(TENFOLD_SEED));
  const editor = randomEditor(root, random);
  const machine = remembering(root);
  let told = 0;
  for (let count = 1; count <= Number(TENFOLD_EDITS); count++) {
    let { name } = editor.edit();
    const file = [...editor.unsaved.keys()].at(-1);
    if (random.below(2) === 0 && file !== undefined) {
      const { name: what, text } = await editedText(file, readFileSync(join(root, file), 'utf8'), random);
      writeFileSync(join(root, file), text);
      name += `, ${what} in ${file}`;
    }
    const said = await check(root, {}, machine);
    if (!('codebase' in said)) told++;
    const fresh = await analyze(root, {}, nodeMachine(root, { cache: false }));
    assert.deepEqual(toldBy(said), toldBy(fresh), `after edit ${count} with seed ${TENFOLD_SEED}: ${name}`);
  }
  assert.ok(told > Number(TENFOLD_EDITS) / 10, `${told} runs of ${TENFOLD_EDITS} judged nothing anew`);
}

function toldBy({ findings, problems, settingsFiles, stats: { files, lines, services, entryPoints, calls } }: Told): unknown {
  return JSON.parse(JSON.stringify({ findings, problems, settingsFiles, files, lines, services, entryPoints, calls }));
}

async function editAndCompare(root: string): Promise<void> {
  const random = randomFrom(Number(TENFOLD_SEED));
  const editor = randomEditor(root, random);
  const session = new Session(root, { advice: true }, nodeMachine(root, { cache: false }));
  await session.snapshot();
  for (let count = 1; count <= Number(TENFOLD_EDITS); count++) {
    const { name, changes } = editor.edit();
    session.apply(changes);
    // Some come in bursts.
    if (random.below(10) < 3) continue;
    const { analysis } = await session.snapshot();
    const fresh = await withTextsSaved(root, editor.unsaved, () => analyze(root, { advice: true }, nodeMachine(root, { cache: false })));
    assert.deepEqual(saidBy(analysis), saidBy(fresh), `after edit ${count} with seed ${TENFOLD_SEED}: ${name}`);
  }
}

/** What is unsaved is on the disk while `run` looks, and gone again afterwards. */
async function withTextsSaved<Result>(root: string, unsaved: ReadonlyMap<string, { readonly text: string }>, run: () => Promise<Result>): Promise<Result> {
  const saved = [...unsaved].map(([file, { text }]) => {
    const path = join(root, file);
    const before = readFileSync(path);
    writeFileSync(path, text);
    return { path, before };
  });
  try {
    return await run();
  } finally {
    for (const { path, before } of saved) writeFileSync(path, before);
  }
}

function saidBy({ findings, problems, codebase }: Analysis): unknown {
  return {
    findings,
    problems,
    entryPoints: codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints),
    requests: [...codebase.requests.calls()].map(({ call, path }) => [call.file, call.index, call.operation?.label, call.origins, path.entryPoint.label, path.steps.map(({ callee, resolution }) => `${callee} ${resolution}`)]),
  };
}
