/** What a dependency-injection container hands in for `@Inject(TOKEN)`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
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

function providedFor(evaluation: Evaluation, file: FilePath, token: Expression): readonly Value[] {
  const providers = keysOf(evaluation, file, token).flatMap((key) => evaluation.heritage.providersOf(key));
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
