/** Services that answer someone, and what is known of how they run. */

import type { Codebase } from '../model/codebase.ts';
import { serviceOfWorkload, type Workload } from '../model/manifests.ts';
import type { FilePath, Site } from '../model/source.ts';
import { isRequest, type EntryPoint, type Service } from '../model/workspace.ts';
import { ofEachFile } from './of-each-file.ts';
import { oncePerModules } from './once-per-modules.ts';

/** Deployed by itself and asked by others; samples and templates to copy from are not. */
export function isServing(codebase: Codebase, service: Service): boolean {
  return service.kind === 'service' && !isSample(service.root) && requestsTo(codebase, service).some((each) => !asksIfAlive(each));
}

/** Request entry points of the service's own code. */
export function requestsTo({ isOffline }: Codebase, { entryPoints }: Service): readonly EntryPoint[] {
  return entryPoints.filter((each) => isRequest(each) && !isOffline(each.at.file));
}

/** `GET /healthz` and its like: a service with no other entry point watches over another process. */
function asksIfAlive({ path }: EntryPoint): boolean {
  return path !== undefined && /(?:^|\/)(?:health(?:z|-?check)?|ready(?:z)?|live(?:z|ness)?|ping)\/?$/i.test(path);
}

/** `/api/cron/reports`, or a path that the platform is told to ask for at certain times: a clock asks, however many customers there are. */
export function isAskedByTheClock({ manifests }: Codebase, { path, label, at: { file } }: EntryPoint): boolean {
  if (/(?:^|[/\s])cron(?:s|-?jobs?)?(?:[/-]|$)/i.test(path ?? label)) return true;
  return path !== undefined && (manifests.clocks ?? []).some((clock) => isBelow(file, clock.file) && isPathOf(path, clock.path, file));
}

/** The code that a platform's file speaks of lies beside it, or below. */
function isBelow(file: FilePath, manifest: FilePath): boolean {
  return file.startsWith(manifest.slice(0, manifest.lastIndexOf('/') + 1));
}

/** `/reports/:id` answers `/reports/7?all=1`, and `/api/stock/reports/7` where its file lies in `api/stock`: it is mounted there. */
function isPathOf(route: string, asked: string, file: FilePath): boolean {
  const own = route.split('/').filter((part) => part !== '');
  const all = (asked.split('?')[0] ?? '').split('/').filter((part) => part !== '');
  const before = all.slice(0, -own.length);
  if (all.length < own.length || (before.length > 0 && !file.includes(`/${before.join('/')}/`))) return false;
  return own.some((part) => !/^[:*]/.test(part)) && own.every((part, index) => /^[:*]/.test(part) || part === all[before.length + index]);
}

/** Something to copy from or try out, by its folder. */
export function isSample(root: string): boolean {
  return /(^|\/)(examples?|samples?|templates?|_templates?|demos?|playgrounds?|fixtures?|test|tests|e2e|docs|starters?|tutorials?|benchmarks?|tools|scripts|sandbox)(\/|$)/i.test(root);
}

/** Where to point at when speaking of a whole service: its name in package.json. */
export function placeOfService({ manifests }: Codebase, { root, package: { root: packageRoot } }: Service): Site | undefined {
  return [root, packageRoot, ''].map((each) => manifests.packages.find((known) => known.root === each)?.at).find((at) => at !== undefined);
}

/** Workloads meant for more than a developer's machine that run this service's code. */
export function workloadsOfService({ manifests, workspace }: Codebase, service: Service): readonly Workload[] {
  const deployed = workspace.services.filter(({ kind }) => kind === 'service');
  return manifests.workloads.filter((workload) => !workload.traits.includes('development') && serviceOfWorkload(workload, deployed) === service);
}

/** Files of the service and all that they load, however deep: shared packages included. */
export const filesReachedBy: (codebase: Codebase, service: Service) => ReadonlySet<FilePath> = oncePerModules(({ modules, isOffline }, { files }: Service) => {
  const reached = new Set(files.filter((file) => !isOffline(file)));
  for (const file of reached) {
    for (const { to, kind } of modules.dependenciesOf(file)) if (kind !== 'type-only' && !isOffline(to)) reached.add(to);
  }
  return reached;
}, ({ root }) => root, Infinity);

/** Packages that these files import by name. */
export function packagesImportedBy(codebase: Codebase, files: ReadonlySet<FilePath>): ReadonlySet<string> {
  const all = packagesIn.all(codebase);
  let known = importedBy.get(all);
  if (!known) importedBy.set(all, (known = new WeakMap()));
  let names = known.get(files);
  if (!names) known.set(files, (names = new Set([...files].flatMap((file) => all.get(file) ?? []))));
  return names;
}

/** For sets of files that stay the same, as those that a service reaches. */
const importedBy = new WeakMap<ReadonlyMap<FilePath, readonly string[]>, WeakMap<ReadonlySet<FilePath>, ReadonlySet<string>>>();

const packagesIn = ofEachFile(({ imports }) => {
  const names = [...new Set(imports.flatMap(({ specifier }) => (specifier.startsWith('.') ? [] : [specifier])))];
  return names.length > 0 ? names : undefined;
}, (one, other) => one.join('\n') === other.join('\n'));

/** `orders`, `orders and prices`, `orders, prices and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length > most ? most - 1 : most);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}` : (shown[0] ?? '');
}
