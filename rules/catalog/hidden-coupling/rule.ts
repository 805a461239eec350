import { defineRule, type Step } from '../../kit/define-rule.ts';
import { isSample, placeOfService } from '../../kit/deployed-service.ts';
import { option } from '../../kit/options.ts';
import type { Codebase } from '../../model/codebase.ts';
import { nowNamed, type History } from '../../model/history.ts';
import type { FilePath } from '../../model/source.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'team',
  tier: 'advice',

  options: {
    shared: option.count({ default: 5, description: 'Commits that must have changed both services.' }),
    percent: option.count({ default: 30, description: 'Of the commits to the one that changes less, how many of a hundred must have changed the other too.' }),
    largest: option.count({ default: 30, description: 'Files a commit may change and still count; larger ones are sweeps.' }),
  },

  *check({ services }, codebase, { shared, percent, largest }) {
    const { history } = codebase;
    if (!history) return;
    const judged = services.filter(({ kind, root }) => kind === 'service' && root !== '' && !isSample(root));
    if (judged.length < 2) return;
    const revisions = revisionsOf(codebase, history, judged, largest);
    for (const [index, one] of judged.entries()) {
      for (const other of judged.slice(index + 1)) {
        const [a, b] = [revisions.get(one) ?? NONE, revisions.get(other) ?? NONE];
        const together = [...a.keys()].filter((id) => b.has(id));
        const both = together.length;
        const fewer = Math.min(a.size, b.size);
        if (both < shared || fewer < shared || both * 100 < percent * fewer || areTied(codebase, one, other)) continue;
        const [least, most] = a.size <= b.size ? [one, other] : [other, one];
        const [at, elsewhere] = [placeOfService(codebase, least), placeOfService(codebase, most)];
        if (!at) continue;
        yield {
          at,
          message: `${both} of the ${fewer} changes to ${least.name} changed ${most.name} in the same commit, though neither imports the other.`,
          confidence: 'likely',
          evidence: [
            ...[least, most].flatMap((service) => hottest(revisions.get(service) ?? NONE, together)),
            ...(elsewhere ? [{ at: elsewhere, shows: `${most.name} changes with it` }] : []),
          ],
          evidenceIs: 'related',
        };
      }
    }
  },
});

/** Files of one service that each commit changed. */
type Revisions = ReadonlyMap<string, readonly FilePath[]>;

const NONE: Revisions = new Map();

/** The file that takes part most often: the place to begin looking. */
function hottest(revisions: Revisions, together: readonly string[]): readonly Step[] {
  const counts = new Map<FilePath, number>();
  for (const id of together) for (const file of new Set(revisions.get(id))) counts.set(file, (counts.get(file) ?? 0) + 1);
  const [top] = [...counts].sort((a, b) => b[1] - a[1]);
  return top ? [{ at: { file: top[0], span: [0, 0] }, shows: `${top[0]} takes part in ${top[1]} of them` }] : [];
}

/** Commits that changed code of each service; tests, lock files and sweeps do not count. */
function revisionsOf({ isOffline, serviceOf, facts }: Codebase, history: History, judged: readonly Service[], largest: number): ReadonlyMap<Service, Revisions> {
  const byName = new Map(judged.map((service) => [service.name, service]));
  const revisions = new Map<Service, Map<string, FilePath[]>>(judged.map((service) => [service, new Map()]));
  for (const { commit, files } of nowNamed(history)) {
    if (history.authors[commit.author]?.isBot !== false || commit.files.length > largest) continue;
    for (const { file } of files) {
      const service = facts.has(file) && !isOffline(file) ? byName.get(serviceOf(file)?.name ?? '') : undefined;
      const own = service && revisions.get(service);
      if (own) own.set(commit.id, [...(own.get(commit.id) ?? []), file]);
    }
  }
  return revisions;
}

/** One imports the other, so that their changing together is no surprise. */
function areTied({ modules }: Codebase, one: Service, other: Service): boolean {
  const isIn = (service: Service, file: FilePath): boolean => file.startsWith(`${service.root}/`);
  const imports = (from: Service, to: Service): boolean => from.files.some((file) => modules.dependenciesOf(file).some((dependency) => isIn(to, dependency.to)));
  return imports(one, other) || imports(other, one);
}
