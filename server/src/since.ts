/**
 * The analysis of a branch: only what it introduced counts as new. The commit it began at is read from git's objects and judged by the settings
 * of today, so that a rule turned on by the branch speaks of new code alone.
 */

import { entryOf } from '../../rules/model/baseline.ts';
import type { Analysis } from './analysis.ts';
import type { BaseFinding } from './check/known.ts';
import { extractFiles } from './extract/extract-files.ts';
import { analyze, type AnalyzeOptions, extractor, judge, survey } from './pipeline.ts';
import type { FileSystem } from './platform/file-system.ts';
import { gitTree, type GitTree, STAGED } from './platform/git-tree.ts';
import type { Git, GitLimits } from './platform/git.ts';
import type { Machine } from './platform/machine.ts';

const QUICK: GitLimits = { milliseconds: 30_000, bytes: 1_000_000 };

/** Why there is nothing to compare with: one sentence for whoever asked. */
export interface NoBase {
  readonly because: string;
}

/** `ref` is anything git calls a commit. */
export async function analyzeSince(root: string, ref: string, options: AnalyzeOptions, machine: Machine): Promise<Analysis | NoBase> {
  const { git } = machine;
  if (!git) return { because: 'git is not at hand' };
  const commit = await beginOf(root, ref, git);
  return typeof commit === 'string' ? compared(root, commit, options, machine, git) : commit;
}

/** What the next commit would introduce: what is staged, whatever else was edited. */
export async function analyzeStaged(root: string, options: AnalyzeOptions, machine: Machine): Promise<Analysis | NoBase> {
  const { git } = machine;
  const staged = git && (await gitTree(root, STAGED, git));
  if (!git || !staged) return { because: 'this folder is not in a git repository' };
  const head = await git.run(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], QUICK);
  // What is staged is read from git; what is installed is not in it.
  const fs: FileSystem = { ...staged, readText: (path) => (path.includes('/node_modules/') ? machine.fs : staged).readText(path) };
  const { cruiser: _readsTheDisk, ...rest } = machine;
  // Nothing was committed yet: all of it is new.
  return head.ok ? compared(root, head.output.trim(), options, { ...rest, fs }, git) : analyze(root, options, { ...rest, fs });
}

async function compared(root: string, commit: string, options: AnalyzeOptions, machine: Machine, git: Git): Promise<Analysis | NoBase> {
  const tree = await gitTree(root, commit, git);
  if (!tree) return { because: `git cannot list the files of ${commit}` };
  const cache = sharedCache(machine);
  const base = await baseFindings(root, tree, options, { ...machine, cache: cache.first });
  if (tree.isIncomplete) return { because: `this clone does not have all files of ${commit}: fetch without --filter` };
  return analyze(root, { ...options, base: { findings: base } }, { ...machine, cache: cache.second });
}

/** The commit at which the branch that is checked out left `ref`. */
async function beginOf(root: string, ref: string, git: Git): Promise<string | NoBase> {
  const repository = await git.run(root, ['rev-parse', '--is-shallow-repository'], QUICK);
  if (!repository.ok) return { because: repository.why === 'no-git' ? 'git is not installed' : 'this folder is not in a git repository' };
  const isShallow = repository.output.trim() === 'true';
  const named = ref.startsWith('-') ? undefined : await git.run(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], QUICK);
  const fetching = isShallow ? 'this clone is shallow, so fetch the whole history (git fetch --unshallow; fetch-depth: 0 in actions/checkout; GIT_DEPTH: 0 in GitLab)' : undefined;
  if (!named?.ok) return { because: `git knows no commit named "${ref}"; ${fetching ?? 'fetch it first, or look at git branch --all'}` };
  const begin = await git.run(root, ['merge-base', named.output.trim(), 'HEAD'], QUICK);
  return begin.ok ? begin.output.trim() : { because: `${ref} and what is checked out have no commit in common${fetching === undefined ? '' : ` here; ${fetching}`}` };
}

async function baseFindings(root: string, tree: GitTree, options: AnalyzeOptions, machine: Machine): Promise<readonly BaseFinding[]> {
  const { signal, onProgress } = options;
  const now = await survey(root, { ...options, baseline: false }, machine);
  const before = await survey(root, { ...options, baseline: false }, { ...machine, fs: withTodaysSettings(tree, machine.fs) });
  const ground = { ...before, settings: now.settings };
  const read = await extractFiles(root, ground.workspace.files, extractor, { ...machine, fs: tree }, {
    signal,
    onProgress: (done, of) => onProgress?.({ stage: 'extract', done, of }),
  });
  const { findings, entryPointsOf } = await judge(root, ground, { ...read, milliseconds: { discover: 0, extract: 0 } }, options, machine);
  return findings.filter(({ suppressed }) => suppressed === undefined).map((finding) => ({ ...entryOf(finding), entryPoints: entryPointsOf(finding) }));
}

/** Settings, and the packages they extend, are what they are now. */
function withTodaysSettings(tree: FileSystem, disk: FileSystem): FileSystem {
  const isToday = (path: string): boolean => /(?:^|\/)tenfold\.json$|\/node_modules\//.test(path);
  return { ...tree, readText: (path) => (isToday(path) ? disk : tree).readText(path) };
}

/** What the first run reads, the second knows, though only the second's facts are kept: most files are the same in both. */
function sharedCache({ cache }: Machine): { readonly first: NonNullable<Machine['cache']>; readonly second: NonNullable<Machine['cache']> } {
  let pack: string | undefined;
  const read = async (): Promise<string | undefined> => (pack ??= await cache?.read());
  return {
    first: { read, write: async (text) => ((pack = text), true) },
    second: { read, write: async (text) => (await cache?.write(text)) ?? false },
  };
}
