/** What a function gives back, by the type it is asserted to have where the function itself says none: `return client as Client`. */

import type { ts } from 'ts-morph';
import type { Expression } from '../../../../rules/model/expression.ts';
import { assertedType } from './asserted-type.ts';
import type { Reader } from './reader.ts';

export function giveBack(reader: Reader, node: ts.Expression, value: Expression): void {
  const owner = reader.functions[reader.at.function];
  if (!owner) return;
  (owner.returns as Expression[]).push(value);
  const type = owner.returnType ? undefined : assertedType(reader, node);
  if (type) owner.returnType = type;
}
