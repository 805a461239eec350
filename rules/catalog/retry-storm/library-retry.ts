/** Retries that a library makes: whether they are spaced out. */

import { optionEdits } from '../../kit/argument-edits.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';

/** axios-retry, `async.retry`, `radash.retry` and rxjs’ `retry` go on at once unless an option says how long to wait. */
export function isUnspaced(codebase: Codebase, { operation, fact, file, origins }: Call): boolean {
  if (operation?.kind !== 'retry' || !operation.traits.includes('no-backoff-by-default') || !origins.some((origin) => LIBRARIES.test(origin))) return false;
  return fact.arguments.every((given, index) => {
    // The client that is taught, or what is tried.
    if (given.kind === 'function' || (index === 0 && origins.some((origin) => origin.startsWith('axios-retry#')))) return true;
    if (given.kind === 'literal') return true;
    return given.kind === 'object' && given.spreads.length === 0 && !given.properties.some(({ name }) => SPACING.test(name)) && tries(codebase, file, given);
  });
}

const LIBRARIES = /^(?:axios-retry#|async#retry$|radash#retry$|rxjs#retry$|rxjs\/operators#retry$)/;
const SPACING = /^(?:retryDelay|delay|backoff|interval|retryCondition|errorFilter)$/;

/** `{ retries: 0 }` never tries again. */
function tries({ values }: Codebase, file: Call['file'], options: Call['fact']['arguments'][number]): boolean {
  const count = values.propertyOf(file, options, 'retries') ?? values.propertyOf(file, options, 'times') ?? values.propertyOf(file, options, 'count');
  return !(count?.expression.kind === 'literal' && (count.expression.value === 0 || count.expression.value === 1));
}

/** axios-retry brings its own growing delay. */
export function backoffEdits({ facts }: Codebase, text: string, { file, fact, origins }: Call): readonly TextEdit[] {
  const own = facts.get(file);
  if (!own || fact.callee.kind !== 'name' || !origins.includes('axios-retry#')) return [];
  return optionEdits(text, own, fact, 1, 'retryDelay', `${fact.callee.name}.exponentialDelay`);
}
