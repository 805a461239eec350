/** Reads import and export declarations. */

import type { ts } from 'ts-morph';
import { declare, flat, nameSpanOf, spanOf, type Mutable, type Reader } from './reader.ts';
import type { ImportFact } from '../../../../rules/model/facts.ts';

export function readImportDeclaration(reader: Reader, node: ts.ImportDeclaration): void {
  const { ts } = reader;
  if (!ts.isStringLiteral(node.moduleSpecifier)) return;
  const specifier = flat(node.moduleSpecifier.text);
  const clause = node.importClause;
  const isTypeOnly = clause?.isTypeOnly === true;
  const span = spanOf(reader, node);
  const before = reader.bindings.length;
  if (clause?.name) bind(reader, clause.name, specifier, 'default', isTypeOnly);
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) bind(reader, bindings.name, specifier, '*', isTypeOnly);
  let areAllTypes = bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.length > 0 && !clause?.name;
  if (bindings && ts.isNamedImports(bindings)) {
    for (const element of bindings.elements) {
      if (!element.isTypeOnly) areAllTypes = false;
      bind(reader, element.name, specifier, flat((element.propertyName ?? element.name).text), isTypeOnly || element.isTypeOnly);
    }
  }
  const fact: Mutable<ImportFact> = {
    specifier,
    kind: isTypeOnly || areAllTypes ? 'type-only' : 'import',
    isErasable: isTypeOnly || areAllTypes,
    isLazy: false,
    span,
    specifierSpan: spanOf(reader, node.moduleSpecifier),
    keywordEnd: span[0] + 'import'.length,
  };
  reader.import(fact);
  const after = reader.bindings.length;
  if (fact.isErasable || after === before || !reader.isTypeScript) return;
  const pending = pendingErasure.get(reader) ?? [];
  pending.push({ fact, from: before, to: after });
  pendingErasure.set(reader, pending);
}

/** Imports whose bindings turn out, at the end of the file, to be used as types only. */
const pendingErasure = new WeakMap<Reader, { fact: Mutable<ImportFact>; from: number; to: number }[]>();

export function settleErasure(reader: Reader): void {
  for (const { fact, from, to } of pendingErasure.get(reader) ?? []) {
    fact.isErasable = reader.bindings.slice(from, to).every(({ isUsedAsValue }) => !isUsedAsValue);
  }
}

function bind(reader: Reader, name: ts.Identifier, specifier: string, imported: string, isTypeOnly: boolean): void {
  declare(reader, name.text, 'import', nameSpanOf(name), { import: { specifier, name: imported, isTypeOnly } });
}

export function readImportEquals(reader: Reader, node: ts.ImportEqualsDeclaration): void {
  const { ts } = reader;
  const reference = node.moduleReference;
  if (!ts.isExternalModuleReference(reference) || !ts.isStringLiteral(reference.expression)) return;
  const specifier = flat(reference.expression.text);
  declare(reader, node.name.text, 'import', nameSpanOf(node.name), { import: { specifier, name: '*', isTypeOnly: node.isTypeOnly } });
  reader.import({ specifier, kind: node.isTypeOnly ? 'type-only' : 'require', isErasable: node.isTypeOnly, isLazy: false, span: spanOf(reader, node), specifierSpan: spanOf(reader, reference.expression) });
}

export function readExportDeclaration(reader: Reader, node: ts.ExportDeclaration): void {
  const { ts } = reader;
  const from = node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier : undefined;
  const { exportClause } = node;
  if (from) {
    const span = spanOf(reader, node);
    reader.import({ specifier: flat(from.text), kind: node.isTypeOnly ? 'type-only' : 're-export', isErasable: node.isTypeOnly, isLazy: false, span, specifierSpan: spanOf(reader, from), keywordEnd: span[0] + 'export'.length });
  }
  if (!exportClause) {
    if (from) reader.exports.push({ kind: 'all', specifier: flat(from.text), isTypeOnly: node.isTypeOnly });
    return;
  }
  if (ts.isNamespaceExport(exportClause)) {
    if (from) reader.exports.push({ kind: 'from', name: flat(exportClause.name.text), imported: '*', specifier: flat(from.text), isTypeOnly: node.isTypeOnly });
    return;
  }
  for (const element of exportClause.elements) {
    const isTypeOnly = node.isTypeOnly || element.isTypeOnly;
    const local = element.propertyName ?? element.name;
    if (from) {
      reader.exports.push({ kind: 'from', name: flat(element.name.text), imported: flat(local.text), specifier: flat(from.text), isTypeOnly });
    } else {
      const value = { kind: 'name' as const, name: local.text, at: [local.end - local.text.length, local.end] as const };
      reader.references.push({ to: value, scope: reader.at.scope, isType: isTypeOnly });
      reader.exports.push({ kind: 'local', name: flat(element.name.text), value, isTypeOnly });
    }
  }
}
