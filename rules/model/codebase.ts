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

/** What may be asked while an answer about one file is made: all of it is seen to change, so that the answer can be kept until then. */
export interface Code {
  readonly facts: Pick<ReadonlyMap<FilePath, FileFacts>, 'get' | 'has'>;
  readonly calls: Pick<CallGraph, 'callsIn' | 'callAt'>;
  readonly values: Values;
  readonly manifests: Manifests;
  packageOf(file: FilePath): Package;
  isOffline(file: FilePath): boolean;
}

/** What can be said of a file by itself and by what it leads to; undefined where there is nothing to say. */
export type FileQuestion<Answer> = (own: FileFacts, code: Code) => Answer | undefined;

export interface Codebase extends Code {
  readonly workspace: Workspace;
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  readonly modules: ModuleGraph;
  readonly calls: CallGraph;
  readonly requests: RequestPaths;
  /** As `requests`, from what nobody waits for: schedules, consumers of queues and events. */
  readonly jobs: RequestPaths;
  readonly values: Values;
  readonly manifests: Manifests;
  /** The same from one codebase to the next, as long as there are the same files: see kit/of-each-file. */
  readonly lasting: Lasting;
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

export interface Lasting {
  /** `isSame`: an answer that says the same as the one before is that one. */
  answersTo<Answer>(question: FileQuestion<Answer>, isSame?: (one: Answer, other: Answer) => boolean): FileAnswers<Answer>;
}

/** Each kept until something it was made from has changed. */
export interface FileAnswers<Answer> {
  of(file: FilePath): Answer | undefined;
  /** Those there are of these files, in their order; `files` is always the same list. */
  among(files: readonly FilePath[]): readonly Answer[];
  /** Those there are, in the order of the files; the same map as long as nothing of it has changed. */
  all(): ReadonlyMap<FilePath, Answer>;
}
