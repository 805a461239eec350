/** What a query filters by: the fields that must all hold. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression, Property } from '../../model/expression.ts';
import type { CallFact } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

/** Undefined when it is not known to the last field, or when alternatives are among them. */
export function filterOf(codebase: Codebase, call: Call): readonly Property[] | undefined {
  const { operation, file } = call;
  const takes = (step: CallFact) => (step.callee.kind === 'member' ? FILTERS[operation?.library ?? '']?.(step.callee.name) : undefined);
  // A builder may filter once more further on: `find({}).where('email')`.
  const steps = [...(call.chain ?? []), call.fact];
  if (steps.some(({ callee }) => callee.kind === 'member' && /^(where|or|and|nor|equals)$/.test(callee.name))) return undefined;
  const step = steps.find((each) => takes(each) !== undefined);
  const [first] = step?.arguments ?? [];
  if (!step || !first) return undefined;
  if (takes(step) === 'first') return fieldsOf(codebase, file, first);
  const where = codebase.values.propertyOf(file, first, 'where');
  return where && fieldsOf(codebase, where.file, where.expression);
}

/** Where each library's methods take their filter. */
const FILTERS: Readonly<Record<string, (method: string) => 'where' | 'first' | undefined>> = {
  prisma: (method) => (/^(findFirst|findFirstOrThrow|findMany|count|aggregate|groupBy|updateMany|deleteMany)$/.test(method) ? 'where' : undefined),
  typeorm: (method) => (/By(OrFail)?$/.test(method) ? 'first' : /^(find|findOne|findOneOrFail|findAndCount|count|exists?)$/.test(method) ? 'where' : /^(update|delete|softDelete)$/.test(method) ? 'first' : undefined),
  mongoose: (method) => (/^(find|findOne|exists|countDocuments|updateOne|updateMany|deleteOne|deleteMany|findOneAnd\w+|replaceOne)$/.test(method) ? 'first' : undefined),
};

function fieldsOf({ values }: Codebase, file: FilePath, expression: Expression): readonly Property[] | undefined {
  const meanings = expression.kind === 'object' ? [{ kind: 'expression' as const, expression }] : values.of(file, expression);
  const [only] = meanings;
  if (meanings.length !== 1 || only?.kind !== 'expression' || only.expression.kind !== 'object') return undefined;
  const { properties, spreads } = only.expression;
  if (spreads.length > 0 || properties.length === 0) return undefined;
  return properties.some(({ name }) => /^(AND|OR|NOT|\$\w+)$/.test(name) || name.includes('.')) ? undefined : properties;
}
