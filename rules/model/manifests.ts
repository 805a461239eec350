/** What the files around the code say: deployment, pipelines, owners, schemas. Filled by server/src/extract/manifests. */

import type { FilePath, Site } from './source.ts';

export interface Manifests {
  /** Offsets at which each line starts, for every manifest a finding may lie in. */
  readonly lineStarts: ReadonlyMap<FilePath, readonly number[]>;
  readonly workloads: readonly Workload[];
  readonly models: readonly DataModel[];
  readonly pipelines: readonly Pipeline[];
  /** CODEOWNERS rules in order; the last match wins. */
  readonly owners: readonly OwnerRule[];
  /** Files of interest that exist: README, OpenAPI, load tests, Dockerfile, Terraform. */
  readonly documents: readonly Document[];
}

/** Something that is deployed: a compose service, a Kubernetes Deployment, a serverless function. */
export interface Workload {
  readonly platform: 'compose' | 'kubernetes' | 'serverless' | 'procfile' | 'platform';
  readonly kind: string;
  readonly name: string;
  readonly image?: string;
  /** Folder its image is built from, relative to the workspace. */
  readonly buildContext?: FilePath;
  readonly replicas?: number;
  readonly hasAutoscaler: boolean;
  readonly hasLimits: boolean;
  readonly hasProbes: boolean;
  readonly hostVolumes: readonly Site[];
  readonly dependsOn: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly at: Site;
  readonly traits: readonly string[];
}

/** A table, collection or entity as a schema declares it. */
export interface DataModel {
  readonly library: string;
  readonly name: string;
  readonly table?: string;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly at: Site; readonly isIndexed: boolean; readonly isUnique: boolean }[];
  /** Fields of each compound index or unique key, in order. */
  readonly indexes: readonly (readonly string[])[];
  readonly at: Site;
}

export interface Pipeline {
  readonly system: string;
  readonly file: FilePath;
  readonly name: string;
  readonly triggers: readonly string[];
  /** Shell commands in order, with where they stand. */
  readonly commands: readonly { readonly text: string; readonly at: Site }[];
  readonly manualGates: readonly Site[];
  readonly deploys: boolean;
}

export interface OwnerRule {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly at: Site;
}

export interface Document {
  readonly kind: 'readme' | 'api-contract' | 'load-test' | 'dockerfile' | 'infrastructure-as-code' | 'test';
  readonly file: FilePath;
}
