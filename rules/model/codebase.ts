/** All that a rule may know. Plain data and pure queries: no disk, no clock, no syntax tree. */

import type { Breach } from './architecture.ts';
import type { FileFacts } from './facts.ts';
import type { CallGraph, ModuleGraph, RequestPaths } from './graphs.ts';
import type { History } from './history.ts';
import type { Manifests } from './manifests.ts';
import type { Measurements } from './measurements.ts';
import type { FilePath } from './source.ts';
import type { Values } from './values.ts';
import type { Package, Service, Workspace } from './workspace.ts';

export interface Codebase {
  readonly workspace: Workspace;
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  readonly modules: ModuleGraph;
  readonly calls: CallGraph;
  readonly requests: RequestPaths;
  /** As `requests`, from what nobody waits for: schedules, consumers of queues and events. */
  readonly jobs: RequestPaths;
  readonly values: Values;
  readonly manifests: Manifests;
  /** Only where the advice tier is judged, and git could tell it. */
  readonly history?: History;
  /** Only where load tests, traces or a calibration were read. */
  readonly measurements?: Measurements;
  /** Where the code breaks the team's own rules about imports; absent where a team has none. */
  readonly breaches?: readonly Breach[];
  /** Some of those rules could not be asked: their config is code that was not run, or is broken. */
  readonly hasBreachesUnseen?: true;
  /** The service a file belongs to: the one with the deepest root; absent outside all. */
  serviceOf(file: FilePath): Service | undefined;
  /** The package with the deepest root around the file. */
  packageOf(file: FilePath): Package;
  /** Tests, scripts, seeds, migrations, build and config files, examples: code that serves no request. */
  isOffline(file: FilePath): boolean;
}
