/** Checks that the rest waits for on purpose. */

import { leadsTo } from '../../kit/leads-to.ts';
import { nameOf as pathOf } from '../../kit/names.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';
import { bindingsOf } from './independent.ts';
import { WHO } from './missing-guard.ts';
import { continuedFrom, nameOf, SAYS_READ } from './pure-reads.ts';

/** Whether the rest waits for a call on purpose: its name says so, it may send whoever asks elsewhere, or nobody keeps what it gives. */
export function deciding(codebase: Codebase): { readonly decides: (call: Call, group: readonly ReachedCall[]) => boolean; readonly saysSo: (call: Call) => boolean } {
  const sendsAway = leadsTo(codebase, ({ origins }) => origins.some((origin) => SENDS_AWAY.test(origin)));
  const saysSo = (call: Call): boolean => saysDecides(continuedFrom(codebase, call) ?? call) || call.edges.some(({ how, callee }) => how === 'call' && sendsAway(callee) !== undefined);
  const decides = (call: Call, group: readonly ReachedCall[]): boolean => {
    const own = codebase.facts.get(call.file);
    const isKept = own !== undefined && bindingsOf(own, call.index).length > 0;
    const isOneOfSeveral = group.some((other) => other.call !== call && other.call.fact.statement === call.fact.statement);
    return saysSo(call) || !(isKept || isOneOfSeveral || FAILS.test(nameOf(call)));
  };
  return { decides, saysSo };
}

/** `redirect('/log-in')`, `notFound()`: the page ends there. */
const SENDS_AWAY = /^(?:next\/navigation|@remix-run\/\w+|react-router|@sveltejs\/kit)#(?:redirect|permanentRedirect|notFound|unauthorized|forbidden|error)$/;

/** `getProgramOrThrow`: a read that answers for itself where it finds nothing. */
const FAILS = /Or(?:Fail|Throw|Reject)/;

/** `isUserSignUpEnabled`: a setting, whoever asks. */
const IS_SET = /(?:Enabled|Disabled|Available|Configured)$/;

/** `db.isSetMember(key, id)` is a read of a store, whatever it is asked for. */
const STORE = /(?:^|\.)(?:db|database|redis|cache|store|storage)$/i;

const RIGHTS = /privilege|permission|polic(?:y|ies)|acl$|rights|abilit(?:y|ies)/i;

function saysDecides(call: Call): boolean {
  const name = nameOf(call);
  const throws = call.fact.arguments.some((each) => each.kind === 'object' && each.properties.some(({ name: key }) => key === 'rejectOnEmpty'));
  if (throws || (FAILS.test(name) && (!SAYS_READ.test(name) || WHO.test(name)))) return true;
  // `privileges.posts.canRead(…)`, `isMember(…)`.
  const owner = call.fact.callee.kind === 'member' ? (pathOf(undefined, call.fact.callee.of) ?? '') : '';
  if (/^can(?![a-z])/.test(name) || RIGHTS.test(owner) || (/^(?:is|has)(?![a-z])/.test(name) && WHO.test(name) && !IS_SET.test(name) && !STORE.test(owner))) return true;
  return /^(?:check|assert|ensure|authori[sz]e|authenticate|validate|verify|require|guard|protect)|auth|session|permission/i.test(name);
}
