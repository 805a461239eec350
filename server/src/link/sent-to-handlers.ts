/** `commandBus.execute(new ShipOrder(id))` runs `execute` of the class that is marked `@CommandHandler(ShipOrder)`. */

import type { CallFact } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { handlerKey } from './providers.ts';

const BUS = /^@nestjs\/cqrs#(?:Command|Query)Bus\{\}\.execute$/;

/** The methods that handle what is sent; nothing for any other call. */
export function handlersOf(evaluation: Evaluation, file: FilePath, { arguments: [sent] }: CallFact, origins: readonly string[]): readonly Value[] {
  if (!sent || !origins.some((origin) => BUS.test(origin))) return [];
  return evaluation.of(file, sent).flatMap((value) => {
    const name = value.kind === 'instance' ? evaluation.program.facts.get(value.file)?.classes[value.class]?.name : undefined;
    const handlers = name === undefined ? [] : evaluation.heritage.providersOf(handlerKey(name));
    return handlers.flatMap((handler) => evaluation.of(handler.file, handler.expression)).flatMap((handler) => evaluation.result(handler, true)).flatMap((handler) => evaluation.member(handler, 'execute'));
  });
}
