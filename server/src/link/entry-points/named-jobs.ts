/** Jobs that bear no name of their own are told apart by the function that does them, else by the one that registers them: `interval Stats.count`, `queue in startWorker`. */

import type { FileFacts } from '../../../../rules/model/facts.ts';
import { partsOfFunctionId } from '../../../../rules/model/function-id.ts';
import { contains } from '../../../../rules/model/source.ts';
import type { Entry, Search } from './search.ts';

export function* withNamedJobs({ evaluation }: Search, file: FileFacts['file'], entries: Iterable<Entry>): Iterable<Entry> {
  const facts = evaluation.program.facts.get(file);
  for (const entry of entries) {
    if ((entry.kind !== 'scheduled-job' && entry.kind !== 'queue-consumer') || !NAMELESS.test(entry.label)) {
      yield entry;
      continue;
    }
    const { file: home, index } = partsOfFunctionId(entry.handler);
    const handler = evaluation.program.facts.get(home)?.functions[index];
    // `eachMessage` of the options says nothing that the label does not.
    const own = handler?.argumentOf?.property === undefined ? handler?.name : undefined;
    const around = facts?.functions.filter((each) => each.kind !== 'module' && contains(each.span, entry.at.span) && isName(each.name)).at(-1)?.name;
    const name = isName(own) ? own : around === undefined ? undefined : `in ${around}`;
    yield name === undefined ? entry : { ...entry, label: `${entry.label} ${name}` };
  }
}

const NAMELESS = /^(?:queue|schedule|interval|event|job|task|topic|channel|subject|subscription)(?: message| job)?$/;

function isName(name: string | undefined): name is string {
  return name !== undefined && !/^(?:callback of |anonymous function$|module$)/.test(name);
}
