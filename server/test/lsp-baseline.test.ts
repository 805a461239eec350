/** A baseline in the editor: what it holds does not shout, and the server follows the file. */

import assert from 'node:assert/strict';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { entryOf } from '../../rules/model/baseline.ts';
import { baselineText } from '../src/config/baseline-file.ts';
import { analyze } from '../src/pipeline.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';
import { type Editor, startEditor } from './support/editor.ts';

const RULE = 'blocking-call-in-request-path';
const BASELINE = 'tenfold.baseline.json';

describe('a baseline in the editor', function () {
  this.timeout(120_000);
  let editor: Editor;
  const severities = async (): Promise<readonly unknown[]> => (await editor.items('src/receipts.ts')).filter(({ code }) => code === RULE).map(({ severity }) => severity);

  before(async () => {
    editor = await startEditor({ folders: ['shop'] });
  });
  after(() => editor.stop());

  it('makes hints of what it holds, as soon as it is written, and lets go when it is gone', async () => {
    assert.deepEqual(await severities(), [DiagnosticSeverity.Warning]);
    const [folder = ''] = editor.folders;
    const { findings } = await analyze(folder, {}, nodeMachine(folder, { cache: false }));
    await editor.write(BASELINE, baselineText(findings.map(entryOf)));
    assert.deepEqual(await severities(), [DiagnosticSeverity.Hint]);

    const text = editor.read('src/receipts.ts');
    await editor.write('src/receipts.ts', 'export const receiptFor = () => 1;\n');
    const [stale] = (await editor.items(BASELINE)).filter(({ code }) => code === 'stale-baseline');
    assert.match(String(stale?.message), /blocking-call-in-request-path finds this no longer/);
    assert.match(editor.read(BASELINE).split('\n')[stale?.range.start.line ?? 0] ?? '', /src\/receipts\.ts/);

    await editor.write('src/receipts.ts', text);
    await editor.remove(BASELINE);
    assert.deepEqual(await severities(), [DiagnosticSeverity.Warning]);
  });

  it('says at its place what is wrong with the file', async () => {
    await editor.write(BASELINE, '<<<<<<< ours\n');
    const [item] = await editor.items(BASELINE);
    assert.match(String(item?.message), /holds a merge conflict/);
    assert.deepEqual(await severities(), [DiagnosticSeverity.Warning]);
  });
});
