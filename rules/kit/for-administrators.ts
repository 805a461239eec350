/** Whether none but administrators come to some code: by the address, by a guard of the route, or by what the handler asks before all else. Few do, and seldom. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { ReachedCall } from '../model/graphs.ts';
import { sameSpan } from '../model/source.ts';
import { isRequest, type EntryPoint } from '../model/workspace.ts';
import { whoSeldomAsks, type Asker } from './seldom-asked.ts';

/** All requests that come to the call. */
export function isForAdministrators(codebase: Codebase, reached: ReachedCall): boolean {
  return areAllOf(codebase, reached, ADMINISTRATORS);
}

/** Theirs, or those of setting up, which a customer may do too, once. */
export function isForAdministratorsOrSetUp(codebase: Codebase, reached: ReachedCall): boolean {
  return areAllOf(codebase, reached, ADMINISTRATORS_OR_SET_UP);
}

const ADMINISTRATORS: ReadonlySet<Asker> = new Set(['administrators']);
const ADMINISTRATORS_OR_SET_UP: ReadonlySet<Asker> = new Set(['administrators', 'set-up']);

function areAllOf(codebase: Codebase, { call, path: { entryPoint } }: ReachedCall, askers: ReadonlySet<Asker>): boolean {
  const isOf = (each: EntryPoint): boolean => {
    const asker = whoSeldomAsks(each);
    return (asker !== undefined && askers.has(asker)) || isGuarded(codebase, each);
  };
  return isRequest(entryPoint) && isOf(entryPoint) && codebase.requests.entryPointsOf(call.caller).every(isOf);
}

function isGuarded(codebase: Codebase, { at, handler }: EntryPoint): boolean {
  const registering = codebase.facts.get(at.file);
  const call = registering?.calls.find(({ nameSpan, span }) => sameSpan(nameSpan, at.span) || sameSpan(span, at.span));
  // `router.post('/restore', isAdmin, restore)`, `adminProcedure.mutation(restore)`.
  if (registering && call && [...chainOf(registering, call.callee), ...call.arguments].some((each) => isGuard(registering, each))) return true;
  const { file, index } = partsOfFunctionId(handler);
  const own = codebase.facts.get(file);
  const asked = own?.functions[index];
  if (!own || !asked) return false;
  const owner = asked.class === undefined ? undefined : own.classes[asked.class];
  return [...asked.decorators, ...(owner?.decorators ?? [])].some((each) => isGuardingDecorator(own, each)) || asksFirst(own, index);
}

/** The names a call is chained to: `adminProcedure` of `adminProcedure.input(schema).mutation(restore)`. */
function chainOf(facts: FileFacts, callee: Expression): readonly Expression[] {
  if (callee.kind === 'member') return chainOf(facts, callee.of);
  if (callee.kind !== 'call') return [callee];
  const inner = facts.calls[callee.call];
  return inner ? [...chainOf(facts, inner.callee), ...inner.arguments] : [];
}

/** `isAdmin`, `requireAdmin()`, `auth.requireSuperAdmin`. */
function isGuard({ calls }: FileFacts, each: Expression): boolean {
  if (each.kind === 'call') return isGuardName(calls[each.call]?.callee);
  return isGuardName(each);
}

function isGuardName(each: Expression | undefined): boolean {
  return (each?.kind === 'name' || each?.kind === 'member') && GUARD.test(each.name);
}

/** `isAdminOrOwner` lets others in. */
const GUARD = /^(?:(?:is|are|require|ensure|assert|check|verify|must(?:_?be)?|only|allow|authori[sz]e|guard|needs?|for)_?)?(?:(?:super|site|instance|global|system|server)_?)?admin(?:istrator)?s?_?(?:only|guard|required|auth|access|middleware|procedure)?$/i;

/** `@UseGuards(AdminGuard)`, `@Roles(Role.Admin)`, `@AdminOnly()`. */
function isGuardingDecorator({ calls }: FileFacts, decorator: Expression): boolean {
  const call = decorator.kind === 'call' ? calls[decorator.call] : undefined;
  const name = call?.callee.kind === 'name' ? call.callee.name : '';
  if (call && GUARD.test(name)) return true;
  if (!call || !/^(?:UseGuards|Roles?|HasRoles?|Authorized|RequireRoles?|Auth)$/.test(name)) return false;
  const said = call.arguments.flatMap((each) => (each.kind === 'array' ? each.elements : [each])).map((each) => (each.kind === 'literal' ? String(each.value) : each.kind === 'name' || each.kind === 'member' ? each.name : ''));
  return name === 'UseGuards' ? said.some((each) => GUARD.test(each)) : said.length > 0 && said.every((each) => /^(?:super|site|instance|global|system)?[_-]?admin(?:istrator)?$/i.test(each));
}

/** `await requireAdmin()`, or `if (!user.isAdmin) throw …`, in the handler itself. */
function asksFirst(facts: FileFacts, index: number): boolean {
  const { calls, branches } = facts;
  if (calls.some(({ in: at, use, callee, branch }) => at === index && branch === undefined && (use === 'dropped' || use === 'awaited') && isGuardName(callee))) return true;
  return branches.some(({ in: at, kind, leaves, parent, test }) => at === index && kind === 'then' && leaves && parent === undefined && test !== undefined && deniesAdmin(facts, test));
}

/** `!user.isAdmin`, `!user || !user.isAdmin`, `!canOpenAdminPanel(user)`. */
function deniesAdmin(facts: FileFacts, test: Expression): boolean {
  if (test.kind === 'either') return test.test === undefined && test.options.some((each) => deniesAdmin(facts, each));
  const [denied] = test.kind === 'operation' && test.operator === '!' ? test.operands : [];
  const asked = denied?.kind === 'await' ? denied.of : denied;
  const said = asked?.kind === 'call' ? facts.calls[asked.call]?.callee : asked;
  return (said?.kind === 'name' || said?.kind === 'member') && ADMIN.test(said.name);
}

const ADMIN = /^(?:is_?(?:super|site|global|instance)?_?admin(?:istrator)?|(?:has|can)\w*Admin(?:Panel|Access|Area|Rights|Console))$/i;
