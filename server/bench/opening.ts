/** Starts the language server on a folder and opens a file that has findings, again and again; writes as JSON what it took until they were there. `<root> <times>` */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Editor, startEditor } from '../test/support/editor.ts';

const [folder = '.', times = '5'] = process.argv.slice(2);
const root = resolve(folder);
const opened = (): Promise<Editor> => startEditor({ folders: [root], inPlace: true, isBuilt: true });

// The first start reads everything, and leaves its facts and findings behind.
const first = await opened();
const { items } = await first.pullWorkspace();
const shown = items.find((item) => item.kind === 'full' && item.items.length > 0 && /\.[cm]?[jt]sx?$/.test(item.uri));
await first.stop();
if (!shown) throw new Error('Nothing is found here.');
const file = fileURLToPath(shown.uri).slice(root.length + 1);

const until: number[] = [];
for (let time = 0; time < Number(times); time++) {
  const began = performance.now();
  const editor = await opened();
  await editor.open(file);
  const there = await editor.items(file);
  if (there.length === 0) throw new Error(`${file} has lost its findings.`);
  until.push(performance.now() - began);
  await editor.stop();
}
process.stdout.write(JSON.stringify(until));
