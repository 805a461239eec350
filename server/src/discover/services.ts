/** Decides which packages are deployed as services and which are shared code, and says why. */

import type { FilePath } from '../../../rules/model/source.ts';
import { filePath } from '../../../rules/model/source.ts';
import type { Package, Service } from '../../../rules/model/workspace.ts';
import type { Project } from './nx-projects.ts';

export interface DeclaredService {
  readonly name: string;
  readonly root: string;
  readonly kind?: Service['kind'];
}

/** Frameworks and runtimes whose presence says: this answers requests or takes messages. */
const SERVER_PACKAGES = [
  'express', 'fastify', 'koa', '@nestjs/core', '@nestjs/platform-express', '@nestjs/platform-fastify', 'hono', '@hapi/hapi', 'next', 'nuxt', '@remix-run/node', '@react-router/node',
  '@sveltejs/kit', '@adonisjs/core', 'elysia', 'restify', 'polka', '@apollo/server', 'apollo-server', 'apollo-server-express', 'graphql-yoga', 'mercurius', 'socket.io', '@grpc/grpc-js',
  'bullmq', 'bull', 'amqplib', 'kafkajs', '@trpc/server', 'serverless', '@google-cloud/functions-framework', 'firebase-functions', '@azure/functions', 'moleculer', 'nitropack', '@feathersjs/feathers',
];
const SERVER_SCRIPT = /\b(?:nest start|next (?:start|dev)|ts-node(?:-dev)?|tsx(?: watch)?|nodemon|fastify start|nuxt|remix|wrangler|serverless|sls|bun run|strapi|medusa|run-script-os|pm2(?:-runtime)?)\b|\bnode (?!-e)/;

/** What else tells services from libraries. */
export interface Signs {
  /** Code or not: also what says how a package is deployed. */
  readonly everyFile: readonly FilePath[];
  /** What Nx or Nest call so. */
  readonly projects: readonly Project[];
  /** Folders that compose files build images from. */
  readonly built: ReadonlySet<string>;
}

/** `files` are code. */
export function findServices(packages: readonly Package[], files: readonly FilePath[], declared: readonly DeclaredService[], { everyFile, projects, built }: Signs): readonly Service[] {
  const owners = [...packages].sort((a, b) => b.root.length - a.root.length);
  const said: readonly Said[] = [...declared.map(({ name, root, kind }): Said => ({ name, root: filePath(root.replace(/\/$/, '')), kind: kind ?? 'service', because: 'tenfold.json' })), ...projects];
  const folders = said.filter(({ root }, index) => !packages.some((each) => each.root === root) && said.findIndex((each) => each.root === root) === index);
  const parts = new Map<FilePath, FilePath[]>([...packages, ...folders].map(({ root }) => [root, []]));
  const roots = [...parts.keys()].sort((a, b) => b.length - a.length);
  for (const file of files) {
    const root = roots.find((each) => each === '' || file.startsWith(`${each}/`));
    if (root !== undefined) parts.get(root)?.push(file);
  }

  const all = new Set<string>(everyFile);
  const found = packages.flatMap((each): readonly Service[] => {
    const own = parts.get(each.root) ?? [];
    if (own.length === 0) return [];
    const known = said.find(({ root, because, kind }) => root === each.root && (because === 'tenfold.json' || kind === 'service'));
    if (known) return [service(each, own, known.because === 'tenfold.json' ? known.name : each.name, known.kind, known.because)];
    // Around the applications of an Nx or Nest workspace lies no further one.
    if (folders.some(({ kind, root, because }) => kind === 'service' && because !== 'tenfold.json' && isWithin(root, each.root))) return [service(each, own, each.name, 'library', 'its services are folders of it')];
    const why = reasonToDeploy(each, all, packages.length > 1, built);
    return [service(each, own, each.name, why === undefined ? 'library' : 'service', why ?? 'no server framework and no start script')];
  });
  const more = folders.flatMap(({ name, root, kind, because: why }): readonly Service[] => {
    const owner = owners.find((each) => isWithin(root, each.root)) ?? packages[0];
    const own = parts.get(root) ?? [];
    return owner && (own.length > 0 || why === 'tenfold.json') ? [service({ ...owner, root }, own, name, kind, why)] : [];
  });
  const services = toldApart([...found, ...more]);
  if (services.some(({ kind }) => kind === 'service')) return services;
  // A repository without services is one service.
  return services.map((each, index) => (index === 0 ? { ...each, kind: 'service', because: 'the only package' } : each));
}

/** Of packages that share a name, as a root and the package it starts do, the one with most code keeps it and is what is deployed; the others go by their folders. */
function toldApart(services: readonly Service[]): readonly Service[] {
  const largest = new Map<string, Service>();
  for (const each of services) if (each.files.length > (largest.get(each.name)?.files.length ?? -1)) largest.set(each.name, each);
  return services.map((each): Service => {
    const namesakes = services.filter(({ name }) => name === each.name);
    if (namesakes.length === 1) return each;
    const root = namesakes.find((other) => other.root === '' && other.kind === 'service');
    if (largest.get(each.name) === each) return root ? { ...each, kind: 'service', because: root.because } : each;
    return each.root === '' ? { ...each, name: `${each.name} (root)`, kind: 'library', because: 'it starts its package of the same name' } : { ...each, name: each.root };
  });
}

/** A service or library that a team or its build tool names. */
interface Said {
  readonly name: string;
  readonly root: FilePath;
  readonly kind: Service['kind'];
  readonly because: string;
}

function isWithin(inner: FilePath, outer: FilePath): boolean {
  return outer === '' || inner.startsWith(`${outer}/`);
}

function service(owner: Package, files: readonly FilePath[], name: string, kind: Service['kind'], because: string): Service {
  return { name, root: owner.root, package: owner, kind, because, files, entryPoints: [] };
}

function reasonToDeploy({ root, scripts, dependencies, manifest }: Package, files: ReadonlySet<string>, isMonorepo: boolean, built: ReadonlySet<string>): string | undefined {
  const within = (name: string): boolean => files.has(root === '' ? name : `${root}/${name}`);
  if (within('serverless.yml') || within('serverless.yaml')) return 'serverless.yml';
  if (within('Procfile')) return 'Procfile';
  const own = new Set(['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((field) => Object.keys((manifest[field] ?? {}) as object)));
  const isPlugin = 'peerDependencies' in manifest && SERVER_PACKAGES.some((name) => Object.hasOwn((manifest['peerDependencies'] ?? {}) as object, name)) && !('start' in scripts);
  const framework = SERVER_PACKAGES.find((name) => (isMonorepo && root !== '' ? own : dependencies).has(name));
  const run = scripts['start'] ?? scripts['start:prod'] ?? scripts['serve'];
  const start = run ?? scripts['dev'];
  const isBelowApps = /^(?:apps|services)\//.test(root);
  // Its image is made of one of the packages below.
  if (root === '' && isMonorepo && !framework && ('workspaces' in manifest || files.has('pnpm-workspace.yaml') || files.has('lerna.json'))) return undefined;
  // The image of a library may hold its migrations.
  if (within('Dockerfile') && (framework || run || isBelowApps || Object.values(scripts).some((script) => /docker[\w/:. -]*build|docker_build/i.test(script)) || (start && SERVER_SCRIPT.test(start)))) return 'Dockerfile';
  if (root !== '' && built.has(root) && (framework || start)) return 'compose.yaml';
  // A worker needs no framework; and all packages of the repository may stand in the manifest at its root.
  if (isBelowApps && ((own.size === 0 && start && SERVER_SCRIPT.test(start)) || (manifest['private'] === true && run && SERVER_SCRIPT.test(run)))) return 'a start script below ' + (root.split('/')[0] ?? '');
  if (framework && start && SERVER_SCRIPT.test(start)) return `${framework} and a start script`;
  if (framework && !isPlugin && /^(?:apps|services|packages\/services|src\/services|functions|server|api)(?:\/|$)/.test(root)) return `${framework} below ${root.split('/')[0]}`;
  if (framework && !isPlugin && !isMonorepo) return framework;
  return undefined;
}
