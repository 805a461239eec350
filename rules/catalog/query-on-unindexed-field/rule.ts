import { dataModels } from '../../kit/data-models.ts';
import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { isAskedByTheClock, listed } from '../../kit/deployed-service.ts';
import { modelOfQuery } from '../../kit/model-of-query.ts';
import { option } from '../../kit/options.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Property } from '../../model/expression.ts';
import type { QuickFix } from '../../model/finding.ts';
import { siteOf, type Call, type ReachedCall } from '../../model/graphs.ts';
import type { DataModel } from '../../model/manifests.ts';
import { filterOf } from './filter.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'information',

  options: {
    smallTables: option.names({ default: [], description: 'Models that stay so small that reading them whole costs nothing.' }),
  },

  *check(_workspace, codebase, { smallTables }) {
    const models = dataModels(codebase);
    if (models.length === 0) return;
    const found = new Map<string, Lack>();
    for (const reached of codebase.requests.calls()) {
      const { call } = reached;
      if (call.operation?.kind !== 'query' || codebase.isOffline(call.file) || isAskedByTheClock(codebase, reached.path.entryPoint)) continue;
      const model = modelOfQuery(codebase, call, models);
      if (!model || smallTables.includes(model.name)) continue;
      const fields = unindexedIn(codebase, call, model);
      if (fields.length === 0) continue;
      const key = `${model.at.file} ${model.name} ${[...fields].sort().join()}`;
      const known = found.get(key);
      if (known) known.reached.push(reached);
      else found.set(key, { model, fields, reached: [reached] });
    }

    for (const { model, fields, reached } of withoutPrefixes([...found.values()])) {
      const [first, ...others] = reached;
      const at = model.fields.find(({ name }) => name === fields[0])?.at;
      if (!first || !at) continue;
      const queries = others.length === 0 ? '' : others.length === 1 ? ' and one more query' : ` and ${others.length} more queries`;
      yield reportOnPath(codebase, first, {
        at,
        message: `${model.name} has no index on ${listed(fields)}, so ${labelOf(first.call)}${queries} ${others.length === 0 ? 'reads' : 'read'} the whole ${model.database === 'mongodb' ? 'collection' : 'table'} for ${first.path.entryPoint.label}.`,
        more: reached.slice(0, 10).map(({ call }) => ({ at: siteOf(call), shows: `${labelOf(call)} filters by ${listed(fields)}` })),
        confidence: 'likely',
        data: { model: model.name, fields: fields.join() },
      });
    }
  },

  *fix({ at, data }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
    const model = codebase.manifests.models.find(({ name, at: { file } }) => name === data?.['model'] && file === at.file);
    const text = textOf(at.file);
    if (model?.end === undefined || text === undefined || typeof data?.['fields'] !== 'string') return;
    const newLine = text.includes('\r\n') ? '\r\n' : '\n';
    const lastLine = text.slice(0, model.end).split(newLine).at(-1) ?? '';
    const indent = /[ \t]*$/.exec(text.slice(0, model.fields[0]?.at.span[0] ?? 0))?.[0] ?? '  ';
    const gap = lastLine.trimStart().startsWith('@@') ? newLine : `${newLine}${newLine}`;
    yield {
      title: `Index ${data['fields'].split(',').join(' and ')}`,
      safety: 'suggestion',
      edits: [{ file: at.file, span: [model.end, model.end], newText: `${gap}${indent}@@index([${data['fields'].split(',').join(', ')}])` }],
    };
  },
});

/** An index that is not there, and the queries that lack it. */
interface Lack {
  readonly model: DataModel;
  readonly fields: readonly string[];
  readonly reached: ReachedCall[];
}

/** An index over `a` and `b` serves filters by `a` alone: one index for both, the fewer fields first. */
function withoutPrefixes(lacks: readonly Lack[]): readonly Lack[] {
  const kept: Lack[] = [];
  for (const lack of [...lacks].sort((a, b) => b.fields.length - a.fields.length)) {
    const wider = kept.findIndex(({ model, fields }) => model === lack.model && lack.fields.every((field, index) => fields.includes(field) && (fields.length > lack.fields.length || fields[index] === field)));
    const known = kept[wider];
    if (known) kept[wider] = { model: known.model, fields: [...lack.fields, ...known.fields.filter((field) => !lack.fields.includes(field))], reached: [...known.reached, ...lack.reached] };
    else kept.push(lack);
  }
  return kept;
}

function labelOf({ operation }: Call): string {
  // Of a builder, what it begins with says enough.
  return operation?.label.replace(/\(\).*$/, '') ?? 'a query';
}

/** Empty when some field of the filter is indexed, when a field is not known, or when an index would not help. */
function unindexedIn(codebase: Codebase, call: Call, model: DataModel): readonly string[] {
  const filter = filterOf(codebase, call);
  if (!filter) return [];
  const fields = filter.map((property) => ({ property, field: model.fields.find(({ name }) => name === property.name) }));
  if (fields.some(({ field }) => field === undefined || field.isIndexed || field.role === 'relation')) return [];
  return fields.filter(({ property, field }) => field?.role === 'value' && !NO_KEY.test(field.type) && isComparison(property)).map(({ property }) => property.name);
}

/** Lists, documents and long texts, which an ordinary index does not serve as a whole. */
const NO_KEY = /\[\]|^(?:array|simple-array|simple-json|jsonb?|bytes|blob|(?:medium|long)text|object|mixed)$/i;

/** Equality or a range: what an ordinary index serves. Searching within texts, lists and negations it does not. */
function isComparison({ value }: Property): boolean {
  if (value.kind === 'literal') return typeof value.value !== 'boolean' && value.value !== null;
  if (value.kind === 'regex' || value.kind === 'operation' || value.kind === 'other') return false;
  if (value.kind !== 'object') return true;
  const names = value.properties.map(({ name }) => name);
  return names.length > 0 && value.spreads.length === 0 && value.properties.every(({ name, value: inner }) => /^(equals|in|gt|gte|lt|lte|\$eq|\$in|\$gt|\$gte|\$lt|\$lte)$/.test(name) && !(inner.kind === 'literal' && (inner.value === null || typeof inner.value === 'boolean')));
}
