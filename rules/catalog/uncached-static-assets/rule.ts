import { optionEdits } from '../../kit/argument-edits.ts';
import { callAt } from '../../kit/call-at.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { servedOperations } from '../../kit/served-calls.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type Call } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const call of servedOperations(codebase)) {
      const { operation } = call;
      if (operation.kind !== 'static-files' || !operation.traits.includes('no-cache-by-default') || codebase.isOffline(call.file)) continue;
      if (saysHowLong(codebase, call)) continue;
      yield {
        at: siteOf(call),
        message: `${operation.label} serves files that no browser and no CDN keeps: every page asks for each of them again.`,
        confidence: 'certain',
        evidenceIs: 'related',
      };
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    if (!facts || text === undefined || !call || call.fact.arguments.length === 0) return;
    const option = call.operation?.traits.includes('option:maxage') ? { name: 'maxage', value: '24 * 60 * 60 * 1000' } : { name: 'maxAge', value: "'1d'" };
    const edits = optionEdits(text, facts, call.fact, OPTIONS, option.name, option.value);
    if (edits.length > 0) yield { title: 'Let browsers keep them for a day', safety: 'suggestion', edits };
  },
});

/** Where the options stand: `express.static(root, options)`, `app.register(fastifyStatic, options)`. */
const OPTIONS = 1;

const SAYS = ['maxAge', 'maxage', 'cacheControl', 'setHeaders', 'immutable', 'headers', 'serveStatic', 'etag'];

/** Options that cannot be read are given the benefit of the doubt. */
function saysHowLong(codebase: Codebase, call: Call): boolean {
  const options = call.fact.arguments[OPTIONS];
  if (!options) return false;
  if (SAYS.some((name) => codebase.values.propertyOf(call.file, options, name) !== undefined)) return true;
  const values = codebase.values.of(call.file, options);
  return values.length === 0 || values.some((value) => value.kind !== 'expression' || value.expression.kind !== 'object' || value.expression.spreads.length > 0);
}
