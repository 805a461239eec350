/** Writes what is in a workspace as JSON: `files`, the code that is judged, and `all`; both relative to the root given. */

import { discover } from '../src/discover/discover.ts';
import { nodeFileSystem } from '../src/platform/node-file-system.ts';

const { value: { workspace, allFiles } } = await discover(process.argv[2] ?? '.', undefined, nodeFileSystem);
process.stdout.write(JSON.stringify({ files: workspace.files, all: allFiles }));
