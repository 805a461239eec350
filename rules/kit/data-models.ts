/** Tables and collections with what is indexed, from schemas and from the code of TypeORM, Mongoose and Drizzle. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { CallFact, ClassFact, FileFacts } from '../model/facts.ts';
import type { DataField, DataModel } from '../model/manifests.ts';
import type { Site } from '../model/source.ts';
import { ofEachFile } from './of-each-file.ts';
import { oncePerCodebase } from './once-per-codebase.ts';

/** All that the workspace declares. */
export const dataModels = oncePerCodebase((codebase): readonly DataModel[] => {
  const inCode = [...declaredIn.all(codebase)].flatMap(([file, { before, library, after }]) => {
    const facts = codebase.facts.get(file);
    if (!facts || library === undefined) return [...before, ...after];
    const documents = library.isNest ? facts.classes.flatMap((each) => documentOf(codebase, facts, each) ?? []) : [];
    const made = library.isMongoose ? facts.calls.flatMap((each) => mongooseModelOf(codebase, facts, each) ?? []) : [];
    return [...before, ...documents, ...after, ...made];
  });
  return [...codebase.manifests.models, ...inCode];
});

/** What a file says by itself; Mongoose's models need to know of more. */
const declaredIn = ofEachFile((facts, { isOffline }) => {
  if (isOffline(facts.file)) return undefined;
  const specifiers = new Set(facts.imports.map(({ specifier }) => specifier));
  const before = specifiers.has('typeorm') ? facts.classes.flatMap((each) => entityOf(facts, each) ?? []) : [];
  const after = [...specifiers].some((each) => /^drizzle-orm\/\w+-core$/.test(each)) ? drizzleTables(facts) : [];
  const [isNest, isMongoose] = [specifiers.has('@nestjs/mongoose'), specifiers.has('mongoose')];
  if (!isNest && !isMongoose && before.length + after.length === 0) return undefined;
  return { before, after, library: isNest || isMongoose ? { isNest, isMongoose } : undefined };
});

/** https://typeorm.io/docs/entity/entities, https://typeorm.io/docs/advanced-topics/indices */
function entityOf(facts: FileFacts, entity: ClassFact): DataModel | undefined {
  const decorators = decoratorsOf(facts, entity.decorators);
  if (!decorators.some(({ name }) => name === 'Entity')) return undefined;
  const whole = decorators.filter(({ name }) => name === 'Index' || name === 'Unique').map(({ given }) => given.flatMap((each) => textsIn(each)));
  const columns = entity.fields.map((field) => ({ field, marks: decoratorsOf(facts, field.decorators) })).filter(({ marks }) => marks.length > 0);
  const single = columns.filter(({ marks }) => marks.some(({ name, given }) => /^(Primary\w*Column|Index|Unique|ObjectIdColumn)$/.test(name) || (name === 'Column' && flag(given, 'unique')))).map(({ field }) => field.name);
  const indexes = [...single.map((name) => [name]), ...whole];
  const fields = columns.map(({ field, marks }): DataField => {
    const type = field.type?.name ?? '';
    const isChoice = type === 'boolean' || marks.some(({ given }) => /^(enum|simple-enum|bool|boolean)$/.test(textOf(given, 'type') ?? textsIn(given[0])[0] ?? '') || has(given, 'enum'));
    const isRelation = marks.some(({ name }) => /^(One|Many)To(One|Many)$/.test(name));
    return { name: field.name, type, at: { file: facts.file, span: [field.span[0], field.span[1]] }, isIndexed: indexes.some(([first]) => first === field.name), isUnique: false, role: isRelation ? 'relation' : isChoice ? 'choice' : 'value' };
  });
  return { library: 'typeorm', name: entity.name, fields, indexes, at: { file: facts.file, span: entity.nameSpan } };
}

/** `export const orders = pgTable('orders', { … })`; fields are not read. https://orm.drizzle.team/docs/sql-schema-declaration */
function drizzleTables({ file, bindings, calls }: FileFacts): readonly DataModel[] {
  return bindings.flatMap(({ name, value, span, in: scope }) => {
    const call = value?.kind === 'call' && scope === 0 ? calls[value.call] : undefined;
    const maker = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
    if (!/^(pg|mysql|sqlite|singlestore)?Table$/i.test(maker)) return [];
    const [table] = textsIn(call?.arguments[0]);
    return [{ library: 'drizzle', name, ...(table !== undefined && { table }), fields: [], indexes: [], at: { file, span } }];
  });
}

/** https://docs.nestjs.com/techniques/mongodb */
function documentOf(codebase: Codebase, facts: FileFacts, schema: ClassFact): DataModel | undefined {
  if (!decoratorsOf(facts, schema.decorators).some(({ name }) => name === 'Schema')) return undefined;
  const made = facts.calls.filter(({ callee, arguments: [first] }) => callee.kind === 'member' && callee.name === 'createForClass' && first?.kind === 'name' && first.name === schema.name);
  const whole = made.flatMap((call) => indexesOn(codebase, facts, call));
  const fields = schema.fields.flatMap((field): DataField[] => {
    const prop = decoratorsOf(facts, field.decorators).find(({ name }) => name === 'Prop');
    return prop ? [mongooseField(field.name, { file: facts.file, span: field.span }, prop.given[0], field.type?.name ?? '', whole)] : [];
  });
  return { library: 'mongoose', name: schema.name, database: 'mongodb', fields, indexes: [['_id'], ...whole, ...fields.filter(({ isIndexed }) => isIndexed).map(({ name }) => [name])], at: { file: facts.file, span: schema.nameSpan } };
}

/** `model('Order', new Schema({ … }))`: https://mongoosejs.com/docs/guide.html#indexes */
function mongooseModelOf(codebase: Codebase, facts: FileFacts, call: CallFact): DataModel | undefined {
  const name = call.callee.kind === 'member' || call.callee.kind === 'name' ? call.callee.name : '';
  const [first, second] = call.arguments;
  if (name !== 'model' || !first || !second) return undefined;
  const model = codebase.values.textOf(facts.file, first);
  const schema = codebase.values.of(facts.file, second).find((value) => value.kind === 'external' && value.made !== undefined && /^mongoose#.*Schema\{\}/.test(value.origin));
  if (model === undefined || schema?.kind !== 'external' || !schema.made) return undefined;
  const home = codebase.facts.get(schema.made.at.file);
  const making = home?.calls[schema.made.call];
  const [definition] = making?.arguments ?? [];
  // What is spread into it may be indexed too.
  if (!home || !making || definition?.kind !== 'object' || definition.spreads.length > 0) return undefined;
  const whole = indexesOn(codebase, home, making);
  const fields = definition.properties.map((property) => mongooseField(property.name, { file: home.file, span: [property.at[0], property.at[0] + property.name.length] }, property.value, property.value.kind === 'name' ? property.value.name : '', whole));
  return { library: 'mongoose', name: model, database: 'mongodb', fields, indexes: [['_id'], ...whole, ...fields.filter(({ isIndexed }) => isIndexed).map((each) => [each.name])], at: { file: facts.file, span: call.nameSpan } };
}

function mongooseField(name: string, at: Site, definition: Expression | undefined, written: string, whole: readonly (readonly string[])[]): DataField {
  const given = definition ? [definition] : [];
  const typed = definition?.kind === 'object' ? definition.properties.find((property) => property.name === 'type')?.value : undefined;
  const type = typed?.kind === 'name' ? typed.name : written;
  const isPlain = /^(String|Number|Date|BigInt|string|number|Date|ObjectId)$/.test(type) || typed?.kind === 'member';
  const isUnique = flag(given, 'unique');
  return { name, type, at, isIndexed: isUnique || ['index', 'text', 'sparse', 'expires'].some((each) => flag(given, each)) || whole.some(([first]) => first === name), isUnique, role: has(given, 'enum') || /^boolean$/i.test(type) ? 'choice' : isPlain ? 'value' : 'relation' };
}

/** `schema.index({ userId: 1, createdAt: -1 })` wherever the schema goes. */
function indexesOn(codebase: Codebase, home: FileFacts, making: CallFact): readonly (readonly string[])[] {
  return indexCalls(codebase).flatMap(({ own, on, keys }) => {
    const isThisOne = codebase.values.of(own.file, on).some((value) => value.kind === 'external' && value.made !== undefined && value.made.at.file === home.file && home.calls[value.made.call] === making);
    const isCalledIt = own === home && on.kind === 'name' && on.binding !== undefined && isMadeBy(home, own.bindings[on.binding]?.value, making);
    return isThisOne || isCalledIt ? [keys] : [];
  });
}

/** Every `x.index({ … })`, whatever `x` is. */
const indexCalls = oncePerCodebase((codebase) => [...indexCallsIn.all(codebase).values()].flat());

const indexCallsIn = ofEachFile((own) => {
  const found = own.calls.flatMap(({ callee, arguments: [keys] }) => (callee.kind === 'member' && callee.name === 'index' && keys?.kind === 'object' ? [{ own, on: callee.of, keys: keys.properties.map(({ name }) => name) }] : []));
  return found.length > 0 ? found : undefined;
});

function isMadeBy({ calls }: FileFacts, value: Expression | undefined, making: CallFact): boolean {
  return value?.kind === 'call' && calls[value.call] === making;
}

interface Decorator {
  readonly name: string;
  readonly given: readonly Expression[];
}

function decoratorsOf({ calls }: FileFacts, decorators: readonly Expression[]): readonly Decorator[] {
  return decorators.flatMap((each) => {
    const call = each.kind === 'call' ? calls[each.call] : undefined;
    const callee = call?.callee ?? each;
    return callee.kind === 'name' || callee.kind === 'member' ? [{ name: callee.name, given: call?.arguments ?? [] }] : [];
  });
}

function textsIn(expression: Expression | undefined): readonly string[] {
  if (expression?.kind === 'literal' && typeof expression.value === 'string') return [expression.value];
  return expression?.kind === 'array' ? expression.elements.flatMap((each) => textsIn(each)) : [];
}

function property(given: readonly Expression[], name: string): Expression | undefined {
  for (const each of given) {
    const found = each.kind === 'object' ? each.properties.find((own) => own.name === name) : undefined;
    if (found) return found.value;
  }
  return undefined;
}

function has(given: readonly Expression[], name: string): boolean {
  return property(given, name) !== undefined;
}

function flag(given: readonly Expression[], name: string): boolean {
  const value = property(given, name);
  return value !== undefined && !(value.kind === 'literal' && (value.value === false || value.value === null));
}

function textOf(given: readonly Expression[], name: string): string | undefined {
  return textsIn(property(given, name))[0];
}
