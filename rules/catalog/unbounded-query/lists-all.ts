/** Whether a query names nothing that bounds how many rows come back: no limit, and no filter that leaves few. */

import { isContinued } from '../../kit/continued.ts';
import { stepsBefore } from '../../kit/steps-before.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

/** Options and methods that bound a result, whatever the library. */
export const BOUNDS = new Set(['take', 'limit', 'first', 'last', 'top', 'pageSize', 'perPage', 'per_page', 'page', 'cursor', 'after', 'before', 'Limit', 'MaxResults', 'maxResults', 'size', 'skip', 'offset', 'paginate', 'range', 'single', 'maybeSingle', 'findOne', 'getOne', 'executeTakeFirst', 'count', 'countDocuments', 'distinct', 'groupBy', 'aggregate', 'max', 'min', 'sum', 'avg', 'stream', 'cursorStream', 'batchSize', 'allowDiskUse', 'insert', 'update', 'delete', 'del', 'returning', 'values', 'set', 'batch']);
/** Filters that leave few rows: by key, by owner, by list of keys. */
const SELECTIVE = /^(?:_?id|.*_?ids?|.*Ids?|uuid|key|.*Key|slug|email|.*Email|token|.*Token|hash|code|name|username|handle|url|uri|path|domain|in|eq|inArray|\$in|whereIn|.*_id)$/;

/** Whoever pays for the product, and has as many of everything as the product is used: `where: { workspaceId }`. */
const OWNER = /^_?(?:workspace|organi[sz]ation|org|tenant|environment|project|company|shop|store|realm|instance)_?id$/i;
/** `runtimeEnvironmentId`. */
const SOME_OWNER = /^[a-z]+(?:Workspace|Organi[sz]ation|Tenant|Environment|Project|Company|Shop|Store)Id$/;
/** `{ organization: user.organization.id }` says the same. */
const OWNER_ITSELF = /^(?:workspace|organi[sz]ation|org|tenant|project|company|shop)$/i;

/** What a query is narrowed to. */
export interface Narrowed {
  readonly owners: Set<string>;
  /** Its rows become more with time, whoever they belong to: messages of a conversation. */
  readonly grows: boolean;
}

const PARENT = /^_?(?!id$)\w+(?:Id|_id)$/;

function isOwner(name: string, value: Expression, { owners, grows }: Narrowed): boolean {
  if (value.kind !== 'name' && value.kind !== 'member') return false;
  if (grows && owners.size === 0 && PARENT.test(name)) return true;
  if (OWNER.test(name) || SOME_OWNER.test(name)) return true;
  return OWNER_ITSELF.test(name) && (/^_?id$|(?:Id|_id)$/.test(value.name) || (value.kind === 'name' && value.name === name));
}

/** `withBuyer(Order.find(filter)).limit(20)`: bounded by what is called on the function that it is given to. */
function isBoundedAround(codebase: Codebase, facts: FileFacts, call: Call): boolean {
  const outer = call.fact.use === 'argument' ? facts.calls.findIndex(({ arguments: given }) => given.some((each) => each.kind === 'call' && each.call === call.index)) : -1;
  return outer >= 0 && laterInChain(codebase, { ...call, index: outer }).some(({ callee }) => callee.kind === 'member' && BOUNDS.has(callee.name));
}

/** What one of few words says of a row: a part that grows with the table, whichever word is asked for. */
const STATE = /^(?:type|kind|status|state|visibility|archived|enabled|active|deleted|published|(?:is|has)[A-Z]\w*)$/;

function isState(name: string, value: Expression): boolean {
  return (value.kind === 'name' || value.kind === 'member') && (STATE.test(name) || (STATE.test(value.name) && !SELECTIVE.test(name)));
}

/** Steps of a builder that neither filter nor bound; any other may. */
const PLAIN_STEPS = new Set(['select', 'selectAll', 'selectFrom', 'from', 'find', 'findAll', 'findMany', 'all', 'execute', 'exec', 'lean', 'orderBy', 'orderByRaw', 'sort', 'columns', 'column', 'populate', 'toArray', 'project', 'getMany', 'getRawMany', 'createQueryBuilder', 'query', 'asc', 'desc', 'fetchAll', 'with']);

/** What it is narrowed to besides, of which there may be as many, comes into `narrowed`. */
export function listsAll(codebase: Codebase, call: Call, narrowed: Narrowed): boolean {
  const facts = codebase.facts.get(call.file);
  // What is listed must be known: a query kept in a variable has a history of its own.
  if (!facts || call.operation?.subject === undefined || call.operation.subject.includes('?') || call.operation.traits.includes('queue')) return false;
  const chain = call.chain ?? [call.fact];
  const [first] = chain;
  if (isOneRelation(call.fact)) return false;
  if ((first && isBuiltElsewhere(facts, first)) || isContinued(facts, call)) return false;
  // `orders.query()[method](row)`: what it does is only known as it runs.
  if (laterInChain(codebase, call).some(({ callee }) => callee.kind === 'element') || isBoundedAround(codebase, facts, call)) return false;
  if (call.chain && [...chain, ...laterInChain(codebase, call)].some((fact, index) => !isPlainStep(fact, index === 0) && !isCondition(fact) && !isStepOf(fact, 'leftJoin'))) return false;
  for (const fact of [...chain, ...laterInChain(codebase, call)]) {
    if (fact.callee.kind === 'member' && BOUNDS.has(fact.callee.name)) return false;
    if (isStepOf(fact, 'leftJoin')) continue;
    for (const argument of fact.arguments) if (!isOpen(codebase, call.file, argument, narrowed)) return false;
  }
  return [...stepsBefore(facts, call.fact)].every(({ callee, arguments: given }) => {
    const name = callee.kind === 'member' ? callee.name : '';
    return !BOUNDS.has(name) && (!FILTERING.test(name) || given.every((argument) => argument.kind !== 'function' && isOpen(codebase, call.file, argument, narrowed)));
  });
}

/** `order.$get('buyer')`: what a row belongs to is one. */
function isOneRelation({ callee, arguments: [name] }: CallFact): boolean {
  return callee.kind === 'member' && callee.name === '$get' && name?.kind === 'literal' && typeof name.value === 'string' && !name.value.endsWith('s');
}

/** Steps that say which rows: `andWhere('o.buyer = :buyer', { buyer })`. */
const FILTERING = /^(?:find$|filter)|^(?:scope|for|by)(?:[A-Z]|$)|where|having/i;

/** Queries begin at these: `const db = useDb()` adds nothing to one. */
const CLIENT = /^(?:db|database|prisma|knex|sequelize|supabase|orm|em|pool|tx|trx|conn(?:ection)?|client|manager)$|(?:Db|DB|Client|Connection|Manager|Repo|Repository|Collection|Model|Dao)$/;

/** `query.select(…)`, where `query` is a local that other lines add to. */
export function isBuiltElsewhere({ bindings }: FileFacts, { callee }: CallFact): boolean {
  const owner = callee.kind === 'member' ? callee.of : undefined;
  const binding = owner?.kind === 'name' && owner.binding !== undefined && !CLIENT.test(owner.name) ? bindings[owner.binding] : undefined;
  return binding !== undefined && binding.in !== 0 && (binding.value?.kind === 'call' || binding.value?.kind === 'await' || binding.isReassigned);
}

export function isPlainStep({ callee }: CallFact, isFirst: boolean): boolean {
  if (callee.kind === 'name' || callee.kind === 'call') return isFirst;
  return callee.kind === 'member' && PLAIN_STEPS.has(callee.name);
}

/** Nothing in these options or conditions bounds the result; what cannot be read is given the benefit of the doubt. */
export function isOpen(codebase: Codebase, file: FilePath, argument: Expression, narrowed: Narrowed, depth = 0): boolean {
  if (depth > 5) return false;
  switch (argument.kind) {
    case 'literal':
    case 'array':
    case 'template':
    case 'function':
    case 'class':
      return true;
    case 'object':
      if (argument.spreads.some((spread) => !isOpen(codebase, file, spread, narrowed, depth + 1))) return false;
      return argument.properties.every(({ name, value }) => isOpenProperty(codebase, file, name, value, narrowed, depth));
    case 'name':
    case 'member': {
      const values = codebase.values.of(file, argument);
      if (values.length === 0) return false;
      return values.every((value) => (value.kind === 'expression' ? value.expression.kind !== 'operation' && isOpen(codebase, value.file, value.expression, narrowed, depth + 1) : value.kind === 'literal' || value.kind === 'class' || value.kind === 'external' && /table\(\)|Table|Schema|schema/i.test(value.origin)));
    }
    case 'call':
      return isOpenCondition(codebase, file, argument.call, narrowed, depth) ?? !filters(codebase, file, argument.call);
    default:
      return false;
  }
}

/** `status: 'open'`, `projectId`: one of the things that rows are asked by. */
function isOpenProperty(codebase: Codebase, file: FilePath, name: string, value: Expression, narrowed: Narrowed, depth: number): boolean {
  if (BOUNDS.has(name) || (value.kind === 'object' && value.properties.some((each) => RELATION.test(each.name)))) return false;
  if (NOT_FILTERS.has(name)) return true;
  if (isOwner(name, value, narrowed)) {
    narrowed.owners.add(name.replace(/^_/, ''));
    return true;
  }
  if (isState(name, value)) return true;
  if (SELECTIVE.test(name)) return false;
  if (FILTERS.has(name) && value.kind === 'function') return givesOpen(codebase, file, value.function, narrowed, depth);
  if (name === 'OR' || name === 'or' || name === '$or') return value.kind === 'array' && value.elements.some((each) => isOpen(codebase, file, each, narrowed, depth + 1));
  if (name === 'AND' || name === 'and' || name === '$and') return value.kind === 'array' ? value.elements.every((each) => isOpen(codebase, file, each, narrowed, depth + 1)) : isOpen(codebase, file, value, narrowed, depth + 1);
  if (FILTERS.has(name) && value.kind === 'array') return value.elements.every((each) => isOpen(codebase, file, each, narrowed, depth + 1));
  return FILTERS.has(name) ? isOpen(codebase, file, value, narrowed, depth + 1) : value.kind === 'literal' || value.kind === 'object' && isOpen(codebase, file, value, narrowed, depth + 1) || isFixed(codebase, file, value);
}

/** `where: (order, { inArray }) => inArray(order.id, ids)` filters by what it gives. */
function givesOpen(codebase: Codebase, file: FilePath, index: number, narrowed: Narrowed, depth: number): boolean {
  const given = codebase.facts.get(file)?.functions[index]?.returns ?? [];
  return given.every((each) => isOpen(codebase, file, each, narrowed, depth + 1));
}

/** `attributes: { some: { value } }`: rows by what belongs to them. */
const RELATION = /^(?:some|every|none)$/;

const FILTERS = new Set(['where', 'filter', 'query']);
const NOT_FILTERS = new Set(['select', 'include', 'orderBy', 'order', 'sort', 'relations', 'attributes', 'columns', 'with', 'lean', 'projection', 'fields', 'populate', 'transaction', 'raw', 'cache', 'loadRelationIds', 'logging', 'paranoid']);

/** A filter by a constant (`{ state: 'open' }`) leaves a part that grows with the table. */
function isFixed(codebase: Codebase, file: FilePath, value: Expression): boolean {
  const values = codebase.values.of(file, value);
  return values.length > 0 && values.every(({ kind }) => kind === 'literal');
}

/** Drizzle's `and(eq(orders.projectId, id), isNull(orders.deletedAt))`; undefined for other calls. */
function isOpenCondition(codebase: Codebase, file: FilePath, index: number, narrowed: Narrowed, depth: number): boolean | undefined {
  const call = codebase.facts.get(file)?.calls[index];
  const name = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
  const [left, right] = call?.arguments ?? [];
  if (!call || !CONDITIONS.test(name)) return undefined;
  if (name === 'and') return call.arguments.every((each) => isOpen(codebase, file, each, narrowed, depth + 1));
  if (name === 'or') return call.arguments.some((each) => isOpen(codebase, file, each, narrowed, depth + 1));
  if (left?.kind !== 'member') return undefined;
  return name === 'isNull' || name === 'isNotNull' || (right !== undefined && isOpenProperty(codebase, file, left.name, right, narrowed, depth));
}

const CONDITIONS = /^(?:and|or|eq|isNull|isNotNull)$/;

/** `where(eq(orders.projectId, id))`: a condition that is a call can be read. */
function isCondition({ callee, arguments: given }: CallFact): boolean {
  return callee.kind === 'member' && callee.name === 'where' && given.length > 0 && given.every(({ kind }) => kind === 'call');
}

function isStepOf({ callee }: CallFact, name: string): boolean {
  return callee.kind === 'member' && callee.name === name;
}

/** `eq(orders.userId, id)`, `inArray(…)`, `sql`…``: conditions built by calls filter. */
function filters({ facts }: Codebase, file: FilePath, index: number): boolean {
  const call = facts.get(file)?.calls[index];
  const name = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
  return !/^(?:asc|desc|count|pgTable|mysqlTable|sqliteTable)$/.test(name);
}

/** Calls made on the result: `.limit(20)` behind a query that is recognised at its start. */
export function laterInChain({ facts }: Codebase, { file, index }: Call): readonly CallFact[] {
  const own = facts.get(file);
  const found: CallFact[] = [];
  let at = index;
  for (let turn = 0; own && turn < 12; turn++) {
    const next = own.calls.findIndex(({ callee }) => (callee.kind === 'member' || callee.kind === 'element') && callee.of.kind === 'call' && callee.of.call === at);
    const fact = own.calls[next];
    if (!fact || (fact.callee.kind === 'member' && /^(?:then|catch|finally|map|filter|forEach|reduce)$/.test(fact.callee.name))) break;
    found.push(fact);
    at = next;
  }
  return found;
}
