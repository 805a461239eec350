import { circlesIn } from '../../kit/circles.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { option } from '../../kit/options.ts';
import { callsBetweenServices, firstImportsBetweenServices, startsBetweenServices, type ServiceLink } from '../../kit/service-links.ts';
import { shortName } from '../../kit/short-name.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'warning',

  options: {
    startOrder: option.flag({ default: true, description: 'Count `depends_on` in compose files as a dependency.' }),
  },

  *check({ services }, codebase, { startOrder }) {
    for (const circle of circlesIn(services, strongestLinks(codebase, startOrder))) {
      const [first, ...rest] = circle;
      // A circle among shared packages only binds their build, not what is deployed.
      if (!first || circle.filter(({ from }) => from.kind === 'service').length < 2) continue;
      const names = circle.map(({ from }) => from.name);
      yield {
        at: first.at,
        message: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} depend on one another in a circle, so ${names.length === 2 ? 'neither is deployed, scaled or brought back up without the other' : 'none is deployed, scaled or brought back up without the others'}.`,
        confidence: circle.some(({ isGuessed }) => isGuessed) ? 'likely' : 'certain',
        evidence: [first, ...rest].map((link) => ({ at: link.at, shows: wordsFor(link) })),
        data: { services: names.length },
      };
    }
  },
});

/** One link for each two services, in the order of what binds most: code, then calls, then the order of starting. Messages on a queue bind nobody. */
function strongestLinks(codebase: Codebase, startOrder: boolean): readonly ServiceLink[] {
  const links = new Map<Service, Map<Service, ServiceLink>>();
  const add = (link: ServiceLink): void => {
    const own = links.get(link.from) ?? new Map<Service, ServiceLink>();
    links.set(link.from, own);
    if (!own.has(link.to)) own.set(link.to, link);
  };
  for (const link of firstImportsBetweenServices(codebase)) add(link);
  for (const link of callsBetweenServices(codebase)) add(link);
  if (startOrder) for (const link of startsBetweenServices(codebase)) add(link);
  return [...links.values()].flatMap((own) => [...own.values()]);
}

function wordsFor({ from, to, how, dependency }: ServiceLink): string {
  if (how === 'imports') return `${from.name} imports ${dependency ? shortName(dependency.to) : 'a file'} of ${to.name}`;
  return how === 'calls' ? `${from.name} waits for an answer of ${to.name}` : `${from.name} starts after ${to.name}`;
}
