/** Turns a place in facts or manifests into one that people can go to. */

import type { Codebase } from '../../../rules/model/codebase.ts';
import { rangeOf, type Location, type Site } from '../../../rules/model/source.ts';

/** A file of which no lines are known is pointed at by its beginning. */
export function locationOf({ facts, manifests }: Pick<Codebase, 'facts' | 'manifests'>, { file, span }: Site): Location {
  return { file, range: rangeOf(facts.get(file)?.lineStarts ?? manifests.lineStarts.get(file) ?? [0], span) };
}

/** The file as a whole. */
export function startOf(file: Site['file']): Location {
  return { file, range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } } };
}
