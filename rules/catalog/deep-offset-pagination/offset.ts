/** How many rows a query skips, as far as it says so in a number. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

interface Written {
  readonly file: FilePath;
  readonly expression: Expression;
}

/** From `.offset(n)`, `{ skip: n }` and `OFFSET ${n}`. A cursor's own `skip: 1` is a number of its own. */
export function offsetOf(codebase: Codebase, call: Call): Written | undefined {
  const { file, fact, chain, operation } = call;
  const [statement] = fact.arguments;
  if (operation?.action === 'raw' && statement) return inStatement(codebase, file, statement, fact.arguments[1]);
  for (const { callee, arguments: given } of chain ?? [fact]) {
    const [first] = given;
    if (first && callee.kind === 'member' && NAMES.includes(callee.name)) return { file, expression: first };
    for (const options of given) {
      const found = NAMES.map((name) => codebase.values.propertyOf(file, options, name)).find((each) => each !== undefined);
      if (found) return found;
    }
  }
  return undefined;
}

const NAMES = ['skip', 'offset'];

/** `… LIMIT $1 OFFSET $2`: what fills the hole behind the word, or the last of the values given. */
function inStatement(codebase: Codebase, file: FilePath, statement: Expression, values: Expression | undefined): Written | undefined {
  if (statement.kind === 'template') {
    const hole = statement.texts.findIndex((text) => /\boffset\s*$/i.test(text));
    const expression = hole < 0 ? undefined : statement.holes[hole];
    if (expression) return { file, expression };
  }
  const text = statement.kind === 'template' ? statement.texts.join('') : codebase.values.textOf(file, statement);
  const last = values?.kind === 'array' && text !== undefined && /\boffset\s+(?:\$\d+|\?)\s*;?\s*$/i.test(text) ? values.elements.at(-1) : undefined;
  return last && { file, expression: last };
}
