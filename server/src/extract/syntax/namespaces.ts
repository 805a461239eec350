/** `namespace Orders { export function list() { … } }`: its name stands for an object of what it exports. */

import type { ts } from 'ts-morph';
import type { Expression, Property } from '../../../../rules/model/expression.ts';
import { declare, hasModifier, nameSpanOf, openScope, spanOf, within, type Reader } from './reader.ts';

export function readNamespace(reader: Reader, node: ts.ModuleDeclaration): void {
  const { ts } = reader;
  if (hasModifier(reader, node, ts.SyntaxKind.DeclareKeyword) || !ts.isIdentifier(node.name)) return;
  let body = node.body;
  while (body && ts.isModuleDeclaration(body)) body = body.body as typeof node.body;
  const properties: Property[] = [];
  const { text } = node.name;
  // `class Order {} namespace Order { … }`: the class keeps its name.
  const isOwn = !reader.at.scope.names.has(text);
  const value: Expression = { kind: 'object', properties, spreads: [], at: spanOf(reader, node) };
  const binding = isOwn ? declare(reader, text, 'namespace', nameSpanOf(node.name), { value }) : undefined;
  if (!body || !ts.isModuleBlock(body)) return;
  const { statements } = body;
  const before = reader.exports.length;
  within(reader, { scope: openScope(reader, false, reader.at.function), block: ++reader.blocks }, () => reader.statements(statements));
  // What it exports is no export of the file; types are looked for by their last name.
  for (const fact of reader.exports.splice(before)) {
    if (fact.kind !== 'local' || fact.isTypeOnly) reader.exports.push(fact);
    else properties.push({ name: fact.name, value: fact.value, at: spanOf(reader, node.name) });
  }
  if (binding !== undefined && hasModifier(reader, node, ts.SyntaxKind.ExportKeyword)) {
    reader.exports.push({ kind: 'local', name: text, value: { kind: 'name', name: text, binding, at: nameSpanOf(node.name) }, isTypeOnly: false });
  }
}
