/** What the files around the code say: deployment, pipelines, owners, schemas. Filled by server/src/extract/manifests. */

import type { CommentFact } from './facts.ts';
import type { FilePath, Site } from './source.ts';
import type { Service } from './workspace.ts';

export interface Manifests {
  /** Offsets at which each line starts, for every manifest a finding may lie in. */
  readonly lineStarts: ReadonlyMap<FilePath, readonly number[]>;
  /** Comments that speak to Tenfold, in manifests that may hold some; absent where there are none. */
  readonly comments?: ReadonlyMap<FilePath, readonly CommentFact[]>;
  readonly workloads: readonly Workload[];
  readonly models: readonly DataModel[];
  readonly pipelines: readonly Pipeline[];
  /** CODEOWNERS rules in order; the last match wins. */
  readonly owners: readonly OwnerRule[];
  /** Files of interest that exist: README, OpenAPI, load tests, Dockerfile, Terraform. */
  readonly documents: readonly Document[];
  /** Paths that the platform asks for by the clock: `crons` of vercel.json, cron.yaml of App Engine. Absent where it asks for none. */
  readonly clocks?: readonly ClockedPath[];
  /** Where each package.json, or Nx project.json, says its name: what is found about a whole service stands there. */
  readonly packages: readonly { readonly root: FilePath; readonly at: Site }[];
}

export interface ClockedPath {
  /** `/api/house-keeping`, as it is written there. */
  readonly path: string;
  /** The file that says so: it speaks of the code in its folder. */
  readonly file: FilePath;
}

/** Something that is deployed: a compose service, a Kubernetes Deployment, a serverless function. */
export interface Workload {
  readonly platform: 'compose' | 'kubernetes' | 'serverless' | 'procfile' | 'platform';
  /** As the platform calls it: `Deployment`, `StatefulSet`, `CronJob`, `service`, `function`, `vercel`. */
  readonly kind: string;
  readonly name: string;
  readonly image?: string;
  /** Folder its image is built from, relative to the workspace. */
  readonly buildContext?: FilePath;
  readonly dockerfile?: FilePath;
  /** What it runs, on one line. */
  readonly command?: string;
  /** As written; absent where the platform decides. */
  readonly replicas?: number;
  readonly replicasAt?: Site;
  readonly hasAutoscaler: boolean;
  /** The most an autoscaler starts. */
  readonly maxReplicas?: number;
  /** Processors that one copy may use, `0.5` for `500m`; absent where nothing bounds them. */
  readonly processors?: number;
  /** Megabytes (2²⁰ bytes) that one copy may use. */
  readonly megabytes?: number;
  /** Memory is bounded for every container. */
  readonly hasLimits: boolean;
  /** CPU or memory is asked for, for every container; what an autoscaler measures against. */
  readonly hasRequests: boolean;
  /** The platform asks it whether it is alive or ready. */
  readonly hasProbes: boolean;
  /** Folders of one machine that it writes to, or volumes that only one machine may mount. */
  readonly hostVolumes: readonly Site[];
  /** Ports of the machine that it takes for itself: a second copy cannot start beside it. */
  readonly hostPorts: readonly Site[];
  /** Ports of the machine that lead to it. */
  readonly publishes?: readonly string[];
  /** Names by which it knows the machine it runs on: `shop.local:host-gateway`. */
  readonly machineNames?: readonly string[];
  /** A name that only one container of the machine can have. */
  readonly containerName?: Site;
  readonly dependsOn: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly at: Site;
  /** `development` (only for a developer's machine or a test), `restarts`, `chart` (of Helm: who installs it may change every number). */
  readonly traits: readonly string[];
}

/** A table, collection or entity as a schema declares it. */
export interface DataModel {
  readonly library: string;
  readonly name: string;
  readonly table?: string;
  /** `postgresql`, `mysql`, `mongodb`, as the schema says. */
  readonly database?: string;
  readonly fields: readonly DataField[];
  /** Fields of each primary key, index or unique key over one or more fields, in order. */
  readonly indexes: readonly (readonly string[])[];
  readonly at: Site;
  /** Offset where a further line of the model can be put: just before its closing brace. */
  readonly end?: number;
}

export interface DataField {
  readonly name: string;
  /** As written, without list and optional marks. */
  readonly type: string;
  readonly at: Site;
  /** It alone, or it first, in some index. */
  readonly isIndexed: boolean;
  readonly isUnique: boolean;
  /** Its name in the database, where that is another. */
  readonly column?: string;
  /** `relation`: another model stands behind it. `choice`: an enum or a boolean, where an index seldom helps. */
  readonly role: 'value' | 'choice' | 'relation';
}

export interface Pipeline {
  readonly system: 'github' | 'gitlab' | 'circleci' | 'other';
  readonly file: FilePath;
  readonly name: string;
  /** `push`, `pull_request`, `schedule`, `workflow_dispatch`, `workflow_call`, …; empty where the system runs it on every push. */
  readonly triggers: readonly string[];
  /** Shell commands in order, with where they stand. */
  readonly commands: readonly { readonly text: string; readonly at: Site }[];
  /** Actions, orbs and other pipelines that it uses: `actions/checkout@v4`, `./.github/workflows/test.yml`. */
  readonly uses: readonly string[];
  /** Where someone has to press a button before it goes on. */
  readonly manualGates: readonly Site[];
  readonly deploys: boolean;
  readonly at: Site;
}

export interface OwnerRule {
  readonly pattern: string;
  /** Empty where the rule takes ownership away. */
  readonly owners: readonly string[];
  readonly at: Site;
}

export interface Document {
  readonly kind: 'readme' | 'api-contract' | 'load-test' | 'dockerfile' | 'infrastructure-as-code' | 'test' | 'agent';
  readonly file: FilePath;
  /** A Dockerfile's `HEALTHCHECK`, what infrastructure is written in: `health-check`, `terraform`, `helm`. */
  readonly traits: readonly string[];
}

/** Those of the workloads that run this service's code, as far as paths and names tell. */
export function workloadsOf({ workloads }: Manifests, service: Service, all: readonly Service[]): readonly Workload[] {
  return workloads.filter((workload) => serviceOfWorkload(workload, all) === service);
}

/** The service whose code a workload runs: by Dockerfile, by build folder, else by the name it goes by. */
export function serviceOfWorkload(workload: Workload, services: readonly Service[]): Service | undefined {
  const { dockerfile, buildContext } = workload;
  const deployed = services.filter(({ kind }) => kind === 'service');
  const [only] = deployed.length === 1 ? deployed : [];
  // The image of a repository with one service is often called after the repository.
  const image = imageOf(workload);
  const building = image === undefined ? undefined : deployed.find((service) => imagesBuiltBy(service.package).has(image));
  if (building) return building;
  const named = services.find((service) => [...namesOf(service), ...(service === only ? [plain(service.package.name)] : [])].some((name) => namesOfWorkload(workload).includes(name)));
  // A stock image is someone else's code, whatever the workload is called.
  if (dockerfile === undefined && buildContext === undefined) return named;
  const byDockerfile = dockerfile === undefined ? undefined : deepestAround(dockerfile, deployed.filter(({ root }) => root !== ''));
  const byContext = buildContext === undefined || buildContext === '' ? undefined : deepestAround(`${buildContext}/`, deployed);
  return byDockerfile ?? byContext ?? named ?? only;
}

/** `registry.shop.com/shop/orders:2` is `shop/orders`: what who builds it calls it. */
function imageOf({ image }: Workload): string | undefined {
  return image === undefined ? undefined : /(?:^|\/)([\w.-]+\/[\w.-]+?)(?:[:@].*)?$/.exec(image)?.[1];
}

/** `docker build -t shop/orders .`, `docker-build.sh shop/orders`: images that scripts of the package make. */
function imagesBuiltBy(own: Service['package']): ReadonlySet<string> {
  const known = IMAGES.get(own);
  if (known) return known;
  const images = Object.values(own.scripts).filter((script) => /docker[\w/:. -]*build|docker_build/i.test(script)).flatMap((script) => [...script.matchAll(/(?:^|\s)([a-z][\w.-]*\/[\w.-]+?)(?::\S+)?(?=\s|$)/g)].flatMap(([, name]) => (name === undefined || /\.(?:sh|js|ts)$/.test(name) ? [] : [name])));
  const built = new Set(images);
  IMAGES.set(own, built);
  return built;
}

const IMAGES = new WeakMap<Service['package'], ReadonlySet<string>>();

function deepestAround(path: string, services: readonly Service[]): Service | undefined {
  return services.filter(({ root }) => root === '' || path.startsWith(`${root}/`)).sort((a, b) => b.root.length - a.root.length)[0];
}

function namesOf(service: Service): readonly string[] {
  return once(SERVICES, service, ({ name, root }) => [plain(name), plain(root.slice(root.lastIndexOf('/') + 1))].filter((each) => each !== ''));
}

function namesOfWorkload(workload: Workload): readonly string[] {
  return once(WORKLOADS, workload, ({ name, image }) => {
    const last = image?.replace(/[:@].*$/, '').split('/').at(-1);
    return [plain(name), ...(last === undefined ? [] : [plain(last)])];
  });
}

const SERVICES = new WeakMap<Service, readonly string[]>();
const WORKLOADS = new WeakMap<Workload, readonly string[]>();

/** Every rule about what is deployed holds each workload against each service, at every keystroke. */
function once<Named extends object>(known: WeakMap<Named, readonly string[]>, named: Named, namesOf: (named: Named) => readonly string[]): readonly string[] {
  let names = known.get(named);
  if (!names) known.set(named, (names = namesOf(named)));
  return names;
}

/** `@shop/orders-service` is `orders`. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^@[^/]*\//, '')
    .replace(/[-_](service|svc|app|server|deployment)$/, '')
    .replace(/^front-end$/, 'frontend')
    .replace(/^back-end$/, 'backend');
}
