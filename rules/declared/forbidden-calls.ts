/** "No call to X on a request path." */

import type { Report } from '../kit/define-rule.ts';
import { nameOf } from '../kit/names.ts';
import { reportOnPath, weakest } from '../kit/request-path-report.ts';
import type { Codebase } from '../model/codebase.ts';
import { functionId } from '../model/function-id.ts';
import { siteOf, type Call } from '../model/graphs.ts';
import { calleeMatcher } from './callee-matcher.ts';
import type { ForbiddenCall } from './declaration.ts';
import { withReason } from './with-reason.ts';

export function* forbiddenCalls(rule: ForbiddenCall, codebase: Codebase): Iterable<Report> {
  const matcher = calleeMatcher(codebase, rule.calls);
  if (rule.on === 'anywhere') {
    yield* anywhere(rule, codebase, (call) => matcher.ofCall(call));
    return;
  }
  for (const reached of codebase.requests.calls()) {
    const { call, path: { entryPoint } } = reached;
    if (codebase.isOffline(call.file) || !rule.isWithin(call.file)) continue;
    const how = matcher.ofCall(call);
    if (how === undefined) continue;
    const labels = [entryPoint.label, ...codebase.requests.entryPointsOf(call.caller).map(({ label }) => label)];
    const meant = rule.routes.length === 0 ? entryPoint.label : labels.find((label) => rule.routes.some((route) => route.test(label)));
    if (meant === undefined) continue;
    yield reportOnPath(codebase, reached, { message: withReason(`${nameFor(codebase, call)} is called while ${meant} waits.`, rule), confidence: how });
  }
}

function* anywhere(rule: ForbiddenCall, codebase: Codebase, match: (call: Call) => 'certain' | 'likely' | undefined): Iterable<Report> {
  for (const [file, { functions }] of codebase.facts) {
    if (codebase.isOffline(file) || !rule.isWithin(file)) continue;
    for (const index of functions.keys()) {
      for (const call of codebase.calls.callsIn(functionId(file, index))) {
        const how = match(call);
        if (how !== undefined) yield { at: siteOf(call), message: withReason(`${nameFor(codebase, call)} is called here.`, rule), confidence: weakest(how, call.isGuessed ? 'likely' : 'certain') };
      }
    }
  }
}

function nameFor({ facts }: Codebase, call: Call): string {
  return call.operation?.label ?? nameOf(facts.get(call.file), call.fact.callee) ?? 'It';
}
