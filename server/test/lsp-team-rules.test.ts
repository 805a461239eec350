/** A team's dependency-cruiser config in an editor: findings as soon as they are known, on what is saved, and no code run for strangers. */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { type Editor, type EditorOptions, startEditor } from './support/editor.ts';

const FILES = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'src/web/a.ts': "import { db } from '../db/db.ts';\nexport const a = db;\n",
  'src/db/db.ts': 'export const db = 1;\n',
  'src/web/quiet.ts': 'export const quiet = 1;\n',
};
const RULE = "{ name: 'web-not-to-db', comment: 'Ask the service.', severity: 'error', from: { path: '^src/web' }, to: { path: '^src/db' } }";

describe("a team's dependency-cruiser config in the editor", function () {
  this.timeout(120_000);
  let source = '';
  let editor: Editor | undefined;

  beforeEach(() => (source = mkdtempSync(join(tmpdir(), 'tenfold-team-lsp-'))));
  afterEach(async () => {
    await editor?.stop();
    editor = undefined;
    rmSync(source, { recursive: true, force: true });
  });

  it('shows what it finds at the import, follows what is saved, and leaves when it is gone', async () => {
    const { items, open } = await start({ ...FILES, '.dependency-cruiser.json': `{ forbidden: [${RULE}], options: { tsPreCompilationDeps: true } }` });
    const [shown] = await items('src/web/a.ts', (found) => found.length === 1);
    assert.deepEqual([shown?.message, shown?.severity, shown?.range.start], ['a.ts imports db.ts, which breaks web-not-to-db: Ask the service.', 1, { line: 0, character: 19 }]);

    await open.open('src/web/a.ts');
    await open.type('src/web/a.ts', 'export const a = 1;\n');
    assert.deepEqual(await items('src/web/a.ts', (found) => found.length === 0), [], 'an import that is no longer written');
    await open.type('src/web/a.ts', `\n\n${FILES['src/web/a.ts']}`);
    assert.equal((await items('src/web/a.ts', (found) => found.length === 1))[0]?.range.start.line, 2, 'and is again, elsewhere');

    await open.open('src/web/quiet.ts');
    await open.type('src/web/quiet.ts', FILES['src/web/a.ts']);
    assert.deepEqual((await open.items('src/web/quiet.ts')).filter(isTheirs).map(({ message }) => message), ['quiet.ts imports db.ts, which breaks web-not-to-db: Ask the service.'], 'while it is typed, with nothing saved');

    await open.write('src/web/b.ts', FILES['src/web/a.ts']);
    await items('src/web/b.ts', (found) => found.length === 1);
    await open.write('.dependency-cruiser.json', `{ forbidden: [${RULE.replace('web-not', 'not').replace("'error'", "'info'")}], options: { tsPreCompilationDeps: true } }`);
    const [renamed] = await items('src/web/b.ts', (found) => found.some(({ message }) => JSON.stringify(message).includes('breaks not-to-db')));
    assert.equal(renamed?.severity, 3);
    await open.remove('.dependency-cruiser.json');
    assert.deepEqual(await items('src/web/b.ts', (found) => found.length === 0), []);
  });

  it('runs no code of people the user does not trust, and says so where it stands', async () => {
    const code = `import { writeFileSync } from 'node:fs';\nwriteFileSync('was-run', '');\nexport default { forbidden: [${RULE}], options: { tsPreCompilationDeps: true } };\n`;
    const { items, open } = await start({ ...FILES, '.dependency-cruiser.mjs': code }, { initializationOptions: { isTrusted: false } });
    const [note] = await items('.dependency-cruiser.mjs', (found) => found.length === 1);
    assert.match(JSON.stringify(note?.message), /is code and was not run/);
    assert.deepEqual((await open.items('src/web/a.ts')).filter(isTheirs), []);
    assert.equal(existsSync(join(open.folders[0] ?? '', 'was-run')), false);
  });

  it('runs it for those the user trusts', async () => {
    const { items } = await start({ ...FILES, '.dependency-cruiser.cjs': `module.exports = { forbidden: [${RULE}], options: { tsPreCompilationDeps: true } };\n` });
    await items('src/web/a.ts', (found) => found.length === 1);
  });

  async function start(files: Readonly<Record<string, string>>, options: Partial<EditorOptions> = {}) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(source, name)), { recursive: true });
      writeFileSync(join(source, name), text);
    }
    const open = await startEditor({ folders: [source], ...options });
    editor = open;
    /** Of a team's rules, or of the file that states them. */
    const items = async (file: string, condition: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> => {
      const end = Date.now() + 30_000;
      for (;;) {
        const found = (await open.items(file)).filter((item) => isTheirs(item) || file.startsWith('.dependency'));
        if (condition(found) || Date.now() > end) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    return { open, items };
  }
});

function isTheirs({ code }: Diagnostic): boolean {
  return code === 'architecture-rule-broken';
}
