import { callAt } from '../../kit/call-at.ts';
import { isConstant } from '../../kit/constant.ts';
import { everyOf } from '../../kit/every-of.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isDevelopmentOnly } from '../../kit/development-only.ts';
import { nameOf } from '../../kit/names.ts';
import { isRemembered } from '../../kit/once.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { whoSeldomAsks } from '../../kit/seldom-asked.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { CallFact } from '../../model/facts.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';
import { hoistedLoad } from './hoisted-load.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  // Whether a file changes while the service runs is not in the code: measured precision carries advice only.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      if (codebase.isOffline(call.file) || !isSameEveryTime(codebase, call) || isRemembered(codebase, call, path) || isSeldom(codebase, reached) || isDevelopmentOnly(codebase, call) || isWrittenToo(codebase, call)) continue;
      yield reportOnPath(codebase, reached, {
        message: `${call.operation?.label ?? 'The call'} does the same again for ${everyOf(path.entryPoint)}; once would do.`,
      });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    const moved = facts && text !== undefined && call ? hoistedLoad(text, facts, call) : undefined;
    if (moved) yield { title: `Make ${moved.name} once, as the module loads`, safety: 'suggestion', edits: moved.edits };
  },
});

/** The page shown when all else fails; what administrators look at now and then. */
function isSeldom({ requests }: Codebase, { call }: ReachedCall): boolean {
  return requests.entryPointsOf(call.caller).every((each) => each.kind === 'middleware' && /\berror\b/.test(each.label) || whoSeldomAsks(each) !== undefined);
}

/** A log, a file that is written in the same place: another text each time it is read. */
function isWrittenToo({ facts, values }: Codebase, { file, fact }: Call): boolean {
  const own = facts.get(file);
  const [path] = fact.arguments;
  const name = own && nameOf(own, path);
  if (/\blogs?\b/i.test(name ?? '') || /\.log$/.test((path && values.textOf(file, path)) ?? '')) return true;
  return own?.calls.some(({ callee, arguments: [written] }) => (callee.kind === 'name' || callee.kind === 'member') && /^(?:write|append|output|createWrite|rename)/.test(callee.name) && name !== undefined && nameOf(own, written) === name) ?? false;
}

/** Compiles, parses or reads something whose source is written down. */
function isSameEveryTime(codebase: Codebase, { file, fact, operation }: Call): boolean {
  const isLoad = operation?.kind === 'load';
  const isRead = (operation?.kind === 'file' || operation?.kind === 'blocking') && /(?:^|\.)readFile(?:Sync)?$/.test(operation.label);
  if ((!isLoad && !isRead) || operation.traits.includes('formatter') || isPattern(fact)) return false;
  return fact.arguments.length > 0 && fact.arguments.every((argument) => argument.kind === 'function' || isConstant(codebase, file, argument));
}

/** V8 keeps patterns it has compiled: another of the same source costs next to nothing. */
function isPattern({ callee }: CallFact): boolean {
  return callee.kind === 'name' && callee.name === 'RegExp';
}
