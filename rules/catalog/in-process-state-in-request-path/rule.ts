import { defineRule } from '../../kit/define-rule.ts';
import { everyOf } from '../../kit/every-of.ts';
import { isOnceOn } from '../../kit/once.ts';
import { stepsOf, weakest } from '../../kit/request-path-report.ts';
import { isSingleCopy } from '../../kit/single-copy.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Confidence } from '../../model/finding.ts';
import { functionId } from '../../model/function-id.ts';
import type { RequestPath } from '../../model/graphs.ts';
import type { EntryPoint } from '../../model/workspace.ts';
import { copied } from './copied.ts';
import { changesOf, readsOf, type Change } from './changes.ts';
import { holdersIn, type Holder } from '../../kit/holders.ts';
import { kindOfState } from './kind-of-state.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  // What may be kept by each process for itself is told by names and shapes: measured precision carries advice only.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const facts of codebase.facts.values()) {
      if (codebase.isOffline(facts.file)) continue;
      for (const holder of holdersIn(facts)) {
        const state = stateIn(codebase, facts, holder);
        if (!state || isSingleCopy(codebase, facts.file)) continue;
        const { change, writer, reader, says } = state;
        const service = codebase.serviceOf(facts.file)?.name ?? 'the service';
        const isSame = writer.entryPoint === reader.path.entryPoint;
        yield {
          at: { file: facts.file, span: change.span },
          message: `${holder.name} ${says}: ${everyOf(writer.entryPoint)} changes it${isSame ? ' and reads it' : `, ${reader.path.entryPoint.label} reads it`}, and each instance of ${service} has another one.`,
          confidence: weakest(confidenceOf(writer), confidenceOf(reader.path)),
          evidence: [...stepsOf(writer), { at: { file: facts.file, span: change.span }, shows: `${holder.name} changes here` }, { at: { file: facts.file, span: reader.span }, shows: `${reader.path.entryPoint.label} reads ${holder.name} here` }],
          evidenceIs: 'related',
          entryPoints: codebase.requests.entryPointsOf(functionId(facts.file, change.in)),
        };
      }
    }
  },
});

interface Reader {
  readonly path: RequestPath;
  readonly span: Change['span'];
}

interface State {
  readonly change: Change;
  readonly writer: RequestPath;
  readonly reader: Reader;
  readonly says: string;
}

function stateIn(codebase: Codebase, facts: FileFacts, holder: Holder): State | undefined {
  const changes = [...changesOf(facts, holder)];
  const changed = changes.flatMap((change) => {
    const path = change.in === 0 ? undefined : codebase.requests.to(functionId(facts.file, change.in));
    return path && !isOnceOn(codebase, path) ? [{ change, path }] : [];
  });
  const [first] = changed;
  if (!first) return undefined;
  const reads = [...readsOf(facts, holder)].flatMap(({ in: owner, span }) => {
    const path = owner === 0 ? undefined : codebase.requests.to(functionId(facts.file, owner));
    return path ? [{ path, span, in: owner }] : [];
  });
  if (reads.length === 0) return undefined;
  const kind = kindOfState(facts, holder, changed.map(({ change }) => change), reads) ?? copied(codebase, facts, holder, changed);
  if (!kind || standsBeforeStore(codebase, facts, new Set([...changed.map(({ change }) => change.in), ...reads.map((each) => each.in)]))) return undefined;
  const writing = new Set(codebase.requests.entryPointsOf(functionId(facts.file, kind.change.in)));
  const isOther = ({ path }: { readonly path: RequestPath }): boolean => !writing.has(path.entryPoint);
  const reader = reads.find(isOther) ?? reads[0];
  const writer = changed.find(({ change }) => change === kind.change)?.path ?? first.path;
  return reader ? { change: kind.change, writer, reader, says: kind.says } : undefined;
}

/** What it knows is looked up in a shared cache where it does not know: a copy, to save the trip. */
function standsBeforeStore({ calls }: Codebase, { file, functions: all }: FileFacts, functions: ReadonlySet<number>): boolean {
  const own = new Set([...functions].map((index) => functionId(file, index)));
  // Only the callers beside them count, so the calls of this file tell them all.
  const callers = all.map((_, index) => functionId(file, index)).filter((id, index) => index > 0 && calls.callsIn(id).some(({ edges }) => edges.some(({ callee }) => own.has(callee))));
  const around = new Set([...own, ...callers]);
  return [...around].some((id) => calls.callsIn(id).some(({ operation }) => (operation?.kind === 'cache-read' || operation?.kind === 'cache-write') && !operation.traits.includes('in-process')));
}

function confidenceOf({ entryPoint, steps }: { readonly entryPoint: EntryPoint; readonly steps: RequestPath['steps'] }): Confidence {
  return entryPoint.resolution === 'static' && steps.every(({ resolution }) => resolution === 'static') ? 'certain' : 'likely';
}
