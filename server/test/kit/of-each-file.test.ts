/** What is asked of each file is asked again only where something it was answered from has changed. */

import assert from 'node:assert/strict';
import { ofEachFile } from '../../../rules/kit/of-each-file.ts';
import { filePath } from '../../../rules/model/source.ts';
import { Session } from '../../src/session.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';

const TEXTS = {
  '/w/package.json': '{}',
  '/w/load.ts': "import { prices } from './prices';\nprices();",
  '/w/other.ts': 'run();',
  '/w/prices.ts': 'export function prices() {}',
};

describe('what is asked of each file', () => {
  it('is asked again where the file, or what its calls lead to, has changed', async () => {
    const asked: string[] = [];
    const callees = ofEachFile(({ file, calls: facts }, { calls }) => {
      asked.push(file);
      const found = facts.flatMap((_, index) => calls.callAt(file, index)?.edges.map(({ callee }) => callee) ?? []);
      return found.length > 0 ? found : undefined;
    });
    const session = new Session('/w', {}, { fs: memoryFileSystem(TEXTS), now: () => 0 });
    const answers = async () => [...callees.all((await session.snapshot()).analysis.codebase)];
    const edit = (file: string, text: string, version: number): void => session.apply([{ kind: version === 1 ? 'opened' : 'edited', file: filePath(file), text, version }]);

    assert.deepEqual(await answers(), [['load.ts', ['prices.ts#1']]]);
    assert.deepEqual(asked.splice(0), ['load.ts', 'other.ts', 'prices.ts']);
    edit('other.ts', 'run(1);', 1);
    await answers();
    assert.deepEqual(asked.splice(0), ['other.ts']);
    edit('prices.ts', 'const one = () => 1;\nexport function prices() {}', 1);
    assert.deepEqual(await answers(), [['load.ts', ['prices.ts#2']]]);
    assert.deepEqual(asked.splice(0), ['load.ts', 'prices.ts']);
  });

  it('is the same map while every answer says the same', async () => {
    const lines = ofEachFile(({ imports }) => (imports.length > 0 ? imports.map(({ specifier }) => specifier) : undefined), (one, other) => one.join() === other.join());
    const session = new Session('/w', {}, { fs: memoryFileSystem(TEXTS), now: () => 0 });
    const { codebase: before } = (await session.snapshot()).analysis;
    const first = lines.all(before);
    session.apply([{ kind: 'opened', file: filePath('load.ts'), text: "import { prices } from './prices';\nprices(1);", version: 1 }]);
    const { codebase: after } = (await session.snapshot()).analysis;
    assert.equal(lines.all(after), first);
  });
});
