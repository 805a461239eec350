/** Which repetition deserves a warning: one whose way is known, through a list that may well be long, to its end. */

import { asking } from '../../kit/asking.ts';
import { branchesAround } from '../../kit/branches-around.ts';
import { isAskedByTheClock } from '../../kit/deployed-service.ts';
import { holdsEnumValues } from '../../kit/enum-list.ts';
import type { Iteration } from '../../kit/iterations.ts';
import { nameOf } from '../../kit/names.ts';
import { tierOfWait } from '../../kit/reached-calls.ts';
import { confidenceOf } from '../../kit/request-path-report.ts';
import { whoSeldomAsks } from '../../kit/seldom-asked.ts';
import { reaches } from '../../kit/data-flow.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { Tier } from '../../model/finding.ts';
import type { Call, CallEdge, ReachedCall } from '../../model/graphs.ts';
import { contains } from '../../model/source.ts';
import { isKeysOf } from './by-design.ts';
import { isAskedSeldom } from './seldom.ts';
import { isShort } from './short-list.ts';
import { isLeft } from './waited-for.ts';
import { isWholeTable } from './whole-table.ts';

/** Measured on nineteen repositories: of loops that a reading request waits for, 13 of 26 warnings were right before what is quiet here, and of those in changing ones 48 of 149. */
export function tierFor(codebase: Codebase, reached: ReachedCall, iteration: Iteration, isSure: boolean, within: readonly CallEdge[] = [], target: Call = reached.call): { readonly tier?: Tier } {
  const given = tierOfWait(codebase, reached);
  if (given.tier) return given;
  const isWhole = isWholeTable(codebase, iteration.file, iteration.over);
  if (!isWhole && isOneEdit(codebase, reached, target)) return { tier: 'information' };
  if (isActOfItsOwn(target) || isSeldomAsked(codebase, reached, isWhole) || isOfLoader(reached)) return { tier: 'information' };
  // Types made in code say which of them are listed, not which fields are asked of a list.
  if (iteration.kind === 'field' && reached.path.entryPoint.framework === 'graphql-js') return { tier: 'information' };
  // What nobody waits for is as a job: the database is asked as often, but no answer is late.
  if (isLeft(codebase, reached, iteration, within, target) || isAskedSeldom(codebase, reached.call, iteration, within, target) || isShort(codebase, iteration.file, iteration.over)) return { tier: 'information' };
  const facts = codebase.facts.get(iteration.file);
  const isCertain = isSure && confidenceOf(reached.call, reached.path) === 'certain';
  return isCertain && facts && !isFewByNature(codebase, facts, iteration) && !isSearch(facts, reached.call, iteration) && !isKeptByKey(facts, reached.call, iteration) && !(iteration.over && isKeysOf(facts, iteration.over)) ? {} : { tier: 'information' };
}

/** A request that writes in a loop changes something, whatever it is called. */
function isOneEdit(codebase: Codebase, { path: { entryPoint } }: ReachedCall, { operation }: Call): boolean {
  const asks = asking(codebase, entryPoint);
  return asks === 'to-change' || (asks === 'unknown' && (/^write/.test(operation?.action ?? '') || /\bexecute/i.test(operation?.label ?? '')));
}

/** A mail, a payment, what another service is asked: there is one for each, and seldom a way to ask for all at once. Measured: such warnings were right in fewer than one of four. */
function isActOfItsOwn({ operation }: Call): boolean {
  return operation?.kind !== 'query';
}

/** Middleware makes the loader for every request; how often its batch function runs is up to the fields that load. */
function isOfLoader({ path: { entryPoint, steps } }: ReachedCall): boolean {
  return entryPoint.kind === 'middleware' && steps.some(({ how, call: { operation } }) => how === 'callback' && operation?.traits.includes('dataloader') === true);
}

/** Only an administrator's routes, one's own account, a clock, or, for less than a whole table, who changes something come there. */
function isSeldomAsked(codebase: Codebase, { call }: ReachedCall, isWhole: boolean): boolean {
  const askers = codebase.requests.entryPointsOf(call.caller);
  return askers.length > 0 && askers.every((each) => isAskedByTheClock(codebase, each) || whoSeldomAsks(each) !== undefined || (!isWhole && asking(codebase, each) === 'to-change'));
}

/** Kinds, languages, settings: a team has few of them, however many users it has. */
function isFewByNature(codebase: Codebase, facts: FileFacts, { kind, over }: Iteration): boolean {
  const collection = kind === 'for' && over?.kind === 'operation' ? over.operands.find((each) => each.kind === 'member')?.of : over;
  const name = (nameOf(facts, collection) ?? '').split('.').at(-1) ?? '';
  return /(?:locales?|languages|currencies|environments|envs|regions|variants|channels|providers|platforms\w*|kinds|types|roles|prices|plans|collections|filters|permissions|settings|owners|tiers|methods|coupons|orgs|organi[sz]ations|calendars|categories|libraries|integrations|rules)(?:\(\))?$|(?:locale|language|currency|env|environment|region|channel|provider|role|plan|coupon)_?(?:ids|keys|names|codes)$/i.test(name) || /^[A-Z][A-Z0-9_]{3,}$/.test(name) || isOfSchema(facts, collection) || ACTIONS.test(name) || isNamedInSettings(facts, collection) || holdsEnumValues(codebase, facts, collection) || isLeftOver(facts, collection);
}

/** `repository.metadata.manyToManyRelations`: what the schema says. */
function isOfSchema(facts: FileFacts, collection: Expression | undefined): boolean {
  return /\.(?:metadata|entityMetadatas?|rawAttributes|associations|schema)\b/.test(nameOf(facts, collection) ?? '');
}

/** Of one rule; transactions and reactions are others. */
const ACTIONS = /(?:^a|A)ction(?:s|Items)$/;

/** `receipts.slice(10)`: what is more than the ten that are kept; each time it is as many as came since the last. */
function isLeftOver({ calls, bindings }: FileFacts, over: Expression | undefined): boolean {
  const value = over?.kind === 'name' && over.binding !== undefined ? bindings[over.binding]?.value : over;
  const call = value?.kind === 'call' ? calls[value.call] : undefined;
  const [kept, end] = call?.arguments ?? [];
  return call?.callee.kind === 'member' && call.callee.name === 'slice' && end === undefined && kept?.kind === 'literal' && typeof kept.value === 'number' && kept.value > 1;
}

/** `findMany({ where: { id: { in: env.DEFAULT_TEAMS } } })`: as many as somebody wrote into the environment. */
function isNamedInSettings(facts: FileFacts, over: Expression | undefined): boolean {
  const asked = over && queryOf(facts, over, 0);
  return asked !== undefined && asked.arguments.some((each) => hasListOfSettings(facts, each));
}

function queryOf(facts: FileFacts, over: Expression, depth: number): CallFact | undefined {
  if (depth > 4) return undefined;
  if (over.kind === 'await') return queryOf(facts, over.of, depth + 1);
  if (over.kind === 'call') return facts.calls[over.call];
  if (over.kind === 'either') return over.options.map((each) => queryOf(facts, each, depth + 1)).find((each) => each !== undefined);
  const value = over.kind === 'name' && over.binding !== undefined ? facts.bindings[over.binding]?.value : undefined;
  return value && queryOf(facts, value, depth + 1);
}

function hasListOfSettings(facts: FileFacts, given: Expression): boolean {
  if (given.kind !== 'object') return false;
  return given.properties.some(({ name, value }) => (/^\$?in$/.test(name) ? reaches(facts, value, isSettings) : hasListOfSettings(facts, value)));
}

function isSettings({ name, binding }: Expression & { kind: 'name' }): boolean {
  return name === 'env' || (name === 'process' && binding === undefined);
}

/** `let price = known[id]; if (!price) { price = await load(id); known[id] = price; }`: once for each that is different, however often it comes. */
function isKeptByKey(facts: FileFacts, { fact }: Call, { span }: Iteration): boolean {
  const { bindings, calls, assignments } = facts;
  for (const branch of branchesAround(facts, fact.branch)) {
    const table = branch.test && contains(span, branch.span) ? tableOf(branch.test) : undefined;
    if (table === undefined) continue;
    const isTable = (each: Expression): boolean => each.kind === 'name' && each.binding === table;
    if (assignments.some(({ target, span: at }) => contains(branch.span, at) && target.kind === 'element' && rootOf(target) === table)) return true;
    if (calls.some(({ callee, span: at }) => contains(branch.span, at) && callee.kind === 'member' && /^(?:set|add)$/.test(callee.name) && isTable(callee.of))) return true;
  }
  return false;

  /** `known` of `!known[id]`, `!known.has(id)`, and of a name that holds such. */
  function tableOf(test: Expression, depth = 0): number | undefined {
    if (depth > 5) return undefined;
    if (test.kind === 'element') return rootOf(test);
    if (test.kind === 'call') {
      const callee = calls[test.call]?.callee;
      return callee?.kind === 'member' && /^(?:get|has)$/.test(callee.name) && callee.of.kind === 'name' ? callee.of.binding : undefined;
    }
    if (test.kind === 'name') {
      const value = test.binding === undefined ? undefined : bindings[test.binding]?.value;
      return value && value.kind !== 'name' ? tableOf(value, depth + 1) : undefined;
    }
    return partsOf(test).map((part) => tableOf(part, depth + 1)).find((each) => each !== undefined);
  }
}

/** `known` of `known[from][to]`. */
function rootOf(expression: Expression): number | undefined {
  if (expression.kind === 'element') return rootOf(expression.of);
  return expression.kind === 'name' ? expression.binding : undefined;
}

/** `for (…) { const found = await load(id); if (found.isOpen) return found; }`: what is loaded is looked at for nothing else. */
function isSearch(facts: FileFacts, { index }: Call, { kind, span }: Iteration): boolean {
  if (kind === 'callback' || kind === 'recursion' || kind === 'field') return false;
  const found = facts.bindings.findIndex(({ value }) => {
    const made = value?.kind === 'await' ? value.of : value;
    return made?.kind === 'call' && made.call === index;
  });
  if (found < 0) return false;
  const isIt = ({ binding }: { readonly binding?: number | undefined }): boolean => binding === found;
  const exit = facts.branches.find((branch) => branch.kind === 'then' && branch.leaves && contains(span, branch.span) && branch.test !== undefined && reaches(facts, branch.test, isIt));
  if (!exit) return false;
  const isElsewhere = (at: FileFacts['calls'][number]['span']): boolean => contains(span, at) && !contains(exit.span, at) && at[0] > exit.span[1];
  return !facts.calls.some((each) => isElsewhere(each.span) && [each.callee, ...each.arguments].some((part) => reaches(facts, part, isIt)))
    && !facts.assignments.some((each) => isElsewhere(each.span) && each.value !== undefined && reaches(facts, each.value, isIt));
}
