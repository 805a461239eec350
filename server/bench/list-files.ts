/** Writes what is in a workspace as JSON: `files`, the code that is judged, and `all`; both relative to the root given. Minified files are not judged. */

import { problemWithText } from '../src/extract/unseen.ts';
import { discover } from '../src/discover/discover.ts';
import { nodeFileSystem } from '../src/platform/node-file-system.ts';

const root = process.argv[2] ?? '.';
const { value: { workspace, allFiles } } = await discover(root, undefined, nodeFileSystem);
const files: string[] = [];
for (const file of workspace.files) {
  const read = await nodeFileSystem.readText(`${root}/${file}`);
  if (read.ok && !problemWithText(file, read.text)) files.push(file);
}
process.stdout.write(JSON.stringify({ files, all: allFiles }));
