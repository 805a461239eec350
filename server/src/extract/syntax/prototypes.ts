/** Functions that are used as classes: `function Order() { … }`, `Order.prototype.load = function () { … }`, `util.inherits(Order, Base)`. */

import type { ts } from 'ts-morph';
import { nameSpanOf, spanOf, type Reader } from './reader.ts';

interface Like {
  readonly name: ts.Identifier;
  readonly constructor: ts.Node;
  readonly methods: Map<ts.Node, string>;
  base: ts.Expression | undefined;
}

/** Notes them in `reader.prototypes`; each such function gets a class in `reader.classes`, which its methods join as they are read. */
export function findPrototypes(reader: Reader): void {
  // Most files have none: no walk for them.
  if (!/\.prototype\b/.test(reader.text)) return;
  for (const { name, constructor, methods, base } of likesIn(reader)) {
    if (methods.size === 0) continue;
    const index = reader.classes.length;
    reader.classes.push({
      name: name.text,
      writtenAs: 'function',
      in: 0,
      isAbstract: false,
      ...(base ? { extends: reader.expression(base) } : {}),
      implements: [],
      decorators: [],
      fields: [],
      methods: [],
      span: spanOf(reader, constructor),
      nameSpan: nameSpanOf(name),
    });
    reader.prototypes.set(constructor, { class: index, method: 'constructor' });
    for (const [node, method] of methods) reader.prototypes.set(node, { class: index, method });
  }
}

function likesIn({ ts, source }: Reader): Iterable<Like> {
  const likes = new Map<string, Like>();
  const waiting: { readonly owner: string; readonly add: (like: Like) => void }[] = [];
  const visit = (node: ts.Node, depth: number): void => {
    if (depth > 60) return;
    if (ts.isFunctionDeclaration(node) && node.name) likes.set(node.name.text, { name: node.name, constructor: node, methods: new Map(), base: undefined });
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && ts.isFunctionExpression(node.initializer)) {
      likes.set(node.name.text, { name: node.name, constructor: node.initializer, methods: new Map(), base: undefined });
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) readWrite(node);
    if (ts.isCallExpression(node)) readInherits(node);
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  /** `Order.prototype` gives `Order`. */
  const ownerOf = (node: ts.Expression): string | undefined =>
    ts.isPropertyAccessExpression(node) && node.name.text === 'prototype' && ts.isIdentifier(node.expression) ? node.expression.text : undefined;
  const readWrite = ({ left, right }: ts.BinaryExpression): void => {
    const whole = ownerOf(left);
    const owner = whole ?? (ts.isPropertyAccessExpression(left) ? ownerOf(left.expression) : undefined);
    if (owner === undefined) return;
    waiting.push({
      owner,
      add(like) {
        if (whole === undefined) {
          if (ts.isPropertyAccessExpression(left) && isPlainFunction(right)) like.methods.set(right, left.name.text);
        } else if (ts.isObjectLiteralExpression(right)) {
          for (const property of right.properties) {
            if (ts.isMethodDeclaration(property) && ts.isIdentifier(property.name)) like.methods.set(property, property.name.text);
            if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && isPlainFunction(property.initializer)) like.methods.set(property.initializer, property.name.text);
          }
        } else like.base ??= baseIn(right);
      },
    });
  };
  /** `Object.create(Base.prototype)`, `new Base()`. */
  const baseIn = (node: ts.Expression): ts.Expression | undefined => {
    if (ts.isNewExpression(node)) return node.expression;
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    return first && ts.isPropertyAccessExpression(first) && first.name.text === 'prototype' ? first.expression : undefined;
  };
  const readInherits = ({ expression, arguments: [owner, base] }: ts.CallExpression): void => {
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
    if (name !== 'inherits' || !owner || !base || !ts.isIdentifier(owner)) return;
    waiting.push({ owner: owner.text, add: (like) => void (like.base ??= base) });
  };
  const isPlainFunction = (node: ts.Expression): boolean => ts.isFunctionExpression(node);

  visit(source, 0);
  for (const { owner, add } of waiting) {
    const like = likes.get(owner);
    if (like) add(like);
  }
  return likes.values();
}
