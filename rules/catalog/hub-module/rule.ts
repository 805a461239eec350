import { churnOf } from '../../kit/churn.ts';
import { defineRule, type Step } from '../../kit/define-rule.ts';
import { option } from '../../kit/options.ts';
import { shortName } from '../../kit/short-name.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Dependency } from '../../model/graphs.ts';

const MOST_SHOWN = 5;

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'advice',

  options: {
    importers: option.count({ default: 15, description: 'Files that must import a module before it can be a hub.' }),
    imports: option.count({ default: 8, description: 'Files it must import itself.' }),
    changes: option.count({ default: 10, description: 'Commits that must have changed it.' }),
    largest: option.count({ default: 30, description: 'Files a commit may change and still count; larger ones are sweeps.' }),
  },

  *check(_workspace, codebase, { importers, imports, changes, largest }) {
    const { history, facts, isOffline } = codebase;
    if (!history) return;
    const churn = churnOf(history, largest, (file) => [file]);
    for (const file of facts.values()) {
      const changed = churn.get(file.file) ?? 0;
      if (changed < changes || isOffline(file.file) || !holdsCode(file)) continue;
      const incoming = neededBy(codebase, file);
      const outgoing = needs(codebase, file);
      const [fanIn, fanOut] = [distinct(incoming, ({ from }) => from), distinct(outgoing, ({ to }) => to)];
      const [first] = outgoing;
      if (fanIn.length < importers || fanOut.length < imports || !first) continue;
      yield {
        at: { file: file.file, span: first.span },
        message: `${shortName(file.file)} is imported by ${fanIn.length} files, imports ${fanOut.length} and was changed by ${changed} commits: what changes anywhere passes through it.`,
        confidence: 'likely',
        evidence: fanIn.slice(0, MOST_SHOWN).map(({ from, span }): Step => ({ at: { file: from, span }, shows: `${shortName(from)} imports it` })),
        evidenceIs: 'related',
      };
    }
  },
});

/** An index that only passes names on, or a list of types, holds nothing that breaks. */
function holdsCode({ functions, classes }: FileFacts): boolean {
  return classes.length > 0 || functions.some(({ kind }) => kind !== 'module');
}

function neededBy({ modules, isOffline }: Codebase, { file }: FileFacts): readonly Dependency[] {
  return modules.dependentsOf(file).filter(({ from, kind }) => kind !== 'type-only' && !isOffline(from));
}

function needs({ modules }: Codebase, { file }: FileFacts): readonly Dependency[] {
  return modules.dependenciesOf(file).filter(({ kind }) => kind !== 'type-only');
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
