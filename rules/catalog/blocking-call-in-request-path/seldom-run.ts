/** What blocks, and is hardly ever run, or over next to nothing. */

import { branchesAround } from '../../kit/branches-around.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';

/** A fallback of a fallback: a `catch` within a `catch`, on the way or around the call. */
export function isLastResort({ facts }: Codebase, { call, path }: ReachedCall): boolean {
  let catches = 0;
  for (const { file, fact } of [...path.steps.map((step) => step.call), call]) {
    catches += branchesAround(facts.get(file) ?? { branches: [] }, fact.branch).filter(({ kind }) => kind === 'catch').length;
  }
  return catches > 1;
}

/** A sheet of `sampleData()`: rows that somebody typed, to show what a file looks like. */
export function isOfSamples({ facts }: Codebase, { file, fact, operation }: Call): boolean {
  return operation?.traits.includes('fs') !== true && (facts.get(file)?.calls.some(({ in: at, callee, use }) => at === fact.in && use === 'assigned' && (callee.kind === 'name' || callee.kind === 'member') && SAMPLES.test(callee.name)) ?? false);
}

const SAMPLES = /^(?:get|make|load)?_?(?:sample|example|demo)_?(?:data|rows|records|sheet|content)?$/i;
