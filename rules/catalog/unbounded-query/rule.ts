import { isContinued } from '../../kit/continued.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { option } from '../../kit/options.ts';
import { reachedCalls } from '../../kit/reached-calls.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { wholeRanges } from './whole-range.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  // A list may be small by nature, which code does not say: measured precision carries advice only.
  tier: 'advice',

  options: {
    smallTables: option.names({ default: [], description: 'Tables, models or collections that stay small, such as countries or plans.' }),
  },

  *check(_workspace, codebase, { smallTables }) {
    const small = new Set(smallTables.map((name) => name.toLowerCase()));
    const rangeOf = wholeRanges(codebase);
    for (const reached of reachedCalls(codebase)) {
      const { call, path } = reached;
      const { operation } = call;
      const range = codebase.isOffline(call.file) ? undefined : rangeOf(call);
      if (range !== undefined && !small.has(range.toLowerCase())) {
        yield reportOnPath(codebase, reached, {
          message: `${call.fact.callee.kind === 'member' || call.fact.callee.kind === 'name' ? call.fact.callee.name : 'The call'} returns all of ${range} to ${path.entryPoint.label}, from 0 to -1: nothing bounds how many.`,
        });
        continue;
      }
      if (operation?.kind !== 'query' || codebase.isOffline(call.file)) continue;
      const subject = operation.subject;
      if (subject !== undefined && small.has(subject.toLowerCase())) continue;
      const owners = new Set<string>();
      const isUnbounded = operation.action === 'read-many' ? listsAll(codebase, call, owners) : operation.action === 'raw' && selectsAll(codebase, call);
      if (!isUnbounded) continue;
      const [owner] = owners;
      yield reportOnPath(codebase, reached, {
        message: `${operation.label} returns every ${subject ? `row of ${subject}` : 'row'}${owner === undefined ? '' : ` with one ${owner}`} to ${path.entryPoint.label}: nothing bounds how many.`,
        ...(owner === undefined ? {} : { confidence: 'possible' as const }),
      });
    }
  },
});

/** Options and methods that bound a result, whatever the library. */
const BOUNDS = new Set(['take', 'limit', 'first', 'last', 'top', 'pageSize', 'perPage', 'per_page', 'page', 'cursor', 'after', 'before', 'Limit', 'MaxResults', 'maxResults', 'size', 'skip', 'offset', 'paginate', 'range', 'single', 'maybeSingle', 'findOne', 'getOne', 'executeTakeFirst', 'count', 'countDocuments', 'distinct', 'groupBy', 'aggregate', 'max', 'min', 'sum', 'avg', 'stream', 'cursorStream', 'batchSize', 'allowDiskUse', 'insert', 'update', 'delete', 'del', 'returning', 'values', 'set', 'batch']);
/** Filters that leave few rows: by key, by owner, by list of keys. */
const SELECTIVE = /^(?:_?id|.*_?ids?|.*Ids?|uuid|key|.*Key|slug|email|.*Email|token|.*Token|hash|code|name|username|handle|url|uri|path|domain|in|eq|inArray|\$in|whereIn|.*_id)$/;

/** Whoever pays for the product, and has as many of everything as the product is used: `where: { workspaceId }`. */
const OWNER = /^_?(?:workspace|organi[sz]ation|org|tenant|environment|project|company|shop|store|realm|instance)_?id$/i;
/** `{ organization: user.organization.id }` says the same. */
const OWNER_ITSELF = /^(?:workspace|organi[sz]ation|org|tenant|project|company|shop)$/i;

function isOwner(name: string, value: Expression): boolean {
  if (value.kind !== 'name' && value.kind !== 'member') return false;
  return OWNER.test(name) || (OWNER_ITSELF.test(name) && /^_?id$|(?:Id|_id)$/.test(value.name));
}

/** Steps of a builder that neither filter nor bound; any other may. */
const PLAIN_STEPS = new Set(['select', 'selectAll', 'selectFrom', 'from', 'find', 'findAll', 'findMany', 'all', 'execute', 'exec', 'lean', 'orderBy', 'orderByRaw', 'sort', 'columns', 'column', 'populate', 'toArray', 'project', 'getMany', 'getRawMany', 'createQueryBuilder', 'query', 'asc', 'desc', 'fetchAll', 'with']);

/** What it is narrowed to besides, of which there may be as many, comes into `owners`. */
function listsAll(codebase: Codebase, call: Call, owners: Set<string>): boolean {
  const facts = codebase.facts.get(call.file);
  // What is listed must be known: a query kept in a variable has a history of its own.
  if (!facts || call.operation?.subject === undefined || call.operation.subject.includes('?') || call.operation.traits.includes('queue')) return false;
  const chain = call.chain ?? [call.fact];
  const [first] = chain;
  if ((first && isBuiltElsewhere(facts, first)) || isContinued(facts, call)) return false;
  if (call.chain && [...chain, ...laterInChain(codebase, call)].some((fact, index) => !isPlainStep(fact, index === 0))) return false;
  for (const fact of [...chain, ...laterInChain(codebase, call)]) {
    if (fact.callee.kind === 'member' && BOUNDS.has(fact.callee.name)) return false;
    for (const argument of fact.arguments) if (!isOpen(codebase, call.file, argument, owners)) return false;
  }
  return earlierInChain(facts, call.fact).every(({ callee, arguments: given }) => {
    const name = callee.kind === 'member' ? callee.name : '';
    return !BOUNDS.has(name) && (!/^(?:find|where|filter)$/.test(name) || given.every((argument) => isOpen(codebase, call.file, argument, owners)));
  });
}

/** `find` and `limit` of `orders.find().limit(20).toArray()`. */
function earlierInChain({ calls }: FileFacts, last: CallFact): readonly CallFact[] {
  const found: CallFact[] = [];
  for (let at: CallFact | undefined = last; at && found.length < 12; ) {
    const { callee }: CallFact = at;
    at = callee.kind === 'member' && callee.of.kind === 'call' ? calls[callee.of.call] : undefined;
    if (at) found.push(at);
  }
  return found;
}

/** Queries begin at these: `const db = useDb()` adds nothing to one. */
const CLIENT = /^(?:db|database|prisma|knex|sequelize|supabase|orm|em|pool|tx|trx|conn(?:ection)?|client|manager)$|(?:Db|DB|Client|Connection|Manager|Repo|Repository|Collection|Model|Dao)$/;

/** `query.select(…)`, where `query` is a local that other lines add to. */
function isBuiltElsewhere({ bindings }: FileFacts, { callee }: CallFact): boolean {
  const owner = callee.kind === 'member' ? callee.of : undefined;
  const binding = owner?.kind === 'name' && owner.binding !== undefined && !CLIENT.test(owner.name) ? bindings[owner.binding] : undefined;
  return binding !== undefined && binding.in !== 0 && (binding.value?.kind === 'call' || binding.value?.kind === 'await' || binding.isReassigned);
}

function isPlainStep({ callee }: CallFact, isFirst: boolean): boolean {
  if (callee.kind === 'name' || callee.kind === 'call') return isFirst;
  return callee.kind === 'member' && PLAIN_STEPS.has(callee.name);
}

/** Nothing in these options or conditions bounds the result; what cannot be read is given the benefit of the doubt. */
function isOpen(codebase: Codebase, file: FilePath, argument: Expression, owners: Set<string>, depth = 0): boolean {
  if (depth > 5) return false;
  switch (argument.kind) {
    case 'literal':
    case 'array':
    case 'template':
    case 'function':
    case 'class':
      return true;
    case 'object':
      if (argument.spreads.some((spread) => !isOpen(codebase, file, spread, owners, depth + 1))) return false;
      return argument.properties.every(({ name, value }) => {
        if (BOUNDS.has(name)) return false;
        if (NOT_FILTERS.has(name)) return true;
        if (isOwner(name, value)) {
          owners.add(name.replace(/^_/, ''));
          return true;
        }
        if (SELECTIVE.test(name)) return false;
        return FILTERS.has(name) ? isOpen(codebase, file, value, owners, depth + 1) : value.kind === 'literal' || value.kind === 'object' && isOpen(codebase, file, value, owners, depth + 1) || isFixed(codebase, file, value);
      });
    case 'name':
    case 'member': {
      const values = codebase.values.of(file, argument);
      if (values.length === 0) return false;
      return values.every((value) => (value.kind === 'expression' ? value.expression.kind !== 'operation' && isOpen(codebase, value.file, value.expression, owners, depth + 1) : value.kind === 'literal' || value.kind === 'class' || value.kind === 'external' && /table\(\)|Table|Schema|schema/i.test(value.origin)));
    }
    case 'call':
      return !filters(codebase, file, argument.call);
    default:
      return false;
  }
}

const FILTERS = new Set(['where', 'filter', 'query', 'AND', 'and', 'OR']);
const NOT_FILTERS = new Set(['select', 'include', 'orderBy', 'order', 'sort', 'relations', 'attributes', 'columns', 'with', 'lean', 'projection', 'fields', 'populate', 'transaction', 'raw', 'cache', 'loadRelationIds', 'logging', 'paranoid']);

/** A filter by a constant (`{ state: 'open' }`) leaves a part that grows with the table. */
function isFixed(codebase: Codebase, file: FilePath, value: Expression): boolean {
  const values = codebase.values.of(file, value);
  return values.length > 0 && values.every(({ kind }) => kind === 'literal');
}

/** `eq(orders.userId, id)`, `inArray(…)`, `sql`…``: conditions built by calls filter. */
function filters({ facts }: Codebase, file: FilePath, index: number): boolean {
  const call = facts.get(file)?.calls[index];
  const name = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
  return !/^(?:asc|desc|count|pgTable|mysqlTable|sqliteTable)$/.test(name);
}

/** Calls made on the result: `.limit(20)` behind a query that is recognised at its start. */
function laterInChain({ facts }: Codebase, { file, index }: Call): readonly CallFact[] {
  const own = facts.get(file);
  const found: CallFact[] = [];
  let at = index;
  for (let turn = 0; own && turn < 12; turn++) {
    const next = own.calls.findIndex(({ callee }) => callee.kind === 'member' && callee.of.kind === 'call' && callee.of.call === at);
    const fact = own.calls[next];
    if (!fact || (fact.callee.kind === 'member' && /^(?:then|catch|finally|map|filter|forEach|reduce)$/.test(fact.callee.name))) break;
    found.push(fact);
    at = next;
  }
  return found;
}

/** `SELECT` of plain rows without a condition or a bound. */
function selectsAll(codebase: Codebase, { file, fact }: Call): boolean {
  const [first] = fact.arguments;
  const text = first && sqlOf(codebase, file, first);
  if (text === undefined || !/^\s*(?:\(\s*)?select\b/i.test(text)) return false;
  if (/\b(?:limit|top|fetch\s+(?:first|next)|where|join|count\s*\(|sum\s*\(|max\s*\(|min\s*\(|avg\s*\(|exists|having|unnest\s*\(|group\s+by|for\s+update|pg_|information_schema|sqlite_master|returning|nextval|now\s*\(|version\s*\()/i.test(text)) return false;
  return /\bfrom\s+[\w."`$[\]{}]+/i.test(text);
}

function sqlOf(codebase: Codebase, file: FilePath, expression: Expression): string | undefined {
  const text = codebase.values.textOf(file, expression);
  if (text !== undefined) return text;
  if (expression.kind === 'template') return expression.texts.join('?');
  if (expression.kind === 'object') {
    const property = expression.properties.find(({ name }) => name === 'text' || name === 'sql');
    return property && sqlOf(codebase, file, property.value);
  }
  return undefined;
}
