/** One query for all elements in front of what repeats it, in place of one for each. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import { contains, type Span } from '../../model/source.ts';
import { namesIn } from '../data-flow.ts';
import { indentAt, styleOf } from '../edits.ts';
import { leadsTo } from '../leads-to.ts';
import { aboveComments } from '../starts-statement.ts';
import { drizzleLookup } from './drizzle.ts';
import { knexLookup } from './knex.ts';
import type { Change, Lookup, Question } from './lookup.ts';
import { mongooseLookup } from './mongoose.ts';
import { namesFor, type Names } from './names-for.ts';
import { prismaLookup } from './prisma.ts';
import { repetitionAround, type Repetition } from './repetition.ts';
import { sequelizeLookup } from './sequelize.ts';
import { typeormLookup } from './typeorm.ts';

const LIBRARIES: Readonly<Record<string, (question: Question) => Lookup | undefined>> = {
  prisma: prismaLookup,
  typeorm: typeormLookup,
  sequelize: sequelizeLookup,
  mongoose: mongooseLookup,
  knex: knexLookup,
  drizzle: drizzleLookup,
};

/** Only for the look-up of a row, or of rows, by a key of the element, awaited in every turn; empty otherwise. */
export function batchedEdits(codebase: Codebase, text: string, facts: FileFacts, call: Call): readonly TextEdit[] {
  const { fact, operation } = call;
  const around = repetitionAround(text, facts, call);
  const lookup = around && operation ? LIBRARIES[operation.library]?.({ codebase, text, facts, call, variables: around.variables }) : undefined;
  const place = lookup && placeOf(text, facts, call, lookup.isFirstOfList);
  if (lookup?.addsKey === true && place?.name === undefined) return [];
  if (!around || !lookup || !place || !isTheSameOutside(facts, call, around) || writes(codebase, facts, call, around)) return [];

  const names = namesFor({ text, row: place.name, subject: operation?.subject, field: lookup.field, isMany: lookup.rows === 'many' });
  if (!names) return [];
  const { file } = facts;
  const { newLine, semicolon } = styleOf(text, facts);
  const indent = indentAt(text, facts, around.start);
  const at = aboveComments(text, facts, around.start);
  const keys = lookup.key === around.element ? around.over : `${around.over}.map((${elementWith(around.element, lookup.key)}) => ${lookup.key})`;
  const changes = lookup.changes(keys);
  const query = rewritten(text, fact.span, changes);
  // What is said inside moves with the query, unless it stands in what changes.
  if (/`[^`]*\n/.test(query) || changes.some(({ span }) => /\/\/|\/\*/.test(text.slice(...span)))) return [];
  const moved = query.replaceAll(`\n${indentAt(text, facts, fact.span[0])}`, `\n${indent}`);
  const asKey = (key: string): string => (lookup.isLoose ? `String(${key})` : key);
  const before = [
    `const ${names.rows} = await ${moved}${semicolon}`,
    ...(lookup.rows === 'one'
      ? [`const ${names.byKey} = new Map(${names.rows}.map((${names.row}) => [${asKey(`${names.row}.${lookup.field}`)}, ${names.row}]))${semicolon}`]
      : grouping(facts, around, lookup, names, asKey).map((line) => `${line}${semicolon}`)),
  ];
  const found = `${names.byKey}.get(${asKey(lookup.key)})`;
  const value = lookup.rows === 'many' ? `${found} ?? []` : lookup.missing === 'null' ? `${found} ?? null` : found;
  return [
    ...lookup.imports,
    { file, span: [at, at], newText: before.map((line) => `${line}${newLine}${indent}`).join('') },
    ...around.simplified,
    { file, span: place.span, newText: place.isApart || value === found ? `${place.start}${value}` : `(${value})` },
  ];
}

/** One list for each key, filled in the order of the rows. */
function grouping({ language }: FileFacts, { over, element }: Repetition, { key, field }: Lookup, { row, rows, byKey }: Names, asKey: (key: string) => string): readonly string[] {
  const empty = language === 'typescript' ? `[] as typeof ${rows}` : '[]';
  return [
    `const ${byKey} = new Map(${over}.map((${elementWith(element, key)}) => [${asKey(key)}, ${empty}]))`,
    `for (const ${row} of ${rows}) ${byKey}.get(${asKey(`${row}.${field}`)})?.push(${row})`,
  ];
}

/** Of `{ customerId, shopId }` the part that the key is made of. */
function elementWith(element: string, key: string): string {
  const names = new Set<string>(key.match(/[\w$]+/g));
  const parts = /^\{([^{}]*)\}$/.exec(element)?.[1]?.split(',').map((part) => part.trim());
  const needed = parts?.filter((part) => names.has(part.replace(/^.*:\s*/, '')));
  return needed && needed.length > 0 && !element.includes('...') ? `{ ${needed.join(', ')} }` : element;
}

/** What is replaced: the query with its `await`, and the pattern that takes the first row. */
function placeOf(text: string, facts: FileFacts, { fact }: Call, isFirstOfList: boolean) {
  const [start, end] = fact.span;
  const wait = /await[ \t]+$/.exec(text.slice(Math.max(0, start - 40), start));
  const isBody = fact.use === 'returned' && facts.functions[fact.in]?.kind === 'arrow' && facts.functions[fact.in]?.bodySpan[0] === start;
  if (!wait && !isBody && !/\breturn[ \t]+$/.test(text.slice(0, start))) return undefined;
  if (fact.use !== 'awaited' && fact.use !== 'returned') return undefined;
  const from = start - (wait?.[0].length ?? 0);
  const declared = /\b(?:const|let)\s+(?:([\w$]+)|\[\s*([\w$]+)\s*\])\s*=\s*$/.exec(text.slice(0, from));
  if (isFirstOfList) {
    const name = declared?.[2];
    if (name === undefined || !wait) return undefined;
    const at = from - (declared?.[0].length ?? 0) + (declared?.[0].indexOf('[') ?? 0);
    return { span: [at, end] as Span, name, isApart: true, start: `${name} = ` };
  }
  if (declared?.[2] !== undefined) return undefined;
  const isApart = /(?:[=(,[{:]|\breturn|=>)\s*$/.test(text.slice(0, from)) && /^\s*(?:[;,)\]}]|\r?\n)/.test(text.slice(end)) && !/^\s*\)?\s*[.?[]/.test(text.slice(end));
  return { span: [from, end] as Span, name: declared?.[1], isApart, start: '' };
}

/** Nothing the query needs is made anew in each turn, its key left out. */
function isTheSameOutside(facts: FileFacts, { fact, chain }: Call, { span, variables }: Repetition): boolean {
  const whole: Expression = { kind: 'other', parts: (chain ?? [fact]).flatMap((each) => [each.callee, ...each.arguments]) };
  return [...namesIn(facts, whole)].every(({ binding }) => {
    const own = binding === undefined ? undefined : facts.bindings[binding];
    return binding === undefined || own === undefined || variables.has(binding) || !contains(span, own.span);
  });
}

/** What the repeated code writes, the query in front of it would not see. */
function writes(codebase: Codebase, facts: FileFacts, call: Call, { span }: Repetition): boolean {
  const { operation } = call;
  const isWrite = ({ operation: other }: Call): boolean =>
    other?.kind === 'query' && other.library === operation?.library && !/^(?:read-one|read-many|count)$/.test(other.action ?? '') && (other.subject === undefined || other.subject === operation?.subject || other.traits.includes('document'));
  const lead = leadsTo(codebase, isWrite);
  return facts.calls.some((each, index) => {
    if (!contains(span, each.span)) return false;
    const linked = codebase.calls.callAt(facts.file, index);
    return linked !== undefined && linked !== call && (isWrite(linked) || linked.edges.some(({ callee }) => lead(callee) !== undefined));
  });
}

/** The text at `span` with these pieces changed. */
function rewritten(text: string, span: Span, changes: readonly Change[]): string {
  return [...changes].sort((a, b) => b.span[0] - a.span[0]).reduce((done, { span: [from, to], newText }) => done.slice(0, from - span[0]) + newText + done.slice(to - span[0]), text.slice(...span));
}
