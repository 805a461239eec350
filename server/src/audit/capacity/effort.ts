/** How much more than usual a call's own arguments ask for: rounds of a password hash, the cost of scrypt. */

import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { Call } from '../../../../rules/model/graphs.ts';
import type { FilePath } from '../../../../rules/model/source.ts';

interface EffortRow {
  readonly of: RegExp;
  /** The number given, from what the argument is; `undefined` where it is not written. */
  readonly argument: number;
  readonly property?: readonly string[];
  /** 1 for what the table of costs speaks of. */
  readonly times: (given: number) => number;
}

/** Node.js documentation of crypto; bcrypt doubles with each round. */
const ROWS: readonly EffortRow[] = [
  { of: /pbkdf2(?:Sync)?$/, argument: 2, times: (rounds) => rounds / 100_000 },
  { of: /scrypt(?:Sync)?$/, argument: 3, property: ['N', 'cost'], times: (cost) => cost / 16_384 },
  { of: /bcrypt\w*\.hash(?:Sync)?$/, argument: 1, times: (rounds) => 2 ** (rounds - 10) },
];

/** Between a hundredth and a hundred times; 1 where nothing is written. */
export function effortOf(codebase: Codebase, { file, fact, operation }: Call): number {
  const row = ROWS.find(({ of }) => of.test(operation?.label ?? ''));
  const given = row && fact.arguments[row.argument];
  if (!row || !given) return 1;
  const number = row.property ? row.property.map((name) => codebase.values.propertyOf(file, given, name)).map((at) => at && numberIn(codebase, at.file, at.expression)).find((value) => value !== undefined) : numberIn(codebase, file, given);
  return number === undefined || number <= 0 ? 1 : Math.min(100, Math.max(0.01, row.times(number)));
}

/** A number that is written down, here or as a constant; undefined for one that is computed. */
export function numberIn(codebase: Codebase, file: FilePath, expression: Expression): number | undefined {
  if (expression.kind === 'literal') return typeof expression.value === 'number' ? expression.value : undefined;
  if (expression.kind === 'operation' && expression.operator === '*') {
    const factors = expression.operands.map((operand) => numberIn(codebase, file, operand));
    return factors.reduce<number | undefined>((product, factor) => (product === undefined || factor === undefined ? undefined : product * factor), 1);
  }
  const values = codebase.values.of(file, expression);
  const [value] = values;
  if (values.length !== 1) return undefined;
  if (value?.kind === 'literal') return typeof value.value === 'number' ? value.value : undefined;
  return value?.kind === 'expression' && value.expression !== expression && value.expression.kind === 'operation' ? numberIn(codebase, value.file, value.expression) : undefined;
}
