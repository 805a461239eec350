/** Docker Compose: which containers run together, and what ties them to one machine. */

import type { Workload } from '../../../../rules/model/manifests.ts';
import { filePath, type FilePath, type Site } from '../../../../rules/model/source.ts';
import { limitsOf } from './limits.ts';
import { folderOf, joined } from './paths.ts';
import type { YamlView } from './yaml-view.ts';

/** What the `.env` file beside a compose file says: https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/ */
export type Variables = Readonly<Record<string, string>>;

export function variablesIn(text: string): Variables {
  return Object.fromEntries([...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)$/gm)].map(([, name = '', value = '']) => [name, value.trim().replace(/^(["'])(.*)\1$/, '$2')]));
}

/** https://docs.docker.com/reference/compose-file/services/ */
export function composeWorkloads(file: FilePath, document: YamlView, variables: Variables = {}): readonly Workload[] {
  const services = document.get('services');
  const workloads = (services?.entries ?? []).flatMap(([name, service]) => (service.kind === 'map' ? workloadOf(file, name, service, services?.keyAt(name) ?? service.at, variables) : []));
  // Where all that nobody else waits for is a test, the rest is what tests need.
  const first = workloads.filter(({ name }) => !workloads.some(({ dependsOn }) => dependsOn.includes(name)));
  const isForTests = first.length > 0 && first.every(({ traits }) => traits.includes('development'));
  return isForTests ? workloads.map((each) => ({ ...each, traits: [...new Set([...each.traits, 'development'])] })) : workloads;
}

function workloadOf(file: FilePath, name: string, service: YamlView, at: Site, variables: Variables): Workload {
  const deploy = service.get('deploy');
  const replicas = deploy?.get('replicas') ?? service.get('scale');
  const containerName = service.get('container_name');
  const image = service.get('image')?.text;
  const command = wordsOf(service.get('command')) ?? wordsOf(service.get('entrypoint'));
  return {
    platform: 'compose',
    kind: 'service',
    name,
    ...(image !== undefined && { image }),
    ...builtFrom(file, service.get('build')),
    ...(command !== undefined && { command }),
    ...(replicas?.number !== undefined && { replicas: replicas.number, replicasAt: replicas.at }),
    hasAutoscaler: false,
    ...limitsOf(deploy?.get('resources', 'limits', 'cpus') ?? service.get('cpus'), deploy?.get('resources', 'limits', 'memory') ?? service.get('mem_limit')),
    hasLimits: deploy?.get('resources', 'limits') !== undefined || service.has('mem_limit'),
    hasRequests: deploy?.get('resources', 'reservations') !== undefined || service.has('mem_reservation'),
    hasProbes: service.has('healthcheck'),
    hostVolumes: (service.get('volumes')?.items ?? []).filter(isHostFolder).map((volume) => volume.at),
    hostPorts: (service.get('ports')?.items ?? []).filter(isHostPort).map((port) => port.at),
    ...leadingTo(service),
    ...(containerName?.text !== undefined && { containerName: containerName.at }),
    dependsOn: namesIn(service.get('depends_on')),
    environment: filledIn(environmentOf(service.get('environment')), variables),
    at,
    traits: [...(isForDevelopment(file, name, service) ? ['development'] : []), ...(service.has('restart') || deploy?.has('restart_policy') === true ? ['restarts'] : [])],
  };
}

function builtFrom(file: FilePath, build: YamlView | undefined): Pick<Workload, 'buildContext' | 'dockerfile'> {
  const context = build?.text ?? build?.get('context')?.text ?? (build?.kind === 'map' ? '.' : undefined);
  if (context === undefined || /^[a-z]+:\/\/|^git@|\$/.test(context)) return {};
  const folder = joined(folderOf(file), context);
  const dockerfile = build?.get('dockerfile')?.text;
  return { buildContext: folder, ...(dockerfile !== undefined && !dockerfile.includes('$') && { dockerfile: filePath(joined(folder, dockerfile)) }) };
}

function isHostFolder(volume: YamlView): boolean {
  if (volume.kind === 'map') return volume.get('type')?.text === 'bind';
  return /^[./~]/.test(volume.text ?? '') && !(volume.text ?? '').endsWith(':ro') && (volume.text ?? '').includes(':');
}

/** `8080:80`, `127.0.0.1:8080:80`; a range such as `8080-8090:80` leaves room for copies. */
function isHostPort(port: YamlView): boolean {
  if (port.kind === 'map') return port.has('published') && !(port.get('published')?.text ?? '').includes('-');
  const parts = (port.text ?? '').replace(/\$\{[^}]*\}/g, '1').split(':');
  return parts.length > 1 && !(parts.at(-2) ?? '').includes('-') && parts.at(-2) !== '';
}

/** `4030:4030` and `127.0.0.1:${PORT:-4030}:80` lead from port 4030 of the machine. */
function leadingTo(service: YamlView): Pick<Workload, 'publishes' | 'machineNames'> {
  const ports = (service.get('ports')?.items ?? []).flatMap((port) => (port.kind === 'map' ? (port.get('published')?.text ?? []) : ((port.text ?? '').replace(/\$\{\w+:?-([^}]*)\}/g, '$1').split(':').at(-2) ?? [])));
  const hosts = namesIn(service.get('extra_hosts')).flatMap((host) => /^([\w.-]+)[:=]host-gateway$/.exec(host)?.[1] ?? []);
  const published = ports.filter((port) => /^\d+$/.test(port));
  return { ...(published.length > 0 && { publishes: published }), ...(hosts.length > 0 && { machineNames: hosts }) };
}

/** Values that nothing but a variable of the `.env` file makes. */
function filledIn(environment: Variables, variables: Variables): Variables {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => {
    const [, variable] = /^\$(?:(\w+)|\{\w+(?::?[-?][^}]*)?\})$/.exec(value) ? (/^\$\{?(\w+)/.exec(value) ?? []) : [];
    const said = variable === undefined || !Object.hasOwn(variables, variable) ? undefined : variables[variable];
    return [name, said === undefined || said === '' ? value : said];
  }));
}

export function namesIn(list: YamlView | undefined): readonly string[] {
  if (!list) return [];
  if (list.kind === 'map') return list.entries.map(([name]) => name);
  return list.kind === 'list' ? list.items.flatMap(({ text }) => text ?? []) : list.text === undefined ? [] : [list.text];
}

function environmentOf(environment: YamlView | undefined): Readonly<Record<string, string>> {
  if (environment?.kind === 'map') return Object.fromEntries(environment.entries.map(([name, value]) => [name, value.text ?? '']));
  return Object.fromEntries(namesIn(environment).map((line) => [line.split('=', 1)[0] ?? line, line.includes('=') ? line.slice(line.indexOf('=') + 1) : '']));
}

/** A command as text, or as a list of words. */
export function wordsOf(command: YamlView | undefined): string | undefined {
  if (!command) return undefined;
  return command.kind === 'list' ? command.items.flatMap(({ text }) => text ?? []).join(' ') : command.text;
}

/** By its file's name or folder, its profile, or because it watches mounted sources. */
function isForDevelopment(file: FilePath, name: string, service: YamlView): boolean {
  if (/(^|[./_-])(dev|development|local|test|tests|testing|e2e|ci|debug|override|example|examples|sample|samples|template|templates|_template|playground|demo|devcontainer|\.devcontainer|\.github|quickstart|tutorial|docs|fixture|fixtures)([./_-]|$)/i.test(file)) return true;
  if (namesIn(service.get('profiles')).some((profile) => /dev|test|debug|tool|local/i.test(profile))) return true;
  const runs = `${wordsOf(service.get('command')) ?? ''} ${name}`;
  if (/\b(run|yarn|pnpm|bun) (start:)?(dev|watch)|nodemon|--watch|tsx watch|ts-node-dev|next dev/.test(runs)) return true;
  if (service.get('develop') !== undefined || /(^|[-_])(tests?|e2e|cypress|playwright)([-_]|$)/i.test(name)) return true;
  return /^(dev|development|test)$/.test(environmentOf(service.get('environment'))['NODE_ENV'] ?? '');
}
