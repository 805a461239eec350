import { defineRule } from '../../kit/define-rule.ts';
import { isSample, placeOfService } from '../../kit/deployed-service.ts';
import { option } from '../../kit/options.ts';
import type { History } from '../../model/history.ts';
import type { FilePath } from '../../model/source.ts';
import { authorsByFile } from '../../kit/authorship.ts';

export default defineRule({
  scope: 'workspace',
  category: 'team',
  tier: 'advice',

  options: {
    revisions: option.count({ default: 20, description: 'Commits a service must have seen before its authors are judged.' }),
    days: option.count({ default: 90, description: 'Days between the first and the last commit before anything is judged.' }),
  },

  *check({ services }, codebase, { revisions, days }) {
    const { history } = codebase;
    if (!history?.isComplete || daysOf(history) < days || peopleIn(history) < 2) return;
    const authors = authorsByFile(history);
    for (const service of services) {
      if (isSample(service.root)) continue;
      const own = new Set<FilePath>(service.files.filter((file) => !codebase.isOffline(file)));
      const judged = [...authors].filter(([file]) => own.has(file));
      const commits = history.commits.filter(({ files }) => files.some(({ file }) => own.has(file))).length;
      const alone = judged.length >= FEWEST_FILES && commits >= revisions ? soleKeeper(judged.map(([, names]) => names)) : undefined;
      const at = placeOfService(codebase, service);
      if (alone === undefined || !at) continue;
      const name = history.authors[alone.author]?.name ?? 'one person';
      yield {
        at,
        message: `Only ${name} knows ${alone.files} of the ${judged.length} files of ${service.name}: nobody else wrote enough of them to count as an author.`,
        confidence: 'likely',
        evidenceIs: 'related',
      };
    }
  },
});

/** Fewer are a script, not a service. */
const FEWEST_FILES = 5;

interface Keeper {
  readonly author: number;
  readonly files: number;
}

/** Truck factor 1: taking away the author of the most files leaves more than half without one (Avelino's greedy heuristic). */
function soleKeeper(files: readonly ReadonlySet<number>[]): Keeper | undefined {
  const counts = new Map<number, number>();
  for (const names of files) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [top] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!top) return undefined;
  const orphaned = files.filter((names) => [...names].every((name) => name === top[0])).length;
  return orphaned * 2 > files.length ? { author: top[0], files: orphaned } : undefined;
}

function daysOf({ commits }: History): number {
  const first = commits.at(-1)?.time ?? 0;
  return ((commits[0]?.time ?? 0) - first) / 86_400_000;
}

function peopleIn({ authors }: History): number {
  return authors.filter(({ isBot }) => !isBot).length;
}
