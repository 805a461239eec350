/** Files that are loaded by the folder they lie in, and export what has the shape of Express middleware: `export default (request, response, next) => …`. */

import { functionId, partsOfFunctionId } from '../../../../rules/model/function-id.ts';
import type { FunctionFact } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { exportOf } from '../evaluate/modules.ts';
import type { Entry, Search } from './search.ts';

export function* shapedEntries({ evaluation, packageOf }: Search, file: FilePath): Iterable<Entry> {
  const facts = evaluation.program.facts.get(file);
  if (!facts || !packageOf(file)?.dependencies.has('express') || !facts.functions.some(isMiddleware)) return;
  for (const value of exportOf(evaluation, file, 'default')) {
    if (value.kind !== 'function') continue;
    const { file: at, index } = partsOfFunctionId(value.function);
    const own = at === file ? facts.functions[index] : undefined;
    if (!own || !isMiddleware(own) || isNamed(evaluation, value.function)) continue;
    yield { kind: 'middleware', label: `middleware ${shortName(file)}`, framework: 'express', handler: functionId(file, index), at: { file, span: own.nameSpan }, resolution: 'dynamic' };
  }
}

/** Two parameters or more, of which the first, the second and the last say what they are. */
function isMiddleware({ parameters }: FunctionFact): boolean {
  const [first, second, ...others] = parameters.map(({ name }) => name);
  return others.length > 0 && /^_?req(?:uest)?$/.test(first ?? '') && /^_?res(?:ponse)?$/.test(second ?? '') && /^_?next$/.test(others.at(-1) ?? '');
}

/** Somebody calls it or hands it on by its name: then that says when it runs. */
function isNamed({ flow }: Search['evaluation'], handler: Entry['handler']): boolean {
  return flow.callsOf(handler).length > 0 || flow.handedTo(handler).length > 0;
}

/** What lies in brackets says how such a file is loaded, not what it does; an `index` is called by its folder. */
function shortName(file: FilePath): string {
  const [last = '', folder = ''] = file.split('/').reverse();
  const name = last.replace(/\.[cm]?[jt]sx?$/, '').replaceAll(/\[[^\]]*\]/g, '');
  return name === 'index' || name === '' ? folder || last : name;
}
