/** What `x.name` may stand for: what was written to it in the same file, and what `x` has by itself. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';
import { exportedBinding } from './exported-binding.ts';
import { cradleValues } from './injection.ts';
import { coatedInMember } from './coats.ts';
import { memberAbove } from './members.ts';

/** More writes than this are not followed. */
const MOST_WRITES = 4;

export function memberWritten(evaluation: Evaluation, file: FilePath, of: Expression, name: string): readonly Value[] {
  const owners = evaluation.of(file, of);
  if (of.kind === 'super') return owners.flatMap((base) => memberAbove(evaluation, base, name));
  const written = writtenTo(evaluation, file, of, name);
  const found = owners.flatMap((owner) => evaluation.member(owner, name));
  if (found.length === 0 && written.length === 0 && of.kind === 'parameter') return cradleValues(evaluation, name);
  if (written.length > 0) return [...written, ...found.filter(({ kind }) => kind !== 'external')];
  const said = found.length > 0 ? [] : membersOfType(evaluation, file, of, name);
  if (said.length > 0) return said;
  const made = madeBy(evaluation, file, of);
  return made === undefined ? found : [...found, ...coatedInMember(evaluation, file, made, found)];
}

/** `client.from`, where `const client = new Proxy(new Fallback(), …) as unknown as Client`: what it is has no such thing, what it is said to be has. */
function membersOfType(evaluation: Evaluation, file: FilePath, of: Expression, name: string): readonly Value[] {
  const own = of.kind === 'name' && of.binding !== undefined ? { file, binding: of.binding } : undefined;
  const facts = own && evaluation.program.facts.get(own.file);
  const source = own && facts?.bindings[own.binding]?.import;
  const resolution = source && evaluation.program.resolver.resolve(file, source.specifier);
  const at = resolution?.kind === 'file' && source ? exportedBinding(evaluation.program, resolution.file, source.name) : source ? undefined : own;
  const binding = at && evaluation.program.facts.get(at.file)?.bindings[at.binding];
  if (!at || !binding?.type || binding.kind !== 'const') return [];
  return evaluation.ofType(at.file, binding.type).flatMap((value) => (value.kind === 'external' ? evaluation.member(value, name) : []));
}

/** The call that gave it: `route(create)`, or a name of the file for that. */
function madeBy({ program }: Evaluation, file: FilePath, of: Expression): number | undefined {
  const written = of.kind === 'name' && of.binding !== undefined ? program.facts.get(file)?.bindings[of.binding]?.value : of;
  const call = written?.kind === 'await' ? written.of : written;
  return call?.kind === 'call' ? call.call : undefined;
}

/** `x.name = value`, where `x` is a name of the same file. */
function writtenTo(evaluation: Evaluation, file: FilePath, of: Expression, name: string): readonly Value[] {
  if (of.kind !== 'name' || of.binding === undefined) return [];
  const values = evaluation.program.of(file)?.propertiesOf.get(of.binding)?.get(name) ?? [];
  return values.slice(0, MOST_WRITES).flatMap((value) => evaluation.of(file, value));
}
