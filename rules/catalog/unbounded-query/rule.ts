import { defineRule } from '../../kit/define-rule.ts';
import { growsWithTime, isFewByNature, isFewOfOne } from '../../kit/few-by-nature.ts';
import { nameOf } from '../../kit/names.ts';
import { option } from '../../kit/options.ts';
import { reachedCalls } from '../../kit/reached-calls.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { whoSeldomAsks } from '../../kit/seldom-asked.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import { siteOf, type Call, type ReachedCall } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { isRequest } from '../../model/workspace.ts';
import { addedBy } from './added-by.ts';
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
      if (operation?.kind !== 'query' || codebase.isOffline(call.file) || isOfFewRequests(codebase, reached)) continue;
      const { subject } = operation;
      if (subject !== undefined && isFewByNature(subject)) continue;
      if (subject !== undefined && small.has(subject.toLowerCase())) continue;
      const owners = new Set<string>();
      const grows = subject !== undefined && growsWithTime(subject);
      const isUnbounded = operation.action === 'read-many' ? listsAll(codebase, call, { owners, grows }) : operation.action === 'raw' && selectsAll(codebase, call);
      if (isUnbounded) {
        const adding = addedBy(codebase, operation);
        if (adding === 'nothing' || (owners.size > 0 && !grows && ((subject !== undefined && isFewOfOne(subject)) || adding?.isBulk === false))) continue;
        yield reportOnPath(codebase, reached, {
          message: `${operation.label} returns ${everyRow(subject, owners)} to ${path.entryPoint.label}: nothing bounds how many${adding ? `, and ${adding.who} adds more` : ''}.`,
          ...(adding && { more: [{ at: adding.at, shows: `${adding.label} adds to them` }] }),
          ...(owners.size === 0 ? {} : { confidence: 'possible' as const }),
        });
        continue;
      }
      for (const { call: asked, owners: narrowedTo } of operation.action === 'read-many' && !operation.traits.includes('queue') ? listedThrough(codebase, call) : []) {
        const way = codebase.requests.to(asked.caller) ?? codebase.jobs.to(asked.caller);
        if (!way || isFewByNature(writtenAs(codebase, asked).replace(/\.\w+$/, '')) || isOfFewRequests(codebase, { call: asked, path: way })) continue;
        yield reportOnPath(codebase, { call: asked, path: way }, {
          message: `${writtenAs(codebase, asked)} comes to ${operation.label} and returns ${everyRow(undefined, narrowedTo)} to ${way.entryPoint.label}: nothing bounds how many.`,
          more: [{ at: siteOf(call), shows: `${operation.label} reads them here` }],
          confidence: 'possible',
        });
      }
    }
  },
});

/** Administrators and installers alone ask, or the answer is kept: a long list seldom read. */
function isOfFewRequests(codebase: Codebase, { call, path }: ReachedCall): boolean {
  if (path.steps.some(({ call: { fact: { callee } } }) => (callee.kind === 'name' || callee.kind === 'member') && /cache|memo/i.test(callee.name))) return true;
  const askers = isRequest(path.entryPoint) ? codebase.requests.entryPointsOf(call.caller) : [];
  return askers.length > 0 && askers.every((each) => /^(?:administrators|set-up)$/.test(whoSeldomAsks(each) ?? ''));
}

function everyRow(subject: string | undefined, owners: ReadonlySet<string>): string {
  const [owner] = owners;
  return `every ${subject && !/^[A-Z_]+$/.test(subject) ? `row of ${subject}` : 'row'}${owner === undefined ? '' : ` with one ${owner}`}`;
}

function writtenAs({ facts }: Codebase, { file, fact: { callee } }: Call): string {
  const own = facts.get(file);
  return (own && nameOf(own, callee)) ?? 'The call';
}

/** `SELECT` of plain rows without a condition or a bound. */
function selectsAll(codebase: Codebase, { file, fact }: Call): boolean {
  const [first] = fact.arguments;
  // A piece of another query: `select(db.raw('…'))`.
  if (fact.use === 'argument' && fact.callee.kind === 'member' && /^(?:raw|literal|ref)$/.test(fact.callee.name)) return false;
  const text = first && sqlOf(codebase, file, first);
  if (text === undefined || !/^\s*(?:\(\s*)?select\b/i.test(text)) return false;
  const asked = text.replace(FLAGS, ' ');
  if (/\b(?:limit|top|fetch\s+(?:first|next)|where|join|count\s*\(|sum\s*\(|max\s*\(|min\s*\(|avg\s*\(|exists|having|unnest\s*\(|group\s+by|for\s+update|pg_|information_schema|sqlite_master|returning|nextval|now\s*\(|version\s*\()/i.test(asked)) return false;
  return /\bfrom\s+[\w."`$[\]{}]+/i.test(asked);
}

/** `WHERE deleted = 0 AND kind = 'open'`: what one of few words says of a row leaves a part that grows with the table. */
const FLAGS = /\bwhere\s+(?:[\w."`]+\s*(?:=\s*(?:\d|true|false|'[\w-]*')|is\s+(?:not\s+)?(?:null|true|false))(?:\s+and\s+|(?=\s*(?:$|;|order\s+by))))+(?=\s*(?:$|;|order\s+by))/i;

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
