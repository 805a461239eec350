/**
 * The analysis of a branch: only what it introduced counts as new. The commit it began at is read from git's objects and judged by the settings
 * of today, so that a rule turned on by the branch speaks of new code alone.
 */

import { entryOf } from '../../rules/model/baseline.ts';
import { withOthers } from '../../rules/model/finding.ts';
import type { Analysis } from './analysis.ts';
import type { Base } from './check/known.ts';
import { straightPath } from './config/paths.ts';
import { extractFiles } from './extract/extract-files.ts';
import { createMoves } from './extract/moves.ts';
import { judge } from './judge.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import { analyze } from './pipeline.ts';
import { extractor, readAll, type Reading } from './read-all.ts';
import { type Ground, survey } from './survey.ts';
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
  const ground = await survey(root, { ...options, isForOnce: true }, machine);
  const reading = await readAll(root, ground, options, machine);
  const base = await baseOf(root, tree, { ground, reading }, options, machine);
  if (tree.isIncomplete) return { because: `this clone does not have all files of ${commit}: fetch without --filter` };
  return judge(root, ground, reading, { ...options, base }, machine);
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

interface Today {
  readonly ground: Ground;
  readonly reading: Reading;
}

async function baseOf(root: string, tree: GitTree, { ground: today, reading }: Today, options: AnalyzeOptions, machine: Machine): Promise<Base> {
  const { signal, onProgress } = options;
  const before = await survey(root, { ...options, baseline: false, isForOnce: true, ownCode: today.ownCode }, { ...machine, fs: withTodaysSettings(tree, machine.fs, root, today.config.files) });
  const ground = { ...before, settings: today.settings };
  const { cache: _holdsToday, ...withoutCache } = machine;
  const read = await extractFiles(root, ground.workspace.files, extractor, { ...withoutCache, fs: tree }, {
    known: (file, hash) => (reading.extracts.get(file)?.hash === hash ? reading.extracts.get(file) : undefined),
    signal,
    onProgress: (done, of) => onProgress?.({ stage: 'extract', done, of }),
  });
  const moves = createMoves(reading.extracts, read.extracts);
  const cruisedLater = { breaches: reading.cruised?.value ?? [], extracts: reading.extracts, moves };
  const { findings, problems, entryPointsOf } = await judge(root, ground, { ...read, cruisedLater, milliseconds: { discover: 0, extract: 0 } }, options, machine);
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  return {
    findings: active.flatMap(withOthers).map((finding) => ({ ...entryOf(finding), file: moves.newPathOf(finding.location.file), entryPoints: entryPointsOf(finding) })),
    problems: problems.map((problem) => (problem.file === undefined ? problem : { ...problem, file: moves.newPathOf(problem.file) })),
  };
}

/** Settings, what they extend and the packages they name are as they are now. `settings`: relative to `root`. */
function withTodaysSettings(tree: FileSystem, disk: FileSystem, root: string, settings: readonly string[]): FileSystem {
  const own = new Set(settings.map((file) => (file.startsWith('/') ? file : straightPath(`${root}/${file}`))));
  const isToday = (path: string): boolean => own.has(path) || /(?:^|\/)tenfold\.json$|\/node_modules\//.test(path);
  return { ...tree, readText: (path) => (isToday(path) ? disk : tree).readText(path) };
}
