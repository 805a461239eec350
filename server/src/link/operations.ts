/** Recognises what a call does to the outside world: by its origin, else by the names it is written with. */

import type { ApiRow } from '../../../rules/knowledge/api-row.ts';
import type { Knowledge } from '../../../rules/knowledge/knowledge.ts';
import type { NamedCall } from '../../../rules/knowledge/operation-from.ts';
import type { Expression } from '../../../rules/model/expression.ts';
import type { CallFact } from '../../../rules/model/facts.ts';
import type { Operation } from '../../../rules/model/operations.ts';
import type { FilePath, Span } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import { classBehind, firstArgument, handedIn } from './arguments-named.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { isOnlyWritten, isPieceOfSql } from './statement-pieces.ts';

export interface Recognition {
  readonly knowledge: Knowledge;
  /** Packages that the file's own package (or the workspace root) depends on. */
  dependenciesOf(file: FilePath): ReadonlySet<string>;
}

export interface Recognised {
  readonly operation: Operation;
  readonly isGuessed: boolean;
  readonly nameSpan: Span;
  readonly chain?: readonly CallFact[];
}

export function operationOfCall(
  evaluation: Evaluation,
  recognition: Recognition,
  file: FilePath,
  index: number,
  fact: CallFact,
  callees: readonly Value[],
): Recognised | undefined {
  const { knowledge } = recognition;
  for (const callee of callees) {
    // One of several things that callers hand in, some of them our own functions: too little to speak of.
    if (callee.kind !== 'external' || (callee.isGuessed && callees.some(({ kind }) => kind === 'function'))) continue;
    const origin = fact.kind === 'new' ? `${callee.origin}{}` : callee.origin;
    const row = knowledge.rowFor(origin) ?? promisifiedRow(knowledge, origin);
    if (!row) continue;
    if (row.isBuilder && (IN_SUBQUERY.test(callee.origin) || (fact.use === 'dropped' && !runsAtOnce(evaluation, file, fact)) || builderAfter(evaluation, recognition, file, index) || isOnlyWritten(evaluation.program, file, index, fact))) return undefined;
    if (row.asTag && isPieceOfSql(fact)) return undefined;
    const chain = row.isBuilder ? chainOf(evaluation, recognition, file, fact) : [fact];
    const operation = knowledge.operationFrom(row, describe(evaluation, file, fact, origin));
    if (!operation || row.given) continue;
    return { operation, isGuessed: callee.isGuessed, nameSpan: chain[0]?.nameSpan ?? fact.nameSpan, ...(row.isBuilder ? { chain } : {}) };
  }
  const opened = fact.kind === 'new' ? clientExtended(evaluation, recognition, file, fact, callees) : undefined;
  if (opened) return opened;
  return fact.kind === 'decorator' ? givenTo(evaluation, recognition, file, fact) : (givenTo(evaluation, recognition, file, fact) ?? guess(evaluation, recognition, file, index, fact, callees));
}

/** `new OrderDatabase()`, where `OrderDatabase extends PrismaClient`, opens what a `PrismaClient` opens. */
function clientExtended(evaluation: Evaluation, { knowledge }: Recognition, file: FilePath, fact: CallFact, callees: readonly Value[]): Recognised | undefined {
  for (let bases = callees, depth = 0; depth < MOST_BASES && bases.length > 0; depth++) {
    bases = bases.flatMap((each) => (each.kind === 'class' ? evaluation.heritage.baseOf(each.file, each.class) : []));
    for (const base of bases) {
      const row = base.kind === 'external' ? knowledge.rowFor(`${base.origin}{}`) : undefined;
      const operation = row?.kind === 'open-client' ? knowledge.operationFrom(row, describe(evaluation, file, fact, undefined)) : undefined;
      if (operation) return { operation, isGuessed: base.kind === 'external' && base.isGuessed, nameSpan: fact.nameSpan };
    }
  }
  return undefined;
}

const MOST_BASES = 4;

/** bluebird's `promisifyAll` puts `findAsync` beside `find`; where `compile` blocks, `compileAsync` is the library's own form that does not. */
function promisifiedRow(knowledge: Knowledge, origin: string): ApiRow | undefined {
  const row = origin.endsWith('Async') ? knowledge.rowFor(origin.slice(0, -'Async'.length)) : undefined;
  return row?.kind === 'blocking' ? undefined : row;
}

/** `fastify.register(session, { … })`, `@UseInterceptors(CacheInterceptor)`: what is given says what is done. */
function givenTo(evaluation: Evaluation, { knowledge }: Recognition, file: FilePath, fact: CallFact): Recognised | undefined {
  const name = nameOf(fact.callee);
  // What is made with `credentials.createSsl()` is a client, whoever generated its class.
  if (fact.kind !== 'new' && (name === undefined || !GIVES.test(name))) return undefined;
  for (const argument of fact.arguments.map((each) => pluginIn(each) ?? each)) {
    if (fact.kind === 'new' ? argument.kind !== 'call' : argument.kind !== 'name' && argument.kind !== 'member' && argument.kind !== 'module' && argument.kind !== 'await') continue;
    for (const value of evaluation.of(file, argument)) {
      const row = value.kind === 'external' ? knowledge.rowFor(value.origin) : undefined;
      const operation = row?.given && value.kind === 'external' ? knowledge.operationFrom(row, describe(evaluation, file, fact, value.origin)) : undefined;
      if (operation) return { operation, isGuessed: value.kind === 'external' && value.isGuessed, nameSpan: fact.nameSpan };
    }
  }
  return undefined;
}

/** `register({ plugin: require('@hapi/yar'), options })` */
function pluginIn(argument: Expression): Expression | undefined {
  return argument.kind === 'object' ? argument.properties.find(({ name }) => name === 'plugin')?.value : undefined;
}

const GIVES = /^(?:register|use|Use(?:Guards|Interceptors|Filters|Pipes)|useGlobal(?:Guards|Interceptors))$/;

/** By receiver and method name, where nothing is known that speaks against it. */
function guess(
  evaluation: Evaluation,
  { knowledge, dependenciesOf }: Recognition,
  file: FilePath,
  index: number,
  fact: CallFact,
  callees: readonly Value[],
): Recognised | undefined {
  const { callee } = fact;
  if (callee.kind !== 'member' || (fact.kind !== 'call' && fact.kind !== 'tagged-template') || !callees.every(isOpen)) return undefined;
  const dependencies = dependenciesOf(file);
  const rowFor = ({ callee: named }: CallFact): ApiRow | undefined =>
    named.kind === 'member' ? knowledge.guessFor(namesOf(evaluation, file, named.of).join('.') || undefined, named.name, dependencies) : undefined;
  const named = rowFor(fact);
  const chain = named ? [fact] : callsInChain(evaluation, file, fact);
  const row = named ?? builderBegun(chain, rowFor);
  if (!row) return undefined;
  const next = row.isBuilder ? nextInChain(evaluation, file, index)?.callee : undefined;
  if (next?.kind === 'member' && (row.guess?.steps?.has(next.name) ?? knowledge.guessFor(undefined, next.name, dependencies)?.isBuilder)) return undefined;
  const operation = knowledge.operationFrom(row, describe(evaluation, file, fact, undefined));
  return operation && { operation, isGuessed: true, nameSpan: chain[0]?.nameSpan ?? fact.nameSpan, ...(named ? {} : { chain }) };
}

/** `db.select().from(orders).where(isOpen)`: what the chain begins with, where all that follows are its steps. */
function builderBegun([first, ...others]: readonly CallFact[], rowFor: (call: CallFact) => ApiRow | undefined): ApiRow | undefined {
  const row = first && others.length > 0 ? rowFor(first) : undefined;
  return row?.guess?.steps && others.every(({ callee }) => row.guess?.steps?.has(nameOf(callee) ?? '')) ? row : undefined;
}

/** Unknown, or something a library handed to a callback, of which nothing more is known. */
function isOpen(value: Value): boolean {
  return value.kind === 'external' && (/\(\w* ?\d+\)/.test(value.origin) || /^global#(?:(?:global|globalThis)\b|Map\{\}\.get\(\))/.test(value.origin));
}

/** A builder whose result nobody uses runs all the same when it is given a callback or told to. */
function runsAtOnce(evaluation: Evaluation, file: FilePath, fact: CallFact): boolean {
  const name = nameOf(fact.callee) ?? '';
  return RUNS.has(name) || (!TAKES_SUBQUERY.test(name) && givesCallback(evaluation, file, fact));
}

/** `query.whereIn('id', (sub) => sub.select('id'))`: the callback writes a part of the query. */
const TAKES_SUBQUERY = /^(?:(?:and|or)?(?:where|having|on)|with|from|select|union|intersect|except|modify|join$|\w+Join$)/i;
const IN_SUBQUERY = /\.(?:(?:and|or)?(?:[wW]here|[hH]aving|[oO]n)[A-Z]?\w*|with\w*|from|select|union\w*|join|\w+Join)\(\d+\)/;

const RUNS = new Set(['exec', 'execute', 'toArray', 'forEach', 'end', 'stream', 'pipe']);

function givesCallback(evaluation: Evaluation, file: FilePath, fact: CallFact): boolean {
  return fact.arguments.some((argument) => evaluation.of(file, argument).some(({ kind }) => kind === 'function'));
}

/** What the rows may ask about a call. */
function describe(evaluation: Evaluation, file: FilePath, fact: CallFact, origin: string | undefined): NamedCall {
  const chain = callsInChain(evaluation, file, fact);
  const start = firstExternal(evaluation, file, chain);
  const made = start?.made && evaluation.program.facts.get(start.made.at.file)?.calls[start.made.call];
  return {
    names: namesOf(evaluation, file, fact.callee),
    origin,
    hasCallback: givesCallback(evaluation, file, fact),
    constant(position) {
      const given = fact.arguments[position];
      const [value] = given ? evaluation.of(file, given) : [];
      return value?.kind === 'literal' ? value.value : undefined;
    },
    argument: firstArgument(evaluation, file, fact),
    command: commandGiven(evaluation, file, fact),
    made: made && start.made && { name: nameOf(made.callee), argument: handedIn(evaluation, file, chain[0], start.made.at.file, made) ?? firstArgument(evaluation, start.made.at.file, made) },
    typeArgument: start?.typeArguments?.types[0]?.name,
    chainArgument(method) {
      const step = method === '' ? chain[0] : chain.findLast(({ callee }) => nameOf(callee) === method);
      return step && ((/Repository$/.test(method) ? classBehind(step) : undefined) ?? firstArgument(evaluation, file, step));
    },
  };
}

/** `GetIdentityVerificationAttributesCommand` of `send(command)`, where `command` was made with `new`. */
function commandGiven(evaluation: Evaluation, file: FilePath, { arguments: [first] }: CallFact): string | undefined {
  for (const value of first && (first.kind === 'call' || first.kind === 'name') ? evaluation.of(file, first) : []) {
    const name = value.kind === 'external' ? /#(\w+Command)\{\}$/.exec(value.origin)?.[1] : undefined;
    if (name) return name;
  }
  return undefined;
}

/** What the chain starts on outside the workspace, behind functions of the workspace that give it: `orders().insertOne(order)`. */
function firstExternal(evaluation: Evaluation, file: FilePath, chain: readonly CallFact[]): (Value & { kind: 'external' }) | undefined {
  for (const { callee } of chain) {
    for (const value of evaluation.of(file, callee)) if (value.kind === 'external') return value;
  }
  return undefined;
}

/** The calls written one after the other, the first first, this one last. */
function callsInChain({ program }: Evaluation, file: FilePath, last: CallFact): readonly CallFact[] {
  const facts = program.facts.get(file);
  const chain = [last];
  for (let at: CallFact | undefined = last; at; ) {
    const of: Expression = at.callee.kind === 'member' ? at.callee.of : at.callee;
    at = of.kind === 'call' ? facts?.calls[of.call] : undefined;
    if (at) chain.unshift(at);
  }
  return chain;
}

function nameOf(callee: Expression): string | undefined {
  return callee.kind === 'member' || callee.kind === 'name' ? callee.name : undefined;
}

/** `this.prisma.user.findMany` as its names; calls in between as `knex()`. */
function namesOf(evaluation: Evaluation, file: FilePath, expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'name':
      return [expression.name];
    case 'this':
      return ['this'];
    case 'member':
      return [...namesOf(evaluation, file, expression.of), expression.name];
    case 'await':
      return namesOf(evaluation, file, expression.of);
    case 'call': {
      const inner = evaluation.program.facts.get(file)?.calls[expression.call];
      const names = inner ? namesOf(evaluation, file, inner.callee) : [];
      return names.length > 0 ? [...names.slice(0, -1), `${names.at(-1)}()`] : [];
    }
    default:
      return [];
  }
}

/** The call made on the result is of the same builder: the query is not complete yet. */
function builderAfter(evaluation: Evaluation, { knowledge }: Recognition, file: FilePath, index: number): boolean {
  const next = nextInChain(evaluation, file, index);
  return next !== undefined && isBuilderCall(evaluation, knowledge, file, next);
}

function isBuilderCall(evaluation: Evaluation, knowledge: Knowledge, file: FilePath, { callee }: CallFact): boolean {
  return evaluation.of(file, callee).some((value) => value.kind === 'external' && knowledge.rowFor(value.origin)?.isBuilder === true);
}

function nextInChain({ program }: Evaluation, file: FilePath, index: number): CallFact | undefined {
  const own = program.of(file);
  const next = own?.chainedInto.get(index);
  return next === undefined ? undefined : own?.facts.calls[next];
}

/** The builder's calls that this one is chained to, the first first, this one last. */
function chainOf(evaluation: Evaluation, { knowledge }: Recognition, file: FilePath, last: CallFact): readonly CallFact[] {
  const facts = evaluation.program.facts.get(file);
  const chain = [last];
  for (let at: CallFact | undefined = last; at; ) {
    const of: Expression | undefined = at.callee.kind === 'member' ? at.callee.of : at.callee;
    const inner: CallFact | undefined = of.kind === 'call' ? facts?.calls[of.call] : undefined;
    if (!inner || !isBuilderCall(evaluation, knowledge, file, inner)) break;
    chain.unshift(inner);
    at = inner;
  }
  return chain;
}
