import { defineRule, type SharedCause } from '../../kit/define-rule.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { openPatternIn } from './open-pattern.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'information',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      const { operation } = call;
      if (!operation || codebase.isOffline(call.file)) continue;
      const words = operation.kind === 'query' ? searchOf(codebase, call) : walkOf(call);
      if (words === undefined) continue;
      const cause = classAround(codebase, call);
      yield reportOnPath(codebase, reached, { message: `${operation.label} ${words} for ${path.entryPoint.label}.`, confidence: 'likely', ...(cause && { cause }) });
    }
  },
});

/** A builder of searches has a method for each kind of column: mended in one place, told once. */
function classAround({ facts }: Codebase, { file, fact, operation }: Call): SharedCause | undefined {
  const own = facts.get(file);
  const index = own?.functions[fact.in]?.class;
  const around = index === undefined ? undefined : own?.classes[index];
  return around && { at: { file, span: around.nameSpan }, named: operation?.label ?? 'a query', where: `in ${around.name}` };
}

function searchOf(codebase: Codebase, call: Call): string | undefined {
  const { operation } = call;
  if (operation?.traits.includes('search') || !READS.has(operation?.action ?? 'raw')) return undefined;
  if ((call.chain ?? [call.fact]).some((step) => step.arguments.some((argument) => isWithinOne(codebase, call.file, argument)))) return undefined;
  const pattern = (call.chain ?? [call.fact]).flatMap((step) => step.arguments.flatMap((argument) => openPatternIn(codebase, call.file, argument) ?? []))[0];
  if (pattern === undefined) return undefined;
  const subject = subjectOf(call);
  return `compares every ${subject === undefined ? 'row' : `row of ${subject}`} with ${pattern}, which no ordinary index serves,`;
}

/** The table, where that is what was given: to `where` and `whereRaw` it is a column, or SQL. */
function subjectOf({ operation, fact: { callee } }: Call): string | undefined {
  const subject = operation?.subject;
  const isCondition = callee.kind === 'member' && /^(?:or|and)?(?:where|having)/i.test(callee.name);
  return subject !== undefined && subject !== '' && !isCondition && /^[\w.$"`-]+$/.test(subject) ? subject : undefined;
}

/** `{ where: { shopId, name: { contains } } }`: only the rows of one shop are compared. */
function isWithinOne(codebase: Codebase, file: FilePath, argument: Expression, depth = 0): boolean {
  if (depth > 2) return false;
  if (argument.kind === 'name') {
    const [value, ...others] = codebase.values.of(file, argument);
    return others.length === 0 && value?.kind === 'expression' && value.expression.kind === 'object' && isWithinOne(codebase, value.file, value.expression, depth + 1);
  }
  if (argument.kind === 'template' || argument.kind === 'literal') return OF_ONE.test(argument.kind === 'template' ? argument.texts.join('?') : String(argument.value));
  if (argument.kind !== 'object') return false;
  if (argument.properties.some(({ value }) => value.kind === 'object' && value.properties.some((each) => OWNERS.test(each.name) && each.value.kind !== 'object' && each.value.kind !== 'literal'))) return true;
  return argument.properties.some(({ name, value }) => (/^(?:where|filter|AND)$/.test(name) ? isWithinOne(codebase, file, value, depth + 1) : /^(?:_?id|_key|\w+(?:Id|ID|_id))$/.test(name) && value.kind !== 'object'));
}

/** `where: { order: { buyerId }, name: { contains } }`. */
const OWNERS = /^(?:user|owner|author|account|buyer|customer|member|team|organi[sz]ation|workspace|shop|tenant|project)Id$/;
/** `WHERE u.id = $1`: of one row, or of what belongs to one. */
const OF_ONE = /\bwhere\b[\s\S]*(?:^|[\s."`])(?:\w+_)?id["`]?\s*=\s*(?:\$\d|\?|:\w)/i;

const READS = new Set<string>(['read-one', 'read-many', 'count', 'raw']);

/** `KEYS *`; the members of one set or hash may be few by nature. */
function walkOf({ operation, fact }: Call): string | undefined {
  const isWalk = operation?.kind === 'cache-read' && operation.traits.includes('whole-key') && fact.callee.kind === 'member' && fact.callee.name === 'keys' && fact.arguments.length > 0;
  return isWalk ? 'walks every key of Redis while every other client waits, each time,' : undefined;
}
