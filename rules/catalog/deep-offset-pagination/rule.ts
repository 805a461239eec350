import { defineRule } from '../../kit/define-rule.ts';
import { requestInputIn } from '../../kit/request-input.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { CallFact } from '../../model/facts.ts';
import { isCapped } from './capped.ts';
import { offsetOf } from './offset.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  // Whether anybody turns to page 10,000 is not in the code.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      if (call.operation?.kind !== 'query' || codebase.isOffline(call.file) || FEW_USERS.test(path.entryPoint.label)) continue;
      const offset = offsetOf(codebase, call);
      const input = offset && requestInputIn(codebase, path, offset.file, offset.expression, isUncapped);
      if (!input || isCapped(codebase, path, input)) continue;
      const { subject, label } = call.operation;
      const asked = input.members.filter((name) => !/^(?:get|valueOf)$/.test(name)).join('.');
      yield reportOnPath(codebase, reached, {
        message: `${label} skips as many rows${subject === undefined || NO_TABLE.test(subject) ? '' : ` of ${subject}`} as ${asked === '' ? 'the user' : asked} says for ${path.entryPoint.label}: the database reads each of them first, and nothing caps how many.`,
        confidence: 'likely',
      });
    }
  },
});

/** What a variable is called says nothing of the table: `MongooseModel`, `tableName`. */
const NO_TABLE = /\?|(?:Model|Name|Params)$/;

/** Tools for the few who run the product. */
const FEW_USERS = /(?:^|[\s/.:])_?(?:admin|backoffice|internal|debug)\b/i;

/** What comes out of `Math.min(page, 100)` stays small whatever is asked for. */
function isUncapped({ callee }: CallFact): boolean {
  return !((callee.kind === 'member' || callee.kind === 'name') && /^(?:min|clamp)$/.test(callee.name));
}
