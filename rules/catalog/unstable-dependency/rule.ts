import { churnOf } from '../../kit/churn.ts';
import { defineRule, type Step } from '../../kit/define-rule.ts';
import { option } from '../../kit/options.ts';
import { shortName } from '../../kit/short-name.ts';
import { filePath } from '../../model/source.ts';
import { foldersAround, foldersOf } from './folder-stability.ts';

const MOST_SHOWN = 5;
/** How many times the commits of the stable folder the other must have; less may be chance. */
const CLEARLY_MORE = 1.5;

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'advice',

  options: {
    difference: option.count({ default: 40, description: 'How many hundredths less stable (Ce / (Ca + Ce)) the folder must be that is imported.' }),
    incoming: option.count({ default: 10, description: 'Imports that must lead into the stable folder, and out of the unstable one.' }),
    changes: option.count({ default: 10, description: 'Commits that must have changed the unstable folder; it must also change half as often again as the stable one.' }),
    largest: option.count({ default: 30, description: 'Files a commit may change and still count; larger ones are sweeps.' }),
  },

  *check(_workspace, codebase, { difference, incoming, changes, largest }) {
    if (!codebase.history) return;
    const { stability, crossings } = foldersOf(codebase);
    const churn = churnOf(codebase.history, largest, (file) => (codebase.facts.has(file) && !codebase.isOffline(file) ? foldersAround(file) : []));
    for (const [key, dependencies] of crossings) {
      const [own = filePath(''), other = filePath('')] = key.split('\n').map(filePath);
      const [stable, unstable] = [stability.get(own), stability.get(other)];
      const [rests, moves] = [churn.get(own) ?? 0, churn.get(other) ?? 0];
      if (!stable || !unstable || stable.incoming < incoming || unstable.outgoing < incoming || moves < changes || moves < rests * CLEARLY_MORE) continue;
      if ((unstable.instability - stable.instability) * 100 < difference) continue;
      const [first, ...rest] = dependencies;
      yield {
        at: { file: first.from, span: first.span },
        message: `${own}, which ${stable.incoming} imports rest on, imports ${other}, which rests on ${unstable.outgoing} others and changes more often: ${moves} commits against ${rests}.`,
        confidence: 'likely',
        evidence: rest.slice(0, MOST_SHOWN).map(({ from, to, span }): Step => ({ at: { file: from, span }, shows: `${shortName(from)} imports ${shortName(to)} too` })),
        evidenceIs: 'related',
      };
    }
  },
});
