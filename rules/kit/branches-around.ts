/** The branches that something stands in, and which go together. */

import type { BranchFact, FileFacts } from '../model/facts.ts';

/** From the innermost outwards; empty for what runs whenever its function does. */
export function branchesAround({ branches }: Pick<FileFacts, 'branches'>, innermost: number | undefined): readonly BranchFact[] {
  const found: BranchFact[] = [];
  for (let branch = innermost === undefined ? undefined : branches[innermost]; branch; branch = branch.parent === undefined ? undefined : branches[branch.parent]) found.push(branch);
  return found;
}

/** The `catch` that goes with this `try`; undefined where it has none. */
export function catchOf({ branches }: Pick<FileFacts, 'branches'>, tried: BranchFact): BranchFact | undefined {
  const behind = branches.filter(({ in: owner, parent, span }) => owner === tried.in && parent === tried.parent && span[0] >= tried.span[1]);
  const [next] = behind.filter(({ kind }) => kind === 'catch' || kind === 'finally' || kind === 'try').sort((one, other) => one.span[0] - other.span[0]);
  return next?.kind === 'catch' ? next : undefined;
}
