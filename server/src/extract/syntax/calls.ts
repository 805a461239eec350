/** Reads calls, `new`, tagged templates and the imports that are written as calls. */

import type { ts } from 'ts-morph';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import type { Span } from '../../../../rules/model/source.ts';
import { assertedType } from './asserted-type.ts';
import { flat, nameSpanOf, spanOf, type Mutable, type Reader, type Use } from './reader.ts';

type CallNode = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

export function readCall(reader: Reader, node: CallNode, use: Use, kind?: 'decorator', owner?: string): Expression {
  const { ts } = reader;
  if (ts.isCallExpression(node)) {
    const imported = readImportCall(reader, node);
    if (imported) return imported;
  }
  const index = reader.calls.length;
  const { at } = reader;
  const callee = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
  const span = spanOf(reader, node);
  const fact: Mutable<CallFact> = {
    kind: kind ?? (ts.isNewExpression(node) ? 'new' : ts.isTaggedTemplateExpression(node) ? 'tagged-template' : 'call'),
    in: at.function,
    callee: { kind: 'other', parts: [] },
    arguments: [],
    ...typeArgumentsOf(reader, node),
    use,
    ...(at.loop === undefined ? {} : { loop: at.loop }),
    ...(at.branch === undefined ? {} : { branch: at.branch }),
    statement: at.statement,
    block: at.block,
    span,
    nameSpan: calleeSpan(reader, callee, span),
  };
  reader.calls.push(fact);
  const model = reader.models.get(node);
  const stands = model === undefined ? undefined : reader.classes[model];
  if (stands) stands.extends = { kind: 'call', call: index };
  fact.callee = reader.expression(callee, 'receiver');
  fact.arguments = ts.isTaggedTemplateExpression(node) ? [reader.expression(node.template)] : (node.arguments ?? []).map((argument, position) => readArgument(reader, argument, { call: index, index: position }, fact.callee, owner));
  return { kind: 'call', call: index };
}

/** As written, or what the target of a proxy is asserted to be: `new Proxy({} as Client, …)`. */
function typeArgumentsOf(reader: Reader, node: CallNode): Pick<CallFact, 'typeArguments'> {
  const { ts } = reader;
  if (node.typeArguments) return { typeArguments: node.typeArguments.map((type) => reader.type(type)) };
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'Proxy') return {};
  const target = assertedType(reader, node.arguments?.[0]);
  return target ? { typeArguments: [target] } : {};
}

function calleeSpan(reader: Reader, callee: ts.Expression, call: Span): Span {
  const { ts } = reader;
  if (ts.isIdentifier(callee)) return nameSpanOf(callee);
  if (ts.isPropertyAccessExpression(callee)) return nameSpanOf(callee.name);
  if (ts.isElementAccessExpression(callee)) return spanOf(reader, callee.argumentExpression);
  return [call[0], Math.max(call[0] + 1, Math.min(callee.end, call[1]))];
}

/** A function given to a wrapper is called what the result is called: `const create = asyncHandler(async () => …)`. */
function readArgument(reader: Reader, node: ts.Expression, argumentOf: { call: number; index: number }, callee: Expression, owner: string | undefined): Expression {
  const { ts } = reader;
  const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
  if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) {
    const isArrow = ts.isArrowFunction(inner);
    const name = (isArrow ? undefined : inner.name?.text) ?? owner ?? `callback of ${textOf(reader, callee)}`;
    return {
      kind: 'function',
      function: reader.functionLike(inner, {
        name,
        kind: isArrow ? 'arrow' : 'function',
        class: isArrow ? reader.at.class : undefined,
        argumentOf,
      }),
    };
  }
  const value = reader.expression(inner, 'argument');
  // Functions one property deep know which call they were given to.
  if (value.kind === 'object') {
    for (const each of value.properties) {
      const fact = each.value.kind === 'function' ? reader.functions[each.value.function] : undefined;
      if (fact && !fact.argumentOf) fact.argumentOf = { ...argumentOf, property: each.name };
    }
  }
  return value;
}

function textOf(reader: Reader, callee: Expression): string {
  switch (callee.kind) {
    case 'name':
      return callee.name;
    case 'this':
      return 'this';
    case 'member': {
      const owner = textOf(reader, callee.of);
      return owner ? `${owner}.${callee.name}` : callee.name;
    }
    case 'call': {
      const inner = reader.calls[callee.call];
      return inner ? `${textOf(reader, inner.callee)}()` : '';
    }
    default:
      return '';
  }
}

/** `require('x')` and `import('x')`. */
function readImportCall(reader: Reader, node: ts.CallExpression): Expression | undefined {
  const { ts } = reader;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  const [first] = node.arguments;
  if ((!isImport && !isRequire) || !first) return undefined;
  // `require(['a'], (a) => …)` loads later and calls back: an ordinary call, whose callback must be read.
  if (isRequire && ts.isArrayLiteralExpression(first)) return undefined;
  if (ts.isStringLiteralLike(first)) {
    const specifier = flat(first.text);
    reader.import({
      specifier,
      kind: isImport ? 'dynamic-import' : 'require',
      isErasable: false,
      isLazy: reader.at.function !== 0,
      span: spanOf(reader, node),
      specifierSpan: spanOf(reader, first),
    });
    return { kind: 'module', specifier };
  }
  const prefix = ts.isTemplateExpression(first) ? first.head.text : ts.isBinaryExpression(first) && ts.isStringLiteralLike(first.left) ? first.left.text : undefined;
  const inside = reader.expression(first);
  if (prefix?.startsWith('.')) return { kind: 'module', specifier: flat(prefix), prefix: true };
  return { kind: 'other', parts: [inside] };
}
