/** Reads the history of a workspace from git: bounded, and honest about what it could not see. */

import type { History } from '../../../../rules/model/history.ts';
import type { Outcome, Problem } from '../../../../rules/model/outcome.ts';
import type { Git, GitLimits } from '../../platform/git.ts';
import { authorsOf } from './authors.ts';
import { FORMAT, commitsIn } from './read-log.ts';

/** measured: ten thousand with their files in 3 to 7 seconds. */
const MOST_COMMITS = 30_000;
const LIMITS: GitLimits = { milliseconds: 60_000, bytes: 200_000_000 };
const QUICK: GitLimits = { milliseconds: 10_000, bytes: 20_000_000 };

/** `root` is absolute, the repository's root or a folder in it. Without history the value is undefined and a problem says why. */
export async function extractHistory(root: string, git: Git): Promise<Outcome<History | undefined>> {
  const place = await git.run(root, ['rev-parse', '--show-prefix', '--is-shallow-repository', 'HEAD'], QUICK);
  if (!place.ok) return { value: undefined, problems: [missing(place.why === 'no-git' ? 'git is not installed' : 'this folder is not in a git repository with commits')] };
  const [prefix = '', shallow, head = ''] = place.output.split('\n');
  const known = remembered.get(git)?.get(root);
  if (known?.value?.head === head) return known;
  const told = await read(root, { prefix, isShallow: shallow === 'true', head }, git);
  remembered.set(git, new Map([...(remembered.get(git) ?? []), [root, told]]));
  return told;
}

/** The last answer for each folder; it holds as long as the same commit is checked out. */
const remembered = new WeakMap<Git, ReadonlyMap<string, Outcome<History | undefined>>>();

interface Place {
  /** The folder within the repository, empty or ending in `/`. */
  readonly prefix: string;
  readonly isShallow: boolean;
  readonly head: string;
}

async function read(root: string, { prefix, isShallow, head }: Place, git: Git): Promise<Outcome<History | undefined>> {
  // A partial clone lacks the contents that telling similar files needs; names of equal files are always at hand.
  const similar = await git.run(root, logOf('--find-renames'), LIMITS);
  const log = similar.ok || similar.why !== 'failed' ? similar : await git.run(root, logOf('--find-renames=100%'), LIMITS);
  if (!log.ok) return { value: undefined, problems: [missing(log.why === 'too-slow' ? 'git took longer than a minute to tell it' : 'git cannot tell it')] };

  const raw = commitsIn(log.output);
  const { authors, indexOf } = authorsOf(raw);
  const value: History = {
    head,
    commits: raw.map(({ email, name, ...commit }) => ({ ...commit, author: indexOf(name, email) })),
    authors,
    isComplete: !isShallow && raw.length < MOST_COMMITS,
    ...(isShallow && { isShallow }),
    tags: await tagsOf(root, git),
  };
  return { value, problems: isShallow ? [shortened(raw.length, prefix)] : [] };
}

function logOf(renames: string): readonly string[] {
  return ['log', '--no-merges', `--max-count=${MOST_COMMITS}`, '-z', `--format=${FORMAT}`, '--name-status', renames, '-l1000', '--no-textconv', '--no-ext-diff', '--no-show-signature', '--no-color', '--relative', 'HEAD', '--', '.'];
}

async function tagsOf(root: string, git: Git): Promise<History['tags']> {
  const listed = await git.run(root, ['for-each-ref', '--sort=-creatordate', '--count=2000', '--format=%(creatordate:unix) %(refname:strip=2)', 'refs/tags'], QUICK);
  if (!listed.ok) return [];
  return listed.output.split('\n').flatMap((line) => {
    const space = line.indexOf(' ');
    return space > 0 ? [{ name: line.slice(space + 1), time: Number(line.slice(0, space)) * 1000 }] : [];
  });
}

function missing(because: string): Problem {
  return { kind: 'no-history', message: `The history was not judged: ${because}.` };
}

function shortened(commits: number, prefix: string): Problem {
  return { kind: 'no-history', message: `The history${prefix === '' ? '' : ` of ${prefix}`} is shallow: only ${commits} commits were fetched, so who wrote what is not judged.` };
}
