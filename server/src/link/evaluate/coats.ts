/** What a call gives that hands in functions: coats around them, and what they make. */

import type { CallFact } from '../../../../rules/model/facts.ts';
import type { FunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import { coatedMembers, coatedParameters, parametersCalledIn, usesWhatItsParameterGives } from '../called-parameters.ts';
import type { Evaluation } from './evaluation.ts';

/** Something of a package or of the workspace; what a function keeps in a global is anything. */
export function isOurs(value: Value): boolean {
  return value.kind === 'external' ? !value.origin.startsWith('global#') : value.kind !== 'literal' && value.kind !== 'shape';
}

/** `singleton('streams', makeStreams)`, where nothing says for sure what comes back: what the function gives that was handed in. */
export function builtBy(evaluation: Evaluation, callee: FunctionId, at: FilePath, { arguments: given }: CallFact): readonly Value[] {
  return given.flatMap((handed, place) => {
    if (handed.kind === 'spread' || handed.kind === 'literal' || !usesWhatItsParameterGives(evaluation.program, callee, place)) return [];
    return evaluation.of(at, handed).flatMap((value) => (value.kind === 'function' ? evaluation.result(value, false).filter(isOurs) : []));
  });
}

/** `const { action } = route(create)`, where `route` gives back an object whose `action` runs what it was given: besides `found`, what this call hands in. */
export function coatedInMember(evaluation: Evaluation, file: FilePath, index: number, found: readonly Value[]): readonly Value[] {
  const call = evaluation.program.facts.get(file)?.calls[index];
  const inner = found.flatMap((value) => (value.kind === 'function' ? [value.function] : []));
  if (!call || inner.length === 0) return [];
  return evaluation.of(file, call.callee).flatMap((callee) => (callee.kind === 'function' ? parametersCalledIn(evaluation.program, callee.function, inner) : [])).flatMap((place) => {
    const handed = call.arguments[place];
    return handed && handed.kind !== 'spread' ? evaluation.of(file, handed).filter(({ kind }) => kind === 'function') : [];
  });
}

/** `onlyOwners(invite)` gives a function of its own that runs `invite`. */
export function coatedBy(evaluation: Evaluation, callee: FunctionId, at: FilePath, { arguments: given }: CallFact): readonly Value[] {
  const { program, of } = evaluation;
  const named = coatedMembers(program, callee).flatMap(({ place, name }) => {
    const handed = given[place];
    const owners = handed && handed.kind !== 'spread' ? of(at, handed).filter(({ kind }) => kind === 'expression') : [];
    return owners.flatMap((owner) => (name === undefined ? membersOf(evaluation, owner) : evaluation.member(owner, name))).filter(({ kind }) => kind === 'function');
  });
  return named.length > 0 ? named : coatedParameters(program, callee).flatMap((place) => {
    const handed = given[place];
    return handed && handed.kind !== 'spread' ? of(at, handed).filter(({ kind }) => kind === 'function') : [];
  });
}

/** `{ GET: list, POST: create }`. */
function membersOf({ of }: Evaluation, owner: Value): readonly Value[] {
  return owner.kind === 'expression' && owner.expression.kind === 'object' ? owner.expression.properties.flatMap(({ value }) => of(owner.file, value)) : [];
}
