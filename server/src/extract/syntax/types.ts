/** Reads types as written, two or three levels deep. */

import type { ts } from 'ts-morph';
import type { TypeReference } from '../../../../rules/model/expression.ts';
import { propertyName } from './expressions.ts';
import { deeper, flat, type Mutable, type Reader } from './reader.ts';

const UNKNOWN: TypeReference = { name: '' };

export function readType(reader: Reader, node: ts.TypeNode): TypeReference {
  return deeper(reader, UNKNOWN, () => read(reader, node));
}

function read(reader: Reader, node: ts.TypeNode): TypeReference {
  const { ts } = reader;
  if (ts.isTypeReferenceNode(node)) return named(reader, entityName(reader, node.typeName), node.typeArguments);
  if (ts.isExpressionWithTypeArguments(node)) return named(reader, expressionName(reader, node.expression), node.typeArguments);
  if (ts.isArrayTypeNode(node)) return { name: 'Array', arguments: [readType(reader, node.elementType)] };
  if (ts.isParenthesizedTypeNode(node)) return readType(reader, node.type);
  if (ts.isTypeOperatorNode(node)) return readType(reader, node.type);
  if (ts.isUnionTypeNode(node)) {
    const options = node.types.filter((type) => !isNothing(reader, type));
    const [only] = options;
    if (options.length === 1 && only) return readType(reader, only);
    return { name: '|', arguments: options.slice(0, 12).map((type) => readType(reader, type)) };
  }
  if (ts.isIntersectionTypeNode(node)) return { name: '&', arguments: node.types.map((type) => readType(reader, type)) };
  if (ts.isTypeQueryNode(node)) {
    const name = entityName(reader, node.exprName);
    const [first, ...rest] = name.split('.');
    const root = { kind: 'name' as const, name: first ?? '', at: [node.exprName.end - name.length, node.exprName.end - name.length + (first?.length ?? 0)] as const };
    reader.references.push({ to: root, scope: reader.at.scope, isType: true });
    const value = rest.reduce<NonNullable<TypeReference['value']>>((of, member) => ({ kind: 'member', of, name: member, at: [node.end, node.end] }), root);
    return { name: 'typeof', value };
  }
  if (ts.isIndexedAccessTypeNode(node) && ts.isParenthesizedTypeNode(node.objectType)) return { name: '[]', arguments: [readType(reader, node.objectType)] };
  if (ts.isIndexedAccessTypeNode(node)) {
    const { indexType } = node;
    const key = ts.isLiteralTypeNode(indexType) && (ts.isStringLiteral(indexType.literal) || ts.isNumericLiteral(indexType.literal)) ? indexType.literal.text : undefined;
    return key === undefined ? UNKNOWN : { name: '.', arguments: [readType(reader, node.objectType), { name: flat(key.slice(0, 60)) }] };
  }
  if (ts.isTypeLiteralNode(node)) return { name: '{}', members: membersOf(reader, node.members) };
  if (ts.isImportTypeNode(node)) return UNKNOWN;
  if (ts.isFunctionTypeNode(node) || ts.isConstructorTypeNode(node)) return { name: '=>', arguments: [readType(reader, node.type)] };
  if (ts.isLiteralTypeNode(node)) return { name: ts.isStringLiteral(node.literal) ? `'${node.literal.text.slice(0, 60)}'` : 'literal' };
  return { name: ts.tokenToString(node.kind) ?? '' };
}

function named(reader: Reader, name: string, given: readonly ts.TypeNode[] | undefined): TypeReference {
  const type: Mutable<TypeReference> = { name, ...(given ? { arguments: given.map((each) => readType(reader, each)) } : {}) };
  const first = name.split('.')[0] ?? name;
  const target = { name: first, set binding(value: number) { type.binding = value; } };
  reader.references.push({ to: target, scope: reader.at.scope, isType: true });
  return type;
}

export function membersOf(reader: Reader, members: readonly ts.TypeElement[]): { name: string; type: TypeReference }[] {
  const { ts } = reader;
  return members.flatMap((member) => {
    if (ts.isPropertySignature(member) && member.type) return [{ name: propertyName(reader, member.name), type: readType(reader, member.type) }];
    if (ts.isMethodSignature(member)) return [{ name: propertyName(reader, member.name), type: { name: '=>', arguments: member.type ? [readType(reader, member.type)] : [] } }];
    return [];
  });
}

function isNothing({ ts }: Reader, type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword || (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword);
}

function entityName(reader: Reader, name: ts.EntityName): string {
  return reader.ts.isIdentifier(name) ? name.text : `${entityName(reader, name.left)}.${name.right.text}`;
}

function expressionName(reader: Reader, node: ts.Expression): string {
  const { ts } = reader;
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? `${expressionName(reader, node.expression)}.${node.name.text}` : '';
}
