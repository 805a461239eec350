/** What a dependency-injection container hands in for `@Inject(TOKEN)`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import { cradleKey, globalKey } from '../providers.ts';
import { isNothing } from './nothing.ts';
import type { Evaluation } from './evaluation.ts';

const INJECTORS = new Set(['Inject', 'inject']);

export function injectedValues(evaluation: Evaluation, file: FilePath, decorators: readonly Expression[]): readonly Value[] {
  for (const decorator of decorators) {
    if (decorator.kind !== 'call') continue;
    const call = evaluation.program.facts.get(file)?.calls[decorator.call];
    const name = call?.callee.kind === 'name' ? call.callee.name : undefined;
    const token = call?.arguments[0];
    if (!name || !token || !INJECTORS.has(name)) continue;
    const values = providedFor(evaluation, file, token);
    if (values.length > 0) return values;
  }
  return [];
}

/** `container.resolve('orders')`, `container.get(OrdersService)`: an object of the class asked for, or what is registered under the name. */
export function resolvedValues(evaluation: Evaluation, file: FilePath, container: Expression, token: Expression | undefined): readonly Value[] {
  if (!token || !evaluation.of(file, container).some((value) => value.kind === 'external' && CONTAINERS.test(value.origin))) return [];
  const made = evaluation.of(file, token).flatMap((value) => (value.kind === 'class' ? evaluation.result(value, true) : []));
  if (made.length > 0) return made;
  const registered = providedFor(evaluation, file, token);
  return registered.length > 0 ? registered : keysOf(evaluation, file, token).flatMap((name) => cradleValues(evaluation, name));
}

const CONTAINERS = /^(?:awilix|@fastify\/awilix|tsyringe|inversify|typedi|@nestjs\/core|@nestjs\/testing|@tsed\/di)#/;

/** What a container that hands itself over holds under a name: `constructor({ orders })`. */
export function cradleValues(evaluation: Evaluation, name: string): readonly Value[] {
  return made(evaluation, evaluation.heritage.providersOf(cradleKey(name)));
}

/** `global.db = connect()` somewhere, and `db` or `global.db` elsewhere. */
export function keptGlobally(evaluation: Evaluation, name: string): readonly Value[] {
  return made(evaluation, evaluation.heritage.providersOf(globalKey(name))).filter((value) => value.kind !== 'literal' && !isNothing(value));
}

function providedFor(evaluation: Evaluation, file: FilePath, token: Expression): readonly Value[] {
  return made(evaluation, keysOf(evaluation, file, token).flatMap((key) => evaluation.heritage.providersOf(key)));
}

function made(evaluation: Evaluation, providers: ReturnType<Evaluation['heritage']['providersOf']>): readonly Value[] {
  return providers.flatMap(({ file: at, expression, use }) => {
    const values = evaluation.of(at, expression);
    if (use === 'value') return values;
    return values.flatMap((value) => evaluation.result(value, use === 'class'));
  });
}

/** How a provider may be registered for this token: under its text, or the name it is written by. */
function keysOf(evaluation: Evaluation, file: FilePath, token: Expression): readonly string[] {
  const texts = evaluation.of(file, token).flatMap((value) => (value.kind === 'literal' && typeof value.value === 'string' ? [value.value] : []));
  const names = token.kind === 'name' || token.kind === 'member' ? [token.name] : [];
  return [...new Set([...texts, ...names])];
}
