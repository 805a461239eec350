/** Handlers that a manifest of the Serverless Framework or AWS SAM names: `handler: src/orders.create`. */

import type { Workload } from '../../../../rules/model/manifests.ts';
import { partsOfFunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Entry, Search } from './search.ts';
import { handlersIn } from './handlers.ts';

export function* deployedEntries({ evaluation }: Search, workloads: readonly Workload[], file: FilePath): Iterable<Entry> {
  const stem = file.replace(/\.[cm]?[jt]sx?$/, '');
  for (const { platform, name, command, buildContext } of workloads) {
    if (platform !== 'serverless' || command === undefined) continue;
    const dot = command.lastIndexOf('.');
    const module = command.slice(0, dot).replace(/^\.\//, '');
    if (dot < 0 || !isBelow(stem, buildContext ?? '', module)) continue;
    const exported = command.slice(dot + 1);
    const facts = evaluation.program.facts.get(file);
    const own = evaluation.exported(file, exported).flatMap((value) => (value.kind === 'function' ? [{ function: value.function, isGuessed: value.isGuessed }] : []));
    const wrapped = own.length > 0 ? own : (facts?.exports ?? []).flatMap((fact) => (fact.kind === 'local' && fact.name === exported ? handlersIn(evaluation, file, fact.value) : []));
    for (const handler of wrapped) {
      const { file: where, index } = partsOfFunctionId(handler.function);
      const span = evaluation.program.facts.get(where)?.functions[index]?.nameSpan ?? [0, 0];
      yield { kind: 'serverless', label: `function ${name}`, framework: 'serverless', handler: handler.function, at: { file: where, span }, resolution: handler.isGuessed ? 'dynamic' : 'static' };
    }
  }
}

/** The file lies where the manifest looks; SAM builds from a folder of its own, so that only the end is sure. */
function isBelow(stem: string, folder: string, module: string): boolean {
  const path = folder === '' || folder === '.' ? module : `${folder}/${module}`;
  return stem === path || (stem.endsWith(`/${module}`) && (folder === '' || folder === '.' || stem.startsWith(`${folder}/`)));
}
