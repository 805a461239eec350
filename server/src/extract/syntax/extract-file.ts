/** Reads one file: text in, facts out. Broken code gives problems and the facts of what was readable. */

import { ts } from 'ts-morph';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import type { Outcome, Problem } from '../../../../rules/model/outcome.ts';
import { lineStartsOf, rangeOf, type FilePath } from '../../../../rules/model/source.ts';
import { commentsToTenfold } from './comments.ts';
import { readExpression } from './expressions.ts';
import { directivesOf, readClass, readFunction } from './functions.ts';
import { settleLateImports } from './immediate.ts';
import { settleErasure } from './imports-exports.ts';
import type { Place, Reader, Scope } from './reader.ts';
import { findModels } from './models.ts';
import { findPrototypes } from './prototypes.ts';
import { readPattern, readStatement, readStatements } from './statements.ts';
import { readType } from './types.ts';

const MOST_PROBLEMS = 3;

export function extractFile(file: FilePath, text: string): Outcome<FileFacts> {
  const isTypeScript = /\.[cm]?tsx?$/.test(file);
  const problems: Problem[] = [];
  const source = parse(file, text, problems);
  const lineStarts = lineStartsOf(text);
  const reader = openReader(source, text, isTypeScript);
  try {
    findModels(reader);
    findPrototypes(reader);
    readStatements(reader, source.statements);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reader.isTooDeep = true;
  }
  resolveReferences(reader);
  settleErasure(reader);
  settleLateImports(reader);
  if (reader.isTooDeep) problems.push({ kind: 'skipped-file', message: `Part of ${file} is nested too deeply to read.`, file });

  const diagnostics: unknown = Reflect.get(source, 'parseDiagnostics');
  for (const each of (Array.isArray(diagnostics) ? (diagnostics as ts.DiagnosticWithLocation[]) : []).slice(0, MOST_PROBLEMS)) {
    problems.push({
      kind: 'syntax-error',
      message: `${file} has a syntax error: ${ts.flattenDiagnosticMessageText(each.messageText, ' ')}`,
      file,
      range: rangeOf(lineStarts, [each.start, each.start + each.length]),
    });
  }
  const { imports, exports, bindings, functions, classes, types, calls, assignments, loops, branches } = reader;
  const facts: FileFacts = {
    file,
    language: isTypeScript ? 'typescript' : 'javascript',
    lineStarts,
    lines: lineStarts.length,
    directives: directivesOf(reader, source.statements),
    imports,
    exports,
    bindings,
    functions,
    classes,
    types,
    calls,
    assignments,
    loops,
    branches,
    directivesToTenfold: commentsToTenfold(source, text),
  };
  return { value: facts, problems };
}

function parse(file: FilePath, text: string, problems: Problem[]): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone } as const;
  try {
    return ts.createSourceFile(file, text, options, false);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({ kind: 'skipped-file', message: `${file} is nested too deeply to parse.`, file });
    return ts.createSourceFile(file, '', options, false);
  }
}

function openReader(source: ts.SourceFile, text: string, isTypeScript: boolean): Reader {
  const scope: Scope = { parent: undefined, in: 0, isFunction: true, names: new Map() };
  const at: Place = { scope, function: 0, class: undefined, object: undefined, loop: undefined, branch: undefined, block: 0, statement: 0 };
  const whole = [0, text.length] as const;
  const reader: Reader = {
    ts,
    source,
    text,
    isTypeScript,
    at,
    imports: [],
    exports: [],
    bindings: [],
    functions: [
      { name: 'module', kind: 'module', isStatic: false, isAsync: false, isGenerator: false, parameters: [], returns: [], directives: [], decorators: [], span: whole, nameSpan: [0, 0], bodySpan: whole },
    ],
    classes: [],
    types: [],
    calls: [],
    assignments: [],
    loops: [],
    branches: [],
    prototypes: new Map(),
    models: new Map(),
    references: [],
    awaited: [],
    statementCounts: [0],
    blocks: 0,
    depth: 0,
    isTooDeep: false,
    expression: (node, use = 'other', name = undefined) => readExpression(reader, node, use, name),
    statement: (node) => readStatement(reader, node),
    statements: (nodes) => readStatements(reader, nodes),
    functionLike: (node, options) => readFunction(reader, node, options),
    class: (node) => readClass(reader, node),
    type: (node) => readType(reader, node),
    pattern: (name, value, options) => readPattern(reader, name, value, options),
    import: (fact) => reader.imports.push(fact),
  };
  return reader;
}

/** Names mean what is declared around them, wherever in the scope the declaration stands. */
function resolveReferences(reader: Reader): void {
  for (const { to, scope, isType } of reader.references) {
    let at: Scope | undefined = scope;
    while (at && !at.names.has(to.name)) at = at.parent;
    const index = at?.names.get(to.name);
    if (index === undefined) continue;
    to.binding = index;
    const binding = reader.bindings[index];
    if (binding && !isType) binding.isUsedAsValue = true;
  }
  for (const { binding: index } of reader.awaited) {
    const binding = index === undefined ? undefined : reader.bindings[index];
    if (binding) binding.isAwaited = true;
  }
  for (const { target } of reader.assignments) {
    const binding = target.kind === 'name' && target.binding !== undefined ? reader.bindings[target.binding] : undefined;
    if (binding) binding.isReassigned = true;
  }
}
