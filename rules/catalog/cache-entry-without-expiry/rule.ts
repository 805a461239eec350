import { callAt } from '../../kit/call-at.ts';
import { isConstant } from '../../kit/constant.ts';
import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { everyOf } from '../../kit/every-of.ts';
import { nameOf } from '../../kit/names.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { QuickFix } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { expiryEdits } from './expiry-edits.ts';
import { expiresElsewhere, hasExpiry } from './expiry.ts';
import { isRemovedAgain } from './removed-again.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  tier: 'information',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      const [key] = call.fact.arguments;
      if (!isEntry(call) || !key || codebase.isOffline(call.file) || isKnown(codebase, call.file, key)) continue;
      if (hasExpiry(codebase, call) || expiresElsewhere(codebase, call, path) || isRemovedAgain(codebase, call, key)) continue;
      const says = nameOf(codebase.facts.get(call.file), key);
      yield reportOnPath(codebase, reached, {
        message: `${call.operation?.label ?? 'set'} keeps an entry ${says === undefined ? 'under a key of its own' : `under ${says}`} for ${everyOf(path.entryPoint)}, and none of them ever expires.`,
      });
    }
  },

  *fix({ at }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
    const call = callAt(codebase, at);
    const text = textOf(at.file);
    const edits = call && text !== undefined ? expiryEdits(codebase, text, call) : [];
    if (edits.length > 0) yield { title: 'Let it expire after an hour', safety: 'suggestion', edits };
  },
});

/** Writes one entry, in a cache that bounds neither their time nor their number by itself. */
function isEntry({ operation, fact }: Call): boolean {
  return operation?.kind === 'cache-write' && operation.traits.includes('expiry-in-arguments') && !operation.traits.includes('bounded') && fact.arguments.length > 1 && !/\.(?:mset|mSet|setMany)$/.test(operation.label);
}

/** The same for every request, or one of a few that are written down. */
function isKnown(codebase: Codebase, file: FilePath, key: Expression): boolean {
  if (key.kind === 'object' || isConstant(codebase, file, key)) return true;
  const values = codebase.values.of(file, key);
  return values.length > 0 && values.every(({ kind }) => kind === 'literal');
}
