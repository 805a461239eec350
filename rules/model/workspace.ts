/** The codebase as its owner deploys it: packages, the services among them, and where load enters. */

import type { FunctionId } from './function-id.ts';
import type { FilePath, Site } from './source.ts';

export interface Workspace {
  /** Every package.json that was found, and the root even without one; deepest root last. */
  readonly packages: readonly Package[];
  readonly services: readonly Service[];
  /** Every file judged as code, sorted. */
  readonly files: readonly FilePath[];
  /** Those of `files` that serve no request: tests, scripts, seeds, migrations, build and config files, examples. */
  readonly offlineFiles: ReadonlySet<FilePath>;
  /** `paths` and `baseUrl` of each tsconfig.json or jsconfig.json, deepest folder last. */
  readonly aliases: readonly PathAliases[];
  readonly scale: Scale;
}

/** How the files below `root` may shorten their imports. All paths are relative to the workspace root. */
export interface PathAliases {
  readonly root: FilePath;
  readonly baseUrl?: FilePath;
  /** `@app/*` to `apps/shop/src/*`, in the order they are tried; targets already include baseUrl. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** A folder with a package.json (or the workspace root). */
export interface Package {
  /** From package.json, else the folder's name. */
  readonly name: string;
  /** Empty for the workspace root. */
  readonly root: FilePath;
  /** Names in dependencies, optionalDependencies and peerDependencies, the workspace root's included. */
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  readonly scripts: Readonly<Record<string, string>>;
  /** `main`, `module`, `types`, `exports`, `imports` as written; for resolving. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly hasManifest: boolean;
}

/** What is deployed and scaled as one unit. A repository without services is one service. */
export interface Service {
  readonly name: string;
  readonly root: FilePath;
  readonly package: Package;
  /** `service` is deployed; `library` is shared code other packages import. */
  readonly kind: 'service' | 'library';
  /** What told us so: `package.json start script`, `compose.yaml`, `tenfold.json`. */
  readonly because: string;
  readonly files: readonly FilePath[];
  /** Where load enters; filled by linking, empty before. */
  readonly entryPoints: readonly EntryPoint[];
}

/** Where load arrives. */
export interface EntryPoint {
  readonly kind:
    | 'http-route'
    | 'middleware'
    | 'graphql-resolver'
    | 'rpc'
    | 'server-action'
    | 'page'
    | 'socket-event'
    | 'serverless'
    | 'queue-consumer'
    | 'scheduled-job'
    | 'startup';
  /** As its owner would say it: `POST /orders`, `Query.orders`, `queue mail`, `every 5 minutes`. */
  readonly label: string;
  /** Upper case; `ANY` when every method comes here. Routes only. */
  readonly method?: string;
  /** With mounted prefixes, `:id` for parameters. Routes only. */
  readonly path?: string;
  /** The row of rules/knowledge that recognised it: `express`. */
  readonly framework: string;
  readonly handler: FunctionId;
  /** Where it is registered: `app.post` in the source. */
  readonly at: Site;
  /** `dynamic` when registration or handler was guessed. */
  readonly resolution: 'static' | 'dynamic';
  readonly service: string;
}

/** Entry points whose work a user waits for. */
export function isRequest({ kind }: EntryPoint): boolean {
  return kind !== 'startup' && kind !== 'scheduled-job' && kind !== 'queue-consumer';
}

/** What the team says of its size, from tenfold.json. */
export interface Scale {
  readonly stage: 'mvp' | 'growth' | 'scale';
  readonly isStageDeclared: boolean;
  readonly monthlyActiveUsers?: number;
  /** Of the whole workspace, at the busiest time of a usual day. */
  readonly peakRequestsPerSecond?: number;
  /** How much the team expects to grow. */
  readonly growthFactor?: number;
  /** Of all requests, by route as the audit calls it (`GET /orders`); routes that are not named share what is left. */
  readonly routeShares?: Readonly<Record<string, number>>;
  /** How long a process runs between two deployments: what only grows has so long to grow. */
  readonly hoursBetweenRestarts?: number;
}
