/** The branches that something stands in. */

import type { BranchFact, FileFacts } from '../model/facts.ts';

/** From the innermost outwards; empty for what runs whenever its function does. */
export function branchesAround({ branches }: Pick<FileFacts, 'branches'>, innermost: number | undefined): readonly BranchFact[] {
  const found: BranchFact[] = [];
  for (let branch = innermost === undefined ? undefined : branches[innermost]; branch; branch = branch.parent === undefined ? undefined : branches[branch.parent]) found.push(branch);
  return found;
}
