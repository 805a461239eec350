/** Finds where load enters: routes, procedures, resolvers, consumers and schedules of every framework in rules/knowledge. */

import { partsOfFunctionId } from '../../../rules/model/function-id.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { EntryPoint, Service } from '../../../rules/model/workspace.ts';
import { callEntries } from './entry-points/calls.ts';
import { decoratorEntries } from './entry-points/decorators.ts';
import { fileEntries } from './entry-points/files.ts';
import { routerEntries } from './entry-points/routers.ts';
import type { Search } from './entry-points/search.ts';
import type { Evaluation } from './evaluate/evaluation.ts';

export function findEntryPoints(
  evaluation: Evaluation,
  { packageOf, serviceOf, isOffline }: { packageOf: Search['packageOf']; serviceOf(file: FilePath): Service | undefined; isOffline(file: FilePath): boolean },
): readonly EntryPoint[] {
  const files = [...evaluation.program.facts.keys()].filter((file) => !isOffline(file));
  const search: Search = { evaluation, files, packageOf };
  const found = [...routerEntries(search), ...decoratorEntries(search), ...callEntries(search), ...fileEntries(search)];

  const distinct = new Map<string, EntryPoint>();
  for (const entry of found) {
    if (isOffline(partsOfFunctionId(entry.handler).file)) continue;
    const key = `${entry.handler} ${entry.label}`;
    const service = serviceOf(entry.at.file) ?? serviceOf(partsOfFunctionId(entry.handler).file);
    const before = distinct.get(key);
    if (service && (!before || (before.resolution === 'dynamic' && entry.resolution === 'static'))) distinct.set(key, { ...entry, service: service.name });
  }
  return [...distinct.values()].sort(byPlace);
}

function byPlace(a: EntryPoint, b: EntryPoint): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.span[0] - b.at.span[0] || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);
}
