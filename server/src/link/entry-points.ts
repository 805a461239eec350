/** Finds where load enters: routes, procedures, resolvers, consumers and schedules of every framework in rules/knowledge. */

import { partsOfFunctionId } from '../../../rules/model/function-id.ts';
import type { Workload } from '../../../rules/model/manifests.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { EntryPoint, Service } from '../../../rules/model/workspace.ts';
import { callEntries } from './entry-points/calls.ts';
import { decoratorEntries } from './entry-points/decorators.ts';
import { deployedEntries } from './entry-points/deployed.ts';
import { endlessLoops } from './entry-points/endless-loops.ts';
import { fileEntries } from './entry-points/files.ts';
import { handedToServer } from './entry-points/handed-to-server.ts';
import { withHandedJobs } from './entry-points/handed-to-timers.ts';
import { withNamedJobs } from './entry-points/named-jobs.ts';
import { nestingsIn, withNestedNames } from './entry-points/nested-procedures.ts';
import { routeObjectEntries } from './entry-points/route-objects.ts';
import { registrationsIn } from './entry-points/registrations.ts';
import { routerEntries } from './entry-points/routers.ts';
import type { Entry, Search } from './entry-points/search.ts';
import { shapedEntries } from './entry-points/shaped-as-middleware.ts';
import { timerEntries } from './entry-points/timers.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { kept, perFile, saysTheSame, type Kept, type PerFile } from './per-file.ts';

export interface EntryPointSearch {
  /** In the order of their places. */
  find(): readonly EntryPoint[];
}

export function searchEntryPoints(
  evaluation: Evaluation,
  { packageOf, serviceOf, isOffline, workloads }: { packageOf: Search['packageOf']; workloads: readonly Workload[]; serviceOf(file: FilePath): Service | undefined; isOffline(file: FilePath): boolean },
): EntryPointSearch {
  const { tracker, files } = evaluation.program;
  const search: Search = { evaluation, packageOf };
  const online = files.filter((file) => !isOffline(file));
  const registrations = perFile(tracker, online, (file) => [...registrationsIn(search, file)]);
  const byDecorator = perFile(tracker, online, (file) => [...decoratorEntries(search, file)]);
  const byCall = perFile(tracker, online, (file) => [...withNamedJobs(search, file, withHandedJobs(search, file, [...callEntries(search, file), ...timerEntries(search, file), ...endlessLoops(search, file)])), ...handedToServer(search, file)]);
  const nestings = perFile(tracker, online, (file) => [...nestingsIn(search, file)], saysTheSame);
  const byFile = perFile(tracker, online, (file) => [...fileEntries(search, file)]);
  const byShape = perFile(tracker, online, (file) => [...shapedEntries(search, file)]);
  const byManifest = perFile(tracker, online, (file) => [...deployedEntries(search, workloads, file)]);
  const byObject = perFile(tracker, online, (file) => [...routeObjectEntries(search, file)]);
  const joined = <Item>(parts: PerFile<readonly Item[]>): readonly Item[] => online.flatMap((file) => parts.of(file) ?? []);
  let routes: Kept<readonly Entry[]> | undefined;
  let found: readonly EntryPoint[] | undefined;

  return {
    find() {
      // Where a router hangs is known once all registrations are: the routes are looked at together.
      if (registrations.refresh().some(({ before, after }) => before === undefined || before.length + after.length > 0)) routes = undefined;
      const routesBefore = routes;
      tracker.apart(() => (routes = kept(tracker, routes, () => [...routerEntries(search, joined(registrations))])));
      const parts: readonly PerFile<readonly unknown[]>[] = [nestings, byDecorator, byCall, byFile, byShape, byManifest, byObject];
      const renewed = parts.flatMap((each) => each.refresh()).some(({ before, after }) => (before?.length ?? 0) + after.length > 0);
      if (found && routes === routesBefore && !renewed) return found;
      return (found = distinctIn([...(routes?.answer ?? []), ...joined(byDecorator), ...withNestedNames(joined(byCall), joined(nestings)), ...joined(byFile), ...joined(byShape), ...joined(byManifest), ...joined(byObject)], serviceOf, isOffline));
    },
  };
}

function distinctIn(entries: readonly Entry[], serviceOf: (file: FilePath) => Service | undefined, isOffline: (file: FilePath) => boolean): readonly EntryPoint[] {
  const distinct = new Map<string, EntryPoint>();
  for (const entry of entries) {
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
