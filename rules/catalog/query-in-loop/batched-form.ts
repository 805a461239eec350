/** One query for all elements in front of the loop, in place of one for each; for Prisma's `findUnique`. */

import { indentAt, isFree, lineStart, styleOf } from '../../kit/edits.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import { contains } from '../../model/source.ts';

/** Only for `const x = await prisma.model.findUnique({ where: { key: element.key } })` right in a `for (const element of names)`; empty otherwise. */
export function batchedEdits(text: string, facts: FileFacts, { fact, operation, index }: Call): readonly TextEdit[] {
  const loop = fact.loop === undefined ? undefined : facts.loops[fact.loop];
  const element = loop?.variables.length === 1 && loop.variables[0] !== undefined ? facts.bindings[loop.variables[0]] : undefined;
  if (!loop || !element || loop.kind !== 'for-of' || loop.over?.kind !== 'name' || operation?.library !== 'prisma' || text.slice(...fact.nameSpan) !== 'findUnique' || fact.use !== 'awaited') return [];
  const header = new RegExp(`^for\\s*\\(\\s*const\\s+${element.name.replaceAll('$', '\\$')}\\s+of\\s+${loop.over.name.replaceAll('$', '\\$')}\\s*\\)\\s*\\{`);
  const isAlways = fact.branch === undefined || contains(facts.branches[fact.branch]?.span ?? fact.span, loop.span);
  const start = indentAt(text, facts, loop.span[0]).length + lineStart(facts, loop.span[0]);
  if (!header.test(text.slice(...loop.span)) || !isAlways || start !== loop.span[0] || !isList(facts, loop.over.binding)) return [];

  const found = facts.bindings.find(({ kind, value }) => kind === 'const' && value?.kind === 'await' && value.of.kind === 'call' && value.of.call === index) ?? facts.bindings.find(({ kind, value }) => kind === 'const' && value?.kind === 'call' && value.call === index);
  const awaited = found && /^\s*=\s*(await\s+)$/.exec(text.slice(found.span[1], fact.span[0]));
  const [query, ...others] = fact.arguments;
  const key = keyOf(query, loop.variables[0]);
  if (!found || !awaited || others.length > 0 || !key || query?.kind !== 'object') return [];

  const receiver = text.slice(fact.span[0], fact.nameSpan[0]);
  // What the loop writes, the query in front of it would not see.
  if (facts.calls.some((each) => each !== fact && contains(loop.span, each.span) && text.slice(...each.span).startsWith(receiver))) return [];
  const all = `${found.name}s`;
  const byKey = `${all}By${key.name.charAt(0).toUpperCase()}${key.name.slice(1)}`;
  if (!isFree(text, all) || !isFree(text, byKey)) return [];

  const { newLine, semicolon } = styleOf(text, facts);
  const indent = indentAt(text, facts, loop.span[0]);
  const value = text.slice(...key.value);
  const many = `${text.slice(query.at[0], key.whole[0])}${key.name}: { in: ${loop.over.name}.map((${element.name}) => ${value}) }${text.slice(key.whole[1], query.at[1])}`;
  if (many.includes('\n') || many.includes('//')) return [];
  const before = [
    `const ${all} = await ${receiver}findMany(${many})${semicolon}`,
    `const ${byKey} = new Map(${all}.map((${found.name}) => [${found.name}.${key.name}, ${found.name}]))${semicolon}`,
  ];
  return [
    { file: facts.file, span: [loop.span[0], loop.span[0]], newText: before.map((line) => `${line}${newLine}${indent}`).join('') },
    { file: facts.file, span: [fact.span[0] - (awaited[1]?.length ?? 0), fact.span[1]], newText: `${byKey}.get(${value}) ?? null` },
  ];
}

/** Nothing says that it is a set, a map or a stream. */
function isList({ bindings, calls }: FileFacts, index: number | undefined): boolean {
  const binding = index === undefined ? undefined : bindings[index];
  const made = binding?.value?.kind === 'call' ? calls[binding.value.call]?.kind : undefined;
  return binding !== undefined && made !== 'new' && (binding.type === undefined || /^(?:Readonly)?Array$/.test(binding.type.name));
}

/** The one field of `{ where: { id: element.customerId } }`; `include` may stand beside it, `select` might leave the field out. */
function keyOf(query: Expression | undefined, element: number | undefined) {
  if (query?.kind !== 'object' || query.spreads.length > 0 || query.properties.some(({ name }) => name !== 'where' && name !== 'include')) return undefined;
  const where = query.properties.find(({ name }) => name === 'where')?.value;
  const [field, ...others] = where?.kind === 'object' && where.spreads.length === 0 ? where.properties : [];
  if (!field || others.length > 0 || field.value.kind !== 'member' || field.value.of.kind !== 'name' || field.value.of.binding !== element) return undefined;
  return { name: field.name, whole: field.at, value: [field.value.of.at[0], field.value.at[1]] as const };
}
