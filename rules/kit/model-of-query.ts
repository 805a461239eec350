/** Which of the declared models a query speaks of. */

import type { Codebase } from '../model/codebase.ts';
import type { Call } from '../model/graphs.ts';
import type { DataModel } from '../model/manifests.ts';

/** The one model that the call can mean; several of the same name are told apart by the package they stand in. */
export function modelOfQuery(codebase: Codebase, { operation, file }: Call, models: readonly DataModel[]): DataModel | undefined {
  const subject = operation?.kind === 'query' ? operation.subject : undefined;
  if (subject === undefined) return undefined;
  const named = models.filter(({ library, name }) => library === operation?.library && (name === subject || name === subject.charAt(0).toUpperCase() + subject.slice(1)));
  if (named.length < 2) return named[0];
  const { root } = codebase.packageOf(file);
  const near = named.filter(({ at }) => codebase.packageOf(at.file).root === root);
  return near.length === 1 ? near[0] : undefined;
}
