import { defineRule } from '../../kit/define-rule.ts';
import { nameOf } from '../../kit/names.ts';
import { option } from '../../kit/options.ts';
import { reachedCalls } from '../../kit/reached-calls.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { listsAll } from './lists-all.ts';
import { listedThrough } from './through-repository.ts';
import { wholeRanges } from './whole-range.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  // A list may be small by nature, which code does not say: measured precision carries advice only.
  tier: 'advice',

  options: {
    smallTables: option.names({ default: [], description: 'Tables, models or collections that stay small, such as countries or plans.' }),
  },

  *check(_workspace, codebase, { smallTables }) {
    const small = new Set(smallTables.map((name) => name.toLowerCase()));
    const rangeOf = wholeRanges(codebase);
    for (const reached of reachedCalls(codebase)) {
      const { call, path } = reached;
      const { operation } = call;
      const range = codebase.isOffline(call.file) ? undefined : rangeOf(call);
      if (range !== undefined && !small.has(range.toLowerCase())) {
        yield reportOnPath(codebase, reached, {
          message: `${call.fact.callee.kind === 'member' || call.fact.callee.kind === 'name' ? call.fact.callee.name : 'The call'} returns all of ${range} to ${path.entryPoint.label}, from 0 to -1: nothing bounds how many.`,
        });
        continue;
      }
      if (operation?.kind !== 'query' || codebase.isOffline(call.file)) continue;
      const subject = operation.subject;
      if (subject !== undefined && small.has(subject.toLowerCase())) continue;
      const owners = new Set<string>();
      const isUnbounded = operation.action === 'read-many' ? listsAll(codebase, call, owners) : operation.action === 'raw' && selectsAll(codebase, call);
      if (isUnbounded) {
        yield reportOnPath(codebase, reached, {
          message: `${operation.label} returns ${everyRow(subject, owners)} to ${path.entryPoint.label}: nothing bounds how many.`,
          ...(owners.size === 0 ? {} : { confidence: 'possible' as const }),
        });
        continue;
      }
      for (const { call: asked, owners: narrowedTo } of operation.action === 'read-many' ? listedThrough(codebase, call) : []) {
        const way = codebase.requests.to(asked.caller) ?? codebase.jobs.to(asked.caller);
        if (!way) continue;
        yield reportOnPath(codebase, { call: asked, path: way }, {
          message: `${writtenAs(codebase, asked)} comes to ${operation.label} and returns ${everyRow(undefined, narrowedTo)} to ${way.entryPoint.label}: nothing bounds how many.`,
          more: [{ at: siteOf(call), shows: `${operation.label} reads them here` }],
          confidence: 'possible',
        });
      }
    }
  },
});

function everyRow(subject: string | undefined, owners: ReadonlySet<string>): string {
  const [owner] = owners;
  return `every ${subject ? `row of ${subject}` : 'row'}${owner === undefined ? '' : ` with one ${owner}`}`;
}

function writtenAs({ facts }: Codebase, { file, fact: { callee } }: Call): string {
  const own = facts.get(file);
  return (own && nameOf(own, callee)) ?? 'The call';
}

/** `SELECT` of plain rows without a condition or a bound. */
function selectsAll(codebase: Codebase, { file, fact }: Call): boolean {
  const [first] = fact.arguments;
  const text = first && sqlOf(codebase, file, first);
  if (text === undefined || !/^\s*(?:\(\s*)?select\b/i.test(text)) return false;
  if (/\b(?:limit|top|fetch\s+(?:first|next)|where|join|count\s*\(|sum\s*\(|max\s*\(|min\s*\(|avg\s*\(|exists|having|unnest\s*\(|group\s+by|for\s+update|pg_|information_schema|sqlite_master|returning|nextval|now\s*\(|version\s*\()/i.test(text)) return false;
  return /\bfrom\s+[\w."`$[\]{}]+/i.test(text);
}

function sqlOf(codebase: Codebase, file: FilePath, expression: Expression): string | undefined {
  const text = codebase.values.textOf(file, expression);
  if (text !== undefined) return text;
  if (expression.kind === 'template') return expression.texts.join('?');
  if (expression.kind === 'object') {
    const property = expression.properties.find(({ name }) => name === 'text' || name === 'sql');
    return property && sqlOf(codebase, file, property.value);
  }
  return undefined;
}
