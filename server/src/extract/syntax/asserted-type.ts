/** `load() as Client`: the type somebody vouches for, where it has a name; `as const` and `as any` say nothing. */

import type { ts } from 'ts-morph';
import type { TypeReference } from '../../../../rules/model/expression.ts';
import type { Reader } from './reader.ts';

export function assertedType(reader: Reader, node: ts.Expression | undefined): TypeReference | undefined {
  const { ts } = reader;
  if (!node) return undefined;
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node)) return assertedType(reader, node.expression);
  if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return undefined;
  const { type } = node;
  return ts.isTypeReferenceNode(type) && !(ts.isIdentifier(type.typeName) && type.typeName.text === 'const') ? reader.type(type) : undefined;
}
