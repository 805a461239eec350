/** Reads expressions. */

import type { ts } from 'ts-morph';
import type { Expression, Property } from '../../../../rules/model/expression.ts';
import type { AssignmentFact } from '../../../../rules/model/facts.ts';
import { readCall } from './calls.ts';
import { deeper, flat, nameSpanOf, spanOf, within, type Reader, type ThisObject, type Use } from './reader.ts';

const LONGEST_TEXT = 1_000;
const NOTHING: Expression = { kind: 'other', parts: [] };

export function readExpression(reader: Reader, node: ts.Expression, use: Use, name: string | undefined): Expression {
  return deeper(reader, NOTHING, () => read(reader, node, use, name));
}

function read(reader: Reader, node: ts.Expression, use: Use, name: string | undefined): Expression {
  const { ts } = reader;
  const kinds = ts.SyntaxKind;
  if (ts.isIdentifier(node)) return readName(reader, node);
  if (ts.isPropertyAccessExpression(node)) return readMember(reader, node);
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return readCall(reader, node, use, undefined, name);
  if (ts.isStringLiteralLike(node)) return { kind: 'literal', value: flat(node.text.slice(0, LONGEST_TEXT)), at: spanOf(reader, node) };
  if (ts.isNumericLiteral(node)) return { kind: 'literal', value: Number(node.text), at: spanOf(reader, node) };
  if (ts.isObjectLiteralExpression(node)) return readObject(reader, node, name);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    const kind = ts.isArrowFunction(node) ? 'arrow' : 'function';
    return { kind: 'function', function: reader.functionLike(node, { name: (ts.isFunctionExpression(node) ? node.name?.text : undefined) ?? name ?? 'anonymous function', kind, class: ts.isArrowFunction(node) ? reader.at.class : undefined }) };
  }
  if (ts.isAwaitExpression(node)) return { kind: 'await', of: awaited(reader, node.expression, name) };
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node)) {
    return reader.expression(node.expression, use, name);
  }
  if (ts.isElementAccessExpression(node)) {
    const of = reader.expression(node.expression, 'receiver');
    const key = reader.expression(node.argumentExpression);
    if (key.kind === 'literal' && typeof key.value === 'string') return { kind: 'member', of, name: key.value, at: key.at };
    return { kind: 'element', of, key };
  }
  if (ts.isBinaryExpression(node)) return readBinary(reader, node, use, name);
  if (ts.isConditionalExpression(node)) {
    const test = reader.expression(node.condition);
    const options = [node.whenTrue, node.whenFalse].map((option, index) => inBranch(reader, option, index === 0 ? 'then' : 'else', test, () => reader.expression(option, use, name)));
    return { kind: 'either', options, test };
  }
  if (ts.isTemplateExpression(node)) {
    const texts = [node.head.text, ...node.templateSpans.map((each) => each.literal.text)].map((text) => flat(text.slice(0, LONGEST_TEXT)));
    return { kind: 'template', texts, holes: node.templateSpans.map((each) => reader.expression(each.expression)), at: spanOf(reader, node) };
  }
  if (ts.isArrayLiteralExpression(node)) {
    return { kind: 'array', elements: node.elements.map((element) => reader.expression(element, 'other', name)), at: spanOf(reader, node) };
  }
  if (ts.isSpreadElement(node)) return { kind: 'spread', of: reader.expression(node.expression) };
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { kind: 'regex', source: flat(node.text.slice(1, end)), flags: node.text.slice(end + 1), at: spanOf(reader, node) };
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return readUnary(reader, node);
  if (ts.isTypeOfExpression(node)) return { kind: 'operation', operator: 'typeof', operands: [reader.expression(node.expression)] };
  if (ts.isVoidExpression(node)) return { kind: 'operation', operator: 'void', operands: [reader.expression(node.expression, 'dropped')] };
  if (ts.isDeleteExpression(node)) {
    const target = reader.expression(node.expression);
    assign(reader, target, 'delete', undefined, node);
    return { kind: 'operation', operator: 'delete', operands: [target] };
  }
  if (ts.isClassExpression(node)) return { kind: 'class', class: reader.class(node) };
  // What another generator or an effect gives is waited for: `yield* load(id)`.
  if (ts.isYieldExpression(node) && node.asteriskToken && node.expression) return { kind: 'await', of: awaited(reader, node.expression, name) };
  if (ts.isYieldExpression(node)) return { kind: 'other', parts: node.expression ? [awaited(reader, node.expression, undefined)] : [] };
  switch (node.kind) {
    case kinds.ThisKeyword:
      return { kind: 'this', ...inClass(reader.at.class ?? classOfObject(reader)) };
    case kinds.SuperKeyword:
      return { kind: 'super', ...inClass(reader.at.class) };
    case kinds.TrueKeyword:
      return { kind: 'literal', value: true, at: spanOf(reader, node) };
    case kinds.FalseKeyword:
      return { kind: 'literal', value: false, at: spanOf(reader, node) };
    case kinds.NullKeyword:
      return { kind: 'literal', value: null, at: spanOf(reader, node) };
    default:
      return { kind: 'other', parts: partsInside(reader, node) };
  }
}

function awaited(reader: Reader, node: ts.Expression, name: string | undefined): Expression {
  const of = reader.expression(node, 'awaited', name);
  if (of.kind === 'name') reader.awaited.push(of);
  return of;
}

/** JSX and whatever else holds expressions. */
function partsInside(reader: Reader, node: ts.Node): Expression[] {
  const { ts } = reader;
  const parts: Expression[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isJsxExpression(child)) {
      if (child.expression) parts.push(reader.expression(child.expression));
      return;
    }
    if (ts.isJsxSpreadAttribute(child)) {
      parts.push(reader.expression(child.expression));
      return;
    }
    if (ts.isJsxElement(child) || ts.isJsxSelfClosingElement(child) || ts.isJsxFragment(child) || ts.isJsxOpeningElement(child) || ts.isJsxAttributes(child) || ts.isJsxAttribute(child)) {
      deeper(reader, undefined, () => ts.forEachChild(child, visit));
      return;
    }
    if (ts.isIdentifier(child)) parts.push(readName(reader, child));
    else if (ts.isPropertyAccessExpression(child)) parts.push(reader.expression(child));
  };
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) visit(node);
  else ts.forEachChild(node, (child) => { if (ts.isExpression(child)) parts.push(reader.expression(child)); });
  return parts;
}

export function readName(reader: Reader, node: ts.Identifier): Expression {
  const { text } = node;
  if (text === 'exports' && !isDeclared(reader, text)) return { kind: 'exports' };
  const name: Expression & { kind: 'name' } = { kind: 'name', name: text, at: nameSpanOf(node) };
  reader.references.push({ to: name, scope: reader.at.scope, isType: false });
  return name;
}

function readMember(reader: Reader, node: ts.PropertyAccessExpression): Expression {
  const { ts } = reader;
  if (node.name.text === 'exports' && ts.isIdentifier(node.expression) && node.expression.text === 'module' && !isDeclared(reader, 'module')) return { kind: 'exports' };
  return { kind: 'member', of: reader.expression(node.expression, 'receiver'), name: node.name.text, at: nameSpanOf(node.name) };
}

function isDeclared(reader: Reader, name: string): boolean {
  for (let scope: typeof reader.at.scope | undefined = reader.at.scope; scope; scope = scope.parent) if (scope.names.has(name)) return true;
  return false;
}

function inClass(index: number | undefined): { readonly class?: number } {
  return index === undefined ? {} : { class: index };
}

/** The object around is a class from now on, as far as `this` goes. */
function classOfObject(reader: Reader): number | undefined {
  const { object } = reader.at;
  if (!object || object.class !== undefined) return object?.class;
  object.class = reader.classes.length;
  const span = spanOf(reader, object.node);
  reader.classes.push({ name: object.name, writtenAs: 'object', in: reader.at.function, isAbstract: false, implements: [], decorators: [], fields: [], methods: [], span, nameSpan: [span[0], span[0] + 1] });
  return object.class;
}

function readObject(reader: Reader, node: ts.ObjectLiteralExpression, owner: string | undefined): Expression {
  const { ts } = reader;
  const object: ThisObject = { name: owner ?? 'object', node };
  const properties: Property[] = [];
  const spreads: Expression[] = [];
  for (const property of node.properties) {
    const at = spanOf(reader, property);
    if (ts.isSpreadAssignment(property)) spreads.push(reader.expression(property.expression));
    else if (ts.isShorthandPropertyAssignment(property)) properties.push({ name: property.name.text, value: readName(reader, property.name), at });
    else {
      const name = propertyName(reader, property.name);
      const full = owner ? `${owner}.${name}` : name;
      if (ts.isPropertyAssignment(property)) {
        const { initializer } = property;
        const value: Expression = ts.isFunctionExpression(initializer)
          ? { kind: 'function', function: reader.functionLike(initializer, { name: initializer.name?.text ?? full, kind: 'function', object }) }
          : reader.expression(initializer, 'other', full);
        properties.push({ name, value, at });
      }
      else if (ts.isMethodDeclaration(property) || ts.isAccessor(property)) {
        const kind = ts.isGetAccessor(property) ? 'getter' : ts.isSetAccessor(property) ? 'setter' : 'method';
        properties.push({ name, value: { kind: 'function', function: reader.functionLike(property, { name: full, kind, object }) }, at });
      }
    }
  }
  const own = object.class === undefined ? undefined : reader.classes[object.class];
  if (own) {
    own.methods = properties.flatMap(({ name, value }) => (value.kind === 'function' ? [{ name, kind: 'method', function: value.function, isStatic: false, decorators: [] } as const] : []));
    own.fields = properties.flatMap(({ name, value, at }) => (value.kind === 'function' ? [] : [{ name, value, isStatic: false, decorators: [], span: at }]));
  }
  return { kind: 'object', properties, spreads, at: spanOf(reader, node) };
}

export function propertyName(reader: Reader, name: ts.PropertyName): string {
  const { ts } = reader;
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return flat(name.text);
  if (ts.isComputedPropertyName(name)) {
    const key = reader.expression(name.expression);
    return key.kind === 'literal' ? String(key.value) : '[computed]';
  }
  return '[computed]';
}

/** Chains such as `a + b + c` are read from the left without recursion: generated code has thousands of links. */
function readBinary(reader: Reader, node: ts.BinaryExpression, use: Use, name: string | undefined): Expression {
  const { ts } = reader;
  const kinds = ts.SyntaxKind;
  const operator = node.operatorToken.kind;
  if (operator >= kinds.FirstAssignment && operator <= kinds.LastAssignment) return readAssignment(reader, node);
  if (operator === kinds.AmpersandAmpersandToken) {
    const test = reader.expression(node.left);
    return { kind: 'either', options: [inBranch(reader, node.right, 'right-side', test, () => reader.expression(node.right, use, name))], test };
  }
  if (operator === kinds.BarBarToken || operator === kinds.QuestionQuestionToken) {
    const left = reader.expression(node.left, use === 'dropped' ? 'other' : use, name);
    return { kind: 'either', options: [left, inBranch(reader, node.right, 'right-side', left, () => reader.expression(node.right, use, name))] };
  }
  const operands: Expression[] = [];
  let at: ts.Expression = node;
  const links: ts.BinaryExpression[] = [];
  while (ts.isBinaryExpression(at) && isArithmetic(reader, at.operatorToken.kind)) {
    links.push(at);
    at = at.left;
  }
  operands.push(reader.expression(at));
  for (const link of links.reverse()) operands.push(reader.expression(link.right, link === node && operator === kinds.CommaToken ? use : 'other'));
  // `(0, orders.list)(id)` calls the last.
  const last = operator === kinds.CommaToken && operands.slice(0, -1).every(({ kind }) => kind === 'literal') ? operands.at(-1) : undefined;
  return last ?? { kind: 'operation', operator: ts.tokenToString(operator) ?? '?', operands };
}

function isArithmetic({ ts }: Reader, operator: ts.SyntaxKind): boolean {
  const kinds = ts.SyntaxKind;
  return !(operator >= kinds.FirstAssignment && operator <= kinds.LastAssignment) && operator !== kinds.AmpersandAmpersandToken && operator !== kinds.BarBarToken && operator !== kinds.QuestionQuestionToken;
}

function readAssignment(reader: Reader, node: ts.BinaryExpression): Expression {
  const { ts } = reader;
  const operator = ts.tokenToString(node.operatorToken.kind) ?? '=';
  if (operator === '=' && (ts.isObjectLiteralExpression(node.left) || ts.isArrayLiteralExpression(node.left))) {
    const value = reader.expression(node.right, 'assigned');
    takeApart(reader, node.left, value, node);
    return value;
  }
  const target = reader.expression(node.left);
  const isLogical = operator === '??=' || operator === '||=' || operator === '&&=';
  const read = (): Expression => reader.expression(node.right, 'assigned', nameOfTarget(target));
  const value = isLogical ? inBranch(reader, node.right, 'right-side', target, read) : read();
  assign(reader, target, operator, value, node);
  return value;
}

/** `({ a, b: c } = x)`. */
function takeApart(reader: Reader, pattern: ts.Expression, value: Expression, node: ts.Node): void {
  const { ts } = reader;
  if (ts.isObjectLiteralExpression(pattern)) {
    for (const property of pattern.properties) {
      if (ts.isShorthandPropertyAssignment(property)) assign(reader, readName(reader, property.name), '=', { kind: 'member', of: value, name: property.name.text, at: nameSpanOf(property.name) }, node);
      else if (ts.isPropertyAssignment(property)) {
        const name = propertyName(reader, property.name);
        takeApart(reader, property.initializer, { kind: 'member', of: value, name, at: spanOf(reader, property.name) }, node);
      }
    }
  } else if (ts.isArrayLiteralExpression(pattern)) {
    for (const element of pattern.elements) if (!ts.isOmittedExpression(element)) takeApart(reader, element, { kind: 'element', of: value }, node);
  } else {
    const target = ts.isBinaryExpression(pattern) ? pattern.left : ts.isSpreadElement(pattern) ? pattern.expression : pattern;
    assign(reader, reader.expression(target), '=', value, node);
  }
}

export function assign(reader: Reader, target: Expression, operator: string, value: Expression | undefined, node: ts.Node): void {
  const { at } = reader;
  const fact: AssignmentFact = {
    in: at.function,
    target,
    operator,
    ...(value ? { value } : {}),
    ...(at.loop === undefined ? {} : { loop: at.loop }),
    ...(at.branch === undefined ? {} : { branch: at.branch }),
    span: spanOf(reader, node),
  };
  reader.assignments.push(fact);
  if (target.kind === 'exports' && operator === '=' && value) {
    const inner = value;
    reader.exports.push({ kind: 'assign', value: inner });
  }
  if (target.kind === 'member' && target.of.kind === 'exports' && value) reader.exports.push({ kind: 'local', name: target.name, value, isTypeOnly: false });
}

function nameOfTarget(target: Expression): string | undefined {
  if (target.kind === 'name') return target.name;
  if (target.kind === 'exports') return 'module.exports';
  if (target.kind !== 'member') return undefined;
  const owner = nameOfTarget(target.of);
  return owner && owner !== 'module.exports' ? `${owner}.${target.name}` : target.name;
}

function readUnary(reader: Reader, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Expression {
  const { ts } = reader;
  const operator = ts.tokenToString(node.operator) ?? '?';
  const operand = reader.expression(node.operand);
  if (operator === '++' || operator === '--') assign(reader, operand, operator, undefined, node);
  if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number') return { ...operand, value: -operand.value };
  return { kind: 'operation', operator, operands: [operand] };
}

export function inBranch<Result>(reader: Reader, node: ts.Node, kind: 'then' | 'else' | 'right-side', test: Expression, read: () => Result): Result {
  const { at } = reader;
  const index = reader.branches.length;
  reader.branches.push({ kind, in: at.function, ...(at.branch === undefined ? {} : { parent: at.branch }), test, leaves: false, isEmpty: false, span: spanOf(reader, node) });
  return within(reader, { branch: index }, read);
}
