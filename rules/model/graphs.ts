/** How files depend on files, and functions on functions. */

import type { CallFact } from './facts.ts';
import type { FunctionId } from './function-id.ts';
import type { Operation } from './operations.ts';
import type { FilePath, Site, Span } from './source.ts';
import type { Origin } from './values.ts';
import type { EntryPoint, Service } from './workspace.ts';

export { functionId, partsOfFunctionId, type FunctionId } from './function-id.ts';

export interface ModuleGraph {
  dependenciesOf(file: FilePath): readonly Dependency[];
  dependentsOf(file: FilePath): readonly Dependency[];
  /** Files on any circle when only these dependencies are followed. */
  filesInCircles(follow: (dependency: Dependency) => boolean): ReadonlySet<FilePath>;
  /** One shortest circle for each knot of files that remains when only these dependencies are followed, between these files. */
  cycles(follow: (dependency: Dependency) => boolean, within?: ReadonlySet<FilePath>): Iterable<readonly Dependency[]>;
}

/** An import that leads to another file of the workspace. */
export interface Dependency {
  readonly from: FilePath;
  readonly to: FilePath;
  readonly kind: 'import' | 're-export' | 'dynamic-import' | 'require' | 'type-only';
  /** As `ImportFact.isErasable` and `isLazy`. */
  readonly isErasable: boolean;
  readonly isLazy: boolean;
  readonly specifier: string;
  /** The specifier in `from`. */
  readonly span: Span;
}

/** A call as linked: what it means and where it leads. */
export interface Call {
  readonly file: FilePath;
  /** Index in `FileFacts.calls`. */
  readonly index: number;
  readonly fact: CallFact;
  readonly caller: FunctionId;
  /** Functions of the workspace it runs, callbacks given to it included. */
  readonly edges: readonly CallEdge[];
  /** What it names outside the workspace; empty when it stays inside or is unknown. */
  readonly origins: readonly Origin[];
  /** What it does to the outside world, by rules/knowledge. */
  readonly operation?: Operation;
  /** The operation was recognised by name and shape only, not by following the receiver to its origin. */
  readonly isGuessed: boolean;
  /** Its promise is settled behind the answer: `waitUntil(send())`. No request waits for it. */
  readonly isForLater?: true;
  /** Where to point at: the name that is called; for a builder (`db.select().from(x)`), the first of its chain. */
  readonly nameSpan: Span;
  /** The calls of a builder's chain in the order they run, this one last; absent when the call is no builder's. */
  readonly chain?: readonly CallFact[];
}

export interface CallEdge {
  readonly call: Call;
  readonly caller: FunctionId;
  readonly callee: FunctionId;
  /** `dynamic` when the target was guessed: an interface with several implementations, a computed member, a callback handed to unknown code. */
  readonly resolution: 'static' | 'dynamic';
  /**
   * `call`: it is what the call names. `callback`: it is given to the call, which runs it before it is done. `deferred`: it is given
   * to the call, which runs it later (a timer, an event, a queue), so that nobody waits for it.
   */
  readonly how: 'call' | 'callback' | 'deferred';
  /** The callback runs once for each element (`map`, `forEach`, `async.each`, `pMap`). */
  readonly isPerElement: boolean;
}

export interface CallGraph {
  /** Calls whose code stands in the body of this function, in the order of the text. */
  callsIn(caller: FunctionId): readonly Call[];
  /** The linked form of `facts.calls[index]`. */
  callAt(file: FilePath, index: number): Call | undefined;
  /** Edges that lead to this function from code that may serve requests. Makes all of that code be linked: most rules ask kit/reached-graph instead. */
  callersOf(callee: FunctionId): readonly CallEdge[];
  /** The same from tests, scripts and the like too: whoever changes the function has to know them. */
  callersAnywhere(callee: FunctionId): readonly CallEdge[];
}

/** A walk from an entry point's handler along edges; the end is the callee of the last, or the handler itself. */
export interface RequestPath {
  readonly entryPoint: EntryPoint;
  readonly steps: readonly CallEdge[];
}

export interface ReachedCall {
  readonly call: Call;
  /** The shortest; certain steps are preferred to guessed ones. */
  readonly path: RequestPath;
}

/**
 * What requests come to. Module bodies are never on a request path; `deferred` edges are followed only where said.
 */
export interface RequestPaths {
  /** Every call that a request to one of the service's own entry points (or to any, without `service`) comes to, each once. */
  calls(service?: Service): Iterable<ReachedCall>;
  /** The shortest path to this function; absent when no request comes there. */
  to(callee: FunctionId): RequestPath | undefined;
  /** All request entry points that come to this function, the shortest path's first. */
  entryPointsOf(callee: FunctionId): readonly EntryPoint[];
}

/** Where to point at when speaking of a call. */
export function siteOf({ file, nameSpan }: Call): Site {
  return { file, span: nameSpan };
}
