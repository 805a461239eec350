/** Routes written down as a table that a loop registers: `for (const route of routes) app[route.method](route.path, route.handler)`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import type { FilePath, Span } from '../../../../rules/model/source.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { handlersIn } from './handlers.ts';
import { propertyOf, type Given } from './property-of.ts';
import { isRegistered } from './row-conditions.ts';
import { textOf } from './text.ts';

export interface TableRow {
  readonly site: { readonly file: FilePath; readonly span: Span };
  /** Arguments as this row of the table gives them. */
  readonly arguments: readonly Given[];
  /** What the row gives where the method's name is computed. */
  readonly method?: Given;
}

/** More rows than this are data. */
const MOST_ROWS = 400;

/** One for each row that comes to this call, where it takes what it registers out of a list that is gone through; undefined where it does not. */
export function tableRows(evaluation: Evaluation, file: FilePath, call: CallFact): readonly TableRow[] | undefined {
  const facts = evaluation.program.facts.get(file);
  const key = call.callee.kind === 'element' ? call.callee.key : undefined;
  const from = [key, ...call.arguments].map((each) => each && columnIn(evaluation, file, each));
  const list = from.find((each) => each !== undefined)?.list;
  const rows = list ? objectsIn(evaluation, { file, expression: list }, 0).slice(0, MOST_ROWS) : [];
  if (!facts || rows.length === 0) return undefined;
  return rows.flatMap((row): readonly TableRow[] => {
    const span = row.expression.kind === 'object' ? row.expression.properties[0]?.at : undefined;
    if (!span || !isRegistered(facts, call.branch, (each) => cellIn(evaluation, file, each, row))) return [];
    const method = key && fromRow(evaluation, file, key, row);
    return [{ site: { file: row.file, span }, arguments: call.arguments.map((each) => fromRow(evaluation, file, each, row) ?? { file, expression: each }), ...(method ? { method } : {}) }];
  });
}

function cellIn(evaluation: Evaluation, file: FilePath, expression: Expression, row: Given): { readonly text: string | undefined } | undefined {
  const column = columnIn(evaluation, file, expression);
  const given = column && propertyOf(evaluation, row, column.name);
  return column && { text: given && textOf(evaluation, given.file, given.expression) };
}

/** `route.path`, or `path` of `const { path } = route`, of an element of `list`. */
function columnIn(evaluation: Evaluation, file: FilePath, expression: Expression, depth = 0): { readonly list: Expression; readonly name: string } | undefined {
  const facts = evaluation.program.facts.get(file);
  if (!facts || depth > 4) return undefined;
  if (expression.kind === 'name') {
    const value = expression.binding === undefined ? undefined : facts.bindings[expression.binding]?.value;
    return value?.kind === 'member' ? columnIn(evaluation, file, value, depth + 1) : undefined;
  }
  if (expression.kind !== 'member') return undefined;
  const list = listOf(expression.of, 0);
  return list && { list, name: expression.name };

  function listOf(row: Expression, deep: number): Expression | undefined {
    if (deep > 3) return undefined;
    if (row.kind === 'element') return row.key ? undefined : row.of;
    if (row.kind === 'name') {
      const value = row.binding === undefined ? undefined : facts?.bindings[row.binding]?.value;
      return value && listOf(value, deep + 1);
    }
    const given = row.kind === 'parameter' && row.index === 0 ? facts?.functions[row.function]?.argumentOf : undefined;
    const callee = given && facts?.calls[given.call]?.callee;
    return callee?.kind === 'member' && /^(?:forEach|map)$/.test(callee.name) ? callee.of : undefined;
  }
}

/** What stands in this row for `route.handler`, or for `/v1${route.path}`. */
function fromRow(evaluation: Evaluation, file: FilePath, expression: Expression, row: Given): Given | undefined {
  const column = columnIn(evaluation, file, expression);
  if (column) return propertyOf(evaluation, row, column.name);
  if (expression.kind === 'call') return wrappedInRow(evaluation, file, expression.call, row);
  if (expression.kind !== 'template') return undefined;
  const filled = expression.holes.map((hole) => {
    const given = fromRow(evaluation, file, hole, row) ?? { file, expression: hole };
    return textOf(evaluation, given.file, given.expression);
  });
  const [first] = expression.holes;
  if (!first || filled.includes(undefined)) return undefined;
  const value = expression.texts.map((text, index) => text + (filled[index] ?? '')).join('');
  return { file, expression: { kind: 'literal', value, at: [0, 0] } };
}

/** `guarded(route.handler)`, `route.handler.bind(shop)`: the wrapper would come to the handlers of all rows. */
function wrappedInRow(evaluation: Evaluation, file: FilePath, index: number, row: Given): Given | undefined {
  const call = evaluation.program.facts.get(file)?.calls[index];
  if (!call) return undefined;
  const given = call.callee.kind === 'member' && call.callee.name === 'bind' ? [call.callee.of] : call.arguments;
  const own = given.flatMap((each) => fromRow(evaluation, file, each, row) ?? []);
  return own.find((each) => handlersIn(evaluation, each.file, each.expression).length > 0);
}

/** The object literals of a list, of those it spreads and of those it is joined from. */
function objectsIn(evaluation: Evaluation, { file, expression }: Given, depth: number): readonly Given[] {
  if (depth > 4) return [];
  return evaluation.of(file, expression).flatMap((value) => {
    if (value.kind !== 'expression') return [];
    const { expression: found, file: home } = value;
    if (found.kind === 'object') return depth === 0 ? [] : [{ file: home, expression: found }];
    if (found.kind !== 'array') return [];
    return found.elements.slice(0, MOST_ROWS).flatMap((each) => (each.kind === 'spread' ? objectsIn(evaluation, { file: home, expression: each.of }, depth + 1).filter(({ expression: row }) => row.kind === 'object') : objectsIn(evaluation, { file: home, expression: each }, depth + 1)));
  });
}
