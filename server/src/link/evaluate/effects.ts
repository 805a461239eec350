/** Effect: what an effect gives, and what layers hold for a tag: `const orders = yield* Orders`. */

import type { CallFact } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import { serviceKey } from '../providers.ts';
import type { Evaluation } from './evaluation.ts';

const RUNS = /^effect(?:\/Effect)?#(?:Effect\.)?(?:gen|sync|promise|tryPromise|suspend|succeed)$/;
const TAG = /^effect(?:\/\w+)?#(?:Context\.)?(?:Tag|Service|GenericTag|Reference)\(/;
const OWN_SERVICE = /^effect(?:\/\w+)?#(?:Effect\.)?Service\(/;

/** `Effect.gen(function* () { … return { list }; })` gives what the function returns; nothing for any other call. */
export function givenByEffect(evaluation: Evaluation, file: FilePath, { arguments: given }: CallFact, origins: readonly string[]): readonly Value[] {
  if (!origins.some((origin) => RUNS.test(origin))) return [];
  return given.flatMap((argument) => evaluation.of(file, argument)).flatMap((value) => (value.kind === 'function' ? evaluation.result(value, false) : [value])).filter(({ kind }) => kind !== 'literal');
}

/** What the class of a tag stands for where it is asked for a member: what some layer holds, or what the tag says itself how to make. */
export function heldForTag(evaluation: Evaluation, { file, class: index }: Value & { kind: 'class' | 'instance' }, bases: readonly Value[]): readonly Value[] {
  const origins = bases.flatMap((base) => (base.kind === 'external' ? [base.origin] : []));
  if (!origins.some((origin) => TAG.test(origin) || OWN_SERVICE.test(origin))) return [];
  const facts = evaluation.program.facts.get(file);
  const fact = facts?.classes[index];
  const held = fact ? evaluation.heritage.providersOf(serviceKey(fact.name)).flatMap((each) => evaluation.of(each.file, each.expression)) : [];
  const call = origins.some((origin) => OWN_SERVICE.test(origin)) && fact?.extends?.kind === 'call' ? facts?.calls[fact.extends.call] : undefined;
  const [, how] = call?.arguments ?? [];
  const own = how?.kind === 'object' ? how.properties.filter(({ name }) => MAKES.has(name)).flatMap(({ value }) => evaluation.of(file, value)) : [];
  return [...held, ...own].flatMap((value) => (value.kind === 'function' ? evaluation.result(value, false) : [value]));
}

/** `class Orders extends Effect.Service<Orders>()('Orders', { effect: … })`. */
const MAKES = new Set(['effect', 'succeed', 'sync', 'scoped']);
