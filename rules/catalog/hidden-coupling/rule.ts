import { defineRule } from '../../kit/define-rule.ts';
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
        const [a, b] = [revisions.get(one) ?? new Set<string>(), revisions.get(other) ?? new Set<string>()];
        const both = [...a].filter((id) => b.has(id)).length;
        const fewer = Math.min(a.size, b.size);
        if (both < shared || fewer < shared || both * 100 < percent * fewer || areTied(codebase, one, other)) continue;
        const [least, most] = a.size <= b.size ? [one, other] : [other, one];
        const [at, elsewhere] = [placeOfService(codebase, least), placeOfService(codebase, most)];
        if (!at) continue;
        yield {
          at,
          message: `${both} of the ${fewer} changes to ${least.name} changed ${most.name} in the same commit, though neither imports the other.`,
          confidence: 'likely',
          evidence: elsewhere ? [{ at: elsewhere, shows: `${most.name} changes with it` }] : [],
          evidenceIs: 'related',
        };
      }
    }
  },
});

/** Commits that changed code of each service; tests, lock files and sweeps do not count. */
function revisionsOf({ isOffline, serviceOf, facts }: Codebase, history: History, judged: readonly Service[], largest: number): ReadonlyMap<Service, ReadonlySet<string>> {
  const byName = new Map(judged.map((service) => [service.name, service]));
  const revisions = new Map<Service, Set<string>>(judged.map((service) => [service, new Set()]));
  for (const { commit, files } of nowNamed(history)) {
    if (history.authors[commit.author]?.isBot !== false || commit.files.length > largest) continue;
    for (const { file } of files) {
      const service = facts.has(file) && !isOffline(file) ? byName.get(serviceOf(file)?.name ?? '') : undefined;
      if (service) revisions.get(service)?.add(commit.id);
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
