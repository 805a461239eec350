/** Lists the files of a workspace: what git ignores, installed packages, build output and links are left out. */

import ignore, { type Ignore } from 'ignore';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { filePath, type FilePath } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';

const NEVER = new Set(['node_modules', '.git', '.hg', '.svn', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.nx', '.cache', '.vercel', '.serverless', '.aws-sam', 'coverage', '.nyc_output', '.vscode-test', '.tenfold', '__pycache__', '.venv', 'storybook-static']);
/** Usually made by a build; kept where git tracks them, as only a .gitignore can tell (see `isOutput`). */
const OUTPUT = new Set(['dist', 'build', 'out', 'vendor', 'public']);
const OPEN_FOLDERS = 32;

interface Rules {
  /** Relative to the workspace, empty or ending in `/`. */
  readonly folder: string;
  readonly matcher: Ignore;
}

interface Visit {
  readonly folder: string;
  readonly rules: readonly Rules[];
}

/** Paths relative to `root`, sorted. Throws the signal's reason when cancelled. */
export async function walk(root: string, fs: FileSystem, signal?: AbortSignal): Promise<Outcome<readonly FilePath[]>> {
  const files: FilePath[] = [];
  const problems: Problem[] = [];
  let open: Visit[] = [{ folder: '', rules: [] }];
  while (open.length > 0) {
    signal?.throwIfAborted();
    const now = open.splice(0, OPEN_FOLDERS);
    const found = await Promise.all(now.map((visit) => readFolder(root, fs, visit)));
    for (const each of found) {
      files.push(...each.files);
      problems.push(...each.problems);
      open = open.concat(each.folders);
    }
  }
  return { value: files.sort(), problems };
}

async function readFolder(root: string, fs: FileSystem, { folder, rules }: Visit): Promise<{ files: FilePath[]; folders: Visit[]; problems: Problem[] }> {
  const entries = await fs.list(folder === '' ? root : `${root}/${folder.slice(0, -1)}`);
  if (!entries) return { files: [], folders: [], problems: [{ kind: 'unreadable-file', message: `The folder ${folder || '.'} cannot be read.`, file: filePath(folder.slice(0, -1)) }] };
  const own = entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file') ? await readIgnore(root, fs, folder) : undefined;
  const all = own ? [...rules, own] : rules;
  const files: FilePath[] = [];
  const folders: Visit[] = [];
  for (const { name, kind } of entries) {
    const path = folder + name;
    if (kind === 'folder') {
      if (NEVER.has(name) || isIgnored(all, `${path}/`) || isOutput(name, folder)) continue;
      folders.push({ folder: `${path}/`, rules: all });
    } else if (kind === 'file' && !isIgnored(all, path)) files.push(filePath(path));
  }
  return { files, folders, problems: [] };
}

/** `dist`, `build` and the like beside sources; below `src` such a name is a module's own. */
function isOutput(name: string, folder: string): boolean {
  return OUTPUT.has(name) && !/(?:^|\/)(?:src|app|lib|server)\//.test(folder) && name !== 'lib';
}

/** No name of a file is as long, and no regular expression can be made of it. */
const LONGEST_PATTERN = 4096;

async function readIgnore(root: string, fs: FileSystem, folder: string): Promise<Rules | undefined> {
  const read = await fs.readText(`${root}/${folder}.gitignore`);
  if (!read.ok) return undefined;
  const lines = read.text.split(/\r?\n/).filter((line) => line.length <= LONGEST_PATTERN);
  return { folder, matcher: ignore({ allowRelativePaths: true }).add(lines) };
}

function isIgnored(rules: readonly Rules[], path: string): boolean {
  let isOut = false;
  for (const { folder, matcher } of rules) {
    const { ignored, unignored } = matcher.test(path.slice(folder.length));
    if (ignored) isOut = true;
    else if (unignored) isOut = false;
  }
  return isOut;
}
