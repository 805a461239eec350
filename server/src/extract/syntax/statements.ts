/** Reads statements and declarations. */

import type { ts } from 'ts-morph';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { BranchFact, LoopFact } from '../../../../rules/model/facts.ts';
import { assertedType } from './asserted-type.ts';
import { propertyName } from './expressions.ts';
import { readExportDeclaration, readImportDeclaration, readImportEquals } from './imports-exports.ts';
import { readNamespace } from './namespaces.ts';
import { declare, deeper, hasModifier, isBare, nameSpanOf, openScope, spanOf, within, type PatternOptions, type Reader } from './reader.ts';
import { giveBack } from './returns.ts';
import { membersOf } from './types.ts';

export function readStatements(reader: Reader, nodes: readonly ts.Statement[]): void {
  for (const node of nodes) reader.statement(node);
}

export function readStatement(reader: Reader, node: ts.Statement): void {
  const { ts, at } = reader;
  if (!ts.isBlock(node)) {
    const count = (reader.statementCounts[at.function] ?? 0) + 1;
    reader.statementCounts[at.function] = count;
    at.statement = count;
  }
  deeper(reader, undefined, () => read(reader, node));
}

function read(reader: Reader, node: ts.Statement): void {
  const { ts } = reader;
  if (ts.isExpressionStatement(node)) reader.expression(node.expression, 'dropped');
  else if (ts.isVariableStatement(node)) readVariables(reader, node.declarationList, hasModifier(reader, node, ts.SyntaxKind.ExportKeyword));
  else if (ts.isReturnStatement(node)) {
    if (!node.expression) return;
    const value = reader.expression(node.expression, 'returned');
    giveBack(reader, node.expression, value);
  } else if (ts.isIfStatement(node)) {
    const test = reader.expression(node.expression);
    readBranch(reader, node.thenStatement, 'then', test);
    if (node.elseStatement) readBranch(reader, node.elseStatement, 'else', test);
  } else if (ts.isBlock(node)) readBlock(reader, node.statements);
  else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) readForEach(reader, node);
  else if (ts.isForStatement(node)) readFor(reader, node);
  else if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    const loop = openLoop(reader, ts.isWhileStatement(node) ? 'while' : 'do', node, node.statement, []);
    within(reader, { loop }, () => {
      setOver(reader, loop, reader.expression(node.expression));
      reader.statement(node.statement);
    });
  } else if (ts.isTryStatement(node)) readTry(reader, node);
  else if (ts.isSwitchStatement(node)) {
    const test = reader.expression(node.expression);
    within(reader, { scope: openScope(reader, false, reader.at.function) }, () => {
      for (const clause of node.caseBlock.clauses) {
        const equals: Expression = ts.isCaseClause(clause) ? { kind: 'operation', operator: '===', operands: [test, reader.expression(clause.expression)] } : test;
        branch(reader, clause, clause.statements, 'case', equals, () => within(reader, { block: ++reader.blocks }, () => reader.statements(clause.statements)));
      }
    });
  } else if (ts.isThrowStatement(node)) reader.expression(node.expression);
  else if (ts.isLabeledStatement(node)) reader.statement(node.statement);
  else if (ts.isFunctionDeclaration(node)) readFunctionDeclaration(reader, node);
  else if (ts.isClassDeclaration(node)) {
    const index = reader.class(node);
    exportDeclared(reader, node, reader.classes[index]?.name, { kind: 'class', class: index });
  } else if (ts.isImportDeclaration(node)) readImportDeclaration(reader, node);
  else if (ts.isImportEqualsDeclaration(node)) readImportEquals(reader, node);
  else if (ts.isExportDeclaration(node)) readExportDeclaration(reader, node);
  else if (ts.isExportAssignment(node)) {
    const value = reader.expression(node.expression, 'assigned', 'default export');
    reader.exports.push(node.isExportEquals ? { kind: 'assign', value } : { kind: 'local', name: 'default', value, isTypeOnly: false });
  } else if (ts.isInterfaceDeclaration(node)) {
    const binding = declare(reader, node.name.text, 'type', nameSpanOf(node.name));
    const bases = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => reader.type(type)));
    reader.types.push({ kind: 'interface', name: node.name.text, binding, extends: bases, members: membersOf(reader, node.members) });
    exportType(reader, node, node.name, binding);
  } else if (ts.isTypeAliasDeclaration(node)) {
    const binding = declare(reader, node.name.text, 'type', nameSpanOf(node.name));
    reader.types.push({ kind: 'alias', name: node.name.text, binding, extends: [], members: [], type: reader.type(node.type), ...(node.typeParameters ? { parameters: node.typeParameters.map(({ name }) => name.text) } : {}) });
    exportType(reader, node, node.name, binding);
  } else if (ts.isEnumDeclaration(node)) {
    const members = node.members.map((member) => {
      const name = propertyName(reader, member.name);
      return { name, value: member.initializer ? reader.expression(member.initializer) : ({ kind: 'literal', value: name, at: spanOf(reader, member) } as const), at: spanOf(reader, member) };
    });
    const value: Expression = { kind: 'object', properties: members, spreads: [], at: spanOf(reader, node) };
    const binding = declare(reader, node.name.text, 'enum', nameSpanOf(node.name), { value });
    reader.types.push({ kind: 'enum', name: node.name.text, binding, extends: [], members: members.map(({ name }) => ({ name })) });
    exportDeclared(reader, node, node.name.text, { kind: 'name', name: node.name.text, binding, at: nameSpanOf(node.name) });
  } else if (ts.isModuleDeclaration(node)) readNamespace(reader, node);
  else if (ts.isWithStatement(node)) {
    reader.expression(node.expression);
    reader.statement(node.statement);
  }
}

function readBlock(reader: Reader, statements: readonly ts.Statement[]): void {
  within(reader, { scope: openScope(reader, false, reader.at.function), block: ++reader.blocks }, () => reader.statements(statements));
}

function readVariables(reader: Reader, list: ts.VariableDeclarationList, isExported: boolean): void {
  const { ts } = reader;
  const kind = list.flags & ts.NodeFlags.Const || list.flags & ts.NodeFlags.Using ? 'const' : list.flags & ts.NodeFlags.Let ? 'let' : 'var';
  for (const declaration of list.declarations) {
    const type = declaration.type ? reader.type(declaration.type) : assertedType(reader, declaration.initializer);
    const name = ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
    const before = reader.bindings.length;
    // `module.exports = x = …` and `const self = module.exports = { … }` are the exports.
    const value = declaration.initializer ? reader.expression(declaration.initializer, 'assigned', name) : undefined;
    const mine = reader.bindings.length;
    readPattern(reader, declaration.name, isExportsAssignment(reader, declaration.initializer) ? { kind: 'exports' } : value, { kind, type });
    if (!isExported) continue;
    for (let index = Math.max(before, mine); index < reader.bindings.length; index++) {
      const binding = reader.bindings[index];
      if (binding) reader.exports.push({ kind: 'local', name: binding.name, value: { kind: 'name', name: binding.name, binding: index, at: binding.span }, isTypeOnly: false });
    }
  }
}

function isExportsAssignment({ ts }: Reader, node: ts.Expression | undefined): boolean {
  if (!node || !ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const { left } = node;
  return ts.isPropertyAccessExpression(left) && left.name.text === 'exports' && ts.isIdentifier(left.expression) && left.expression.text === 'module' && ts.isObjectLiteralExpression(node.right);
}

/** Declares the names of a pattern, each with the part of `value` it takes. */
export function readPattern(reader: Reader, name: ts.BindingName, value: Expression | undefined, options: PatternOptions): void {
  const { ts } = reader;
  if (ts.isIdentifier(name)) {
    declare(reader, name.text, options.kind, nameSpanOf(name), { ...(value ? { value } : {}), ...(options.type ? { type: options.type } : {}) });
    return;
  }
  for (const element of name.elements) {
    if (ts.isOmittedExpression(element)) continue;
    const fallback = element.initializer ? reader.expression(element.initializer) : undefined;
    let part: Expression | undefined = value;
    if (value && !element.dotDotDotToken) {
      const key = element.propertyName ?? element.name;
      if (ts.isArrayBindingPattern(name)) {
        const position = name.elements.indexOf(element);
        part = { kind: 'element', of: value, key: { kind: 'literal', value: position, at: spanOf(reader, element) } };
      } else part = ts.isIdentifier(key) || ts.isStringLiteral(key) ? { kind: 'member', of: value, name: key.text, at: spanOf(reader, key) } : { kind: 'element', of: value };
    }
    readPattern(reader, element.name, part && fallback ? { kind: 'either', options: [part, fallback] } : part, { kind: options.kind });
  }
}

function readBranch(reader: Reader, node: ts.Statement, kind: 'then' | 'else', test: Expression): void {
  const { ts } = reader;
  const statements = ts.isBlock(node) ? node.statements : [node];
  branch(reader, node, statements, kind, test, () => reader.statement(node));
}

function branch(reader: Reader, node: ts.Node, statements: readonly ts.Statement[], kind: BranchFact['kind'], test: Expression | undefined, readInside: () => void): void {
  const { ts, at } = reader;
  const last = statements.at(-1);
  const index = reader.branches.length;
  reader.branches.push({
    kind,
    in: at.function,
    ...(at.branch === undefined ? {} : { parent: at.branch }),
    ...(test ? { test } : {}),
    leaves: last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isBreakStatement(last) || ts.isContinueStatement(last)),
    ...(last !== undefined && ts.isContinueStatement(last) && { goesOn: true }),
    isEmpty: statements.length === 0,
    ...(isBare(reader, node) && { isBare: true }),
    span: spanOf(reader, node),
  });
  within(reader, { branch: index }, readInside);
}

function readTry(reader: Reader, node: ts.TryStatement): void {
  branch(reader, node.tryBlock, node.tryBlock.statements, 'try', undefined, () => reader.statement(node.tryBlock));
  if (node.catchClause) {
    const { block, variableDeclaration } = node.catchClause;
    within(reader, { scope: openScope(reader, false, reader.at.function) }, () => {
      if (variableDeclaration) readPattern(reader, variableDeclaration.name, undefined, { kind: 'catch' });
      branch(reader, block, block.statements, 'catch', undefined, () => reader.statement(block));
    });
  }
  if (node.finallyBlock) {
    const block = node.finallyBlock;
    branch(reader, block, block.statements, 'finally', undefined, () => reader.statement(block));
  }
}

function openLoop(reader: Reader, kind: LoopFact['kind'], node: ts.Node, body: ts.Node, variables: readonly number[]): number {
  const { at } = reader;
  const index = reader.loops.length;
  reader.loops.push({ kind, in: at.function, ...(at.loop === undefined ? {} : { parent: at.loop }), variables, span: spanOf(reader, node), bodySpan: spanOf(reader, body) });
  return index;
}

function setOver(reader: Reader, index: number, over: Expression): void {
  const loop = reader.loops[index];
  if (loop) reader.loops[index] = { ...loop, over };
}

function readForEach(reader: Reader, node: ts.ForOfStatement | ts.ForInStatement): void {
  const { ts } = reader;
  const isOf = ts.isForOfStatement(node);
  const over = reader.expression(node.expression);
  within(reader, { scope: openScope(reader, false, reader.at.function) }, () => {
    const before = reader.bindings.length;
    const element: Expression | undefined = isOf ? { kind: 'element', of: over } : undefined;
    if (ts.isVariableDeclarationList(node.initializer)) {
      const kind = node.initializer.flags & ts.NodeFlags.Const ? 'const' : node.initializer.flags & ts.NodeFlags.Let ? 'let' : 'var';
      for (const declaration of node.initializer.declarations) readPattern(reader, declaration.name, element, { kind });
    } else reader.expression(node.initializer);
    const variables = reader.bindings.slice(before).map((_, offset) => before + offset);
    const loop = openLoop(reader, isOf ? (node.awaitModifier ? 'for-await' : 'for-of') : 'for-in', node, node.statement, variables);
    setOver(reader, loop, over);
    within(reader, { loop }, () => reader.statement(node.statement));
  });
}

function readFor(reader: Reader, node: ts.ForStatement): void {
  const { ts } = reader;
  within(reader, { scope: openScope(reader, false, reader.at.function) }, () => {
    const before = reader.bindings.length;
    if (node.initializer && ts.isVariableDeclarationList(node.initializer)) readVariables(reader, node.initializer, false);
    else if (node.initializer) reader.expression(node.initializer);
    const variables = reader.bindings.slice(before).map((_, offset) => before + offset);
    const loop = openLoop(reader, 'for', node, node.statement, variables);
    within(reader, { loop }, () => {
      if (node.condition) setOver(reader, loop, reader.expression(node.condition));
      if (node.incrementor) reader.expression(node.incrementor, 'dropped');
      reader.statement(node.statement);
    });
  });
}

function readFunctionDeclaration(reader: Reader, node: ts.FunctionDeclaration): void {
  const name = node.name?.text;
  if (!node.body) return;
  const index = reader.functions.length;
  const value: Expression = { kind: 'function', function: index };
  if (node.name) declare(reader, node.name.text, 'function', nameSpanOf(node.name), { value });
  reader.functionLike(node, { name: name ?? 'default export', kind: 'function' });
  exportDeclared(reader, node, name, value);
}

function exportDeclared(reader: Reader, node: ts.Statement, name: string | undefined, value: Expression): void {
  const kinds = reader.ts.SyntaxKind;
  if (!hasModifier(reader, node, kinds.ExportKeyword)) return;
  const isDefault = hasModifier(reader, node, kinds.DefaultKeyword);
  if (isDefault || name) reader.exports.push({ kind: 'local', name: isDefault ? 'default' : (name ?? 'default'), value, isTypeOnly: false });
}

function exportType(reader: Reader, node: ts.Statement, name: ts.Identifier, binding: number): void {
  const kinds = reader.ts.SyntaxKind;
  if (!hasModifier(reader, node, kinds.ExportKeyword)) return;
  const exported = hasModifier(reader, node, kinds.DefaultKeyword) ? 'default' : name.text;
  reader.exports.push({ kind: 'local', name: exported, value: { kind: 'name', name: name.text, binding, at: nameSpanOf(name) }, isTypeOnly: true });
}
