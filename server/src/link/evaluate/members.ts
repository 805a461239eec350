/** What `x.name` may stand for, by what `x` is. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { RowOf, Value } from '../../../../rules/model/values.ts';
import { augmentationsOf } from './augmentations.ts';
import { injectedValues, keptGlobally } from './injection.ts';
import { heldForTag } from './effects.ts';
import type { Evaluation } from './evaluation.ts';
import { guessed } from './evaluation.ts';
import { registeredModel } from './model-registry.ts';
import { isNothing } from './nothing.ts';

/** Values of `name` on one thing. */
export function memberOfValue(evaluation: Evaluation, owner: Value, name: string): readonly Value[] {
  switch (owner.kind) {
    case 'external': {
      const own = owner.row && GIVEN.test(owner.origin) ? memberOfRow(evaluation, owner.row, name) : [];
      if (own.length > 0) return isModel(evaluation, owner.row) ? own : guessed(own);
      const kept = owner.origin === 'global#global' || owner.origin === 'global#globalThis' ? keptGlobally(evaluation, name) : [];
      if (kept.length > 0) return kept;
      const models = registeredModel(evaluation, owner.origin, name);
      if (models.length > 0) return models;
      return [{ ...owner, origin: owner.origin.endsWith('#') ? `${owner.origin}${name}` : `${owner.origin}.${name}` }];
    }
    case 'module': {
      const exported = evaluation.exported(owner.file, name);
      const found = exported.length > 0 ? exported : augmentationsOf(evaluation, owner.file, name);
      if (found.length === 0 && name === 'default') return [owner];
      return owner.isGuessed ? guessed(found) : found;
    }
    case 'class':
      return owner.isGuessed ? guessed(staticMember(evaluation, owner, name)) : staticMember(evaluation, owner, name);
    case 'instance': {
      const found = instanceMember(evaluation, owner, name, false);
      return owner.isGuessed ? guessed(found) : found;
    }
    case 'shape': {
      const member = owner.members.find((each) => each.name === name);
      return member?.type ? evaluation.ofType(owner.file, member.type) : [];
    }
    case 'expression':
      return memberOfLiteral(evaluation, owner, name);
    case 'function':
      // fn.call, fn.apply and fn.bind are the function, called another way.
      return name === 'call' || name === 'apply' || name === 'bind' ? [owner] : writtenOnFunction(evaluation, owner.function, name);
    default:
      return [];
  }
}

/** What a schema gives, its model and every document have. */
function isModel({ program }: Evaluation, row: RowOf | undefined): boolean {
  return row !== undefined && program.facts.get(row.file)?.classes[row.class]?.writtenAs === 'model';
}

/** What a call gave, or an element of it. */
const GIVEN = /(?:\)|\.\[\])$/;

/** `order.ship()`, where `order = await Order.findByPk(id)` and `class Order extends Model`: the rows are of that class. */
function memberOfRow(evaluation: Evaluation, { file, class: index }: RowOf, name: string): readonly Value[] {
  return instanceMember(evaluation, { kind: 'instance', file, class: index, isGuessed: false }, name, true).filter(({ kind }) => kind === 'function' || kind === 'instance');
}

/** `Order.find = function () { … }`, where `Order` is a function itself. */
function writtenOnFunction(evaluation: Evaluation, owner: FunctionId, name: string): readonly Value[] {
  const { file, index } = partsOfFunctionId(owner);
  const own = evaluation.program.of(file);
  const binding = own?.bindingOfFunction.get(index);
  const written = binding === undefined ? undefined : own?.propertiesOf.get(binding)?.get(name);
  return (written ?? []).slice(0, MOST_WRITES).flatMap((value) => evaluation.of(file, value));
}

/** More writes than this are not followed. */
const MOST_WRITES = 4;

function memberOfLiteral(evaluation: Evaluation, { file, expression, isGuessed }: Value & { kind: 'expression' }, name: string): readonly Value[] {
  if (expression.kind === 'array') return [{ kind: 'external', origin: `global#Array{}.${name}`, isGuessed }];
  if (expression.kind === 'template') return [{ kind: 'external', origin: `global#String{}.${name}`, isGuessed }];
  if (expression.kind === 'regex') return [{ kind: 'external', origin: `global#RegExp{}.${name}`, isGuessed }];
  if (expression.kind !== 'object') return [];
  const own = expression.properties.filter((property) => property.name === name);
  if (own.length > 0) return own.flatMap(({ value }) => readProperty(evaluation, file, value));
  // `const Diffs = {}; Diffs.list = …; Posts.diffs = Diffs`.
  const index = evaluation.program.of(file);
  const holder = index?.holderOf.get(expression);
  const written = holder === undefined ? [] : (index?.propertiesOf.get(holder)?.get(name) ?? []);
  if (written.length > 0) return written.flatMap((value) => evaluation.of(file, value));
  const path = index?.byPath.pathOfValue.get(expression);
  const below = path === undefined ? undefined : index?.byPath.members.get(path)?.get(name);
  if (below) return below.flatMap((value) => evaluation.of(file, value));
  const kept = path === undefined || expression.properties.length > 0 ? [] : keptUnder(evaluation, file, path, name);
  if (kept.length > 0) return kept;
  return expression.spreads.flatMap((spread) => evaluation.of(file, spread).flatMap((value) => evaluation.member(value, name)));
}

/** What a property is, or what its getter gives: `{ get db() { return connect(); } }`. */
function readProperty(evaluation: Evaluation, file: FilePath, value: Expression): readonly Value[] {
  const values = evaluation.of(file, value);
  const isGetter = value.kind === 'function' && evaluation.program.facts.get(file)?.functions[value.function]?.kind === 'getter';
  return isGetter ? values.flatMap((each) => evaluation.result(each, false)) : values;
}

/** `services[name] = require('./services/' + name)`: the file of that name, where there is one, else any. */
function keptUnder(evaluation: Evaluation, file: FilePath, path: string, name: string): readonly Value[] {
  const values = (evaluation.program.of(file)?.byPath.elements.get(path) ?? []).flatMap((value) => evaluation.of(file, value));
  const named = values.filter((value) => value.kind === 'module' && value.file.includes(`/${name}.`));
  return guessed(named.length > 0 ? named : values);
}

type ClassValue = Value & { kind: 'class' | 'instance' };

function staticMember(evaluation: Evaluation, at: ClassValue, name: string): readonly Value[] {
  const { program, heritage } = evaluation;
  const fact = program.facts.get(at.file)?.classes[at.class];
  if (!fact) return [];
  const method = fact.methods.find((each) => each.isStatic && each.name === name);
  if (method) return methodValues(evaluation, at.file, method);
  const field = fact.fields.find((each) => each.isStatic && each.name === name);
  if (field?.value) return evaluation.of(at.file, field.value);
  if (field?.type) return evaluation.ofType(at.file, field.type);
  if (fact.binding !== undefined) {
    const written = program.of(at.file)?.propertiesOf.get(fact.binding)?.get(name);
    if (written) return written.flatMap((value) => evaluation.of(at.file, value));
  }
  const bases = heritage.baseOf(at.file, at.class);
  const held = heldForTag(evaluation, at, bases).flatMap((value) => evaluation.member(value, name));
  if (held.length > 0) return held.length > 1 ? guessed(held) : held;
  return nearest(bases.map((base) => evaluation.member(base, name))).map((value) => (value.kind === 'external' ? { ...value, row: { file: at.file, class: at.class } } : value));
}

/** `isAbove`: asked from a subclass, so that overriding subclasses are not asked again. */
export function instanceMember(evaluation: Evaluation, at: ClassValue, name: string, isAbove: boolean): readonly Value[] {
  const { program, heritage } = evaluation;
  const index = program.of(at.file);
  const fact = index?.facts.classes[at.class];
  if (!index || !fact) return [];

  const method = fact.methods.find((each) => !each.isStatic && each.name === name);
  if (method && !isEmptyBody(evaluation, at.file, method.function)) return methodValues(evaluation, at.file, method);

  const field = fact.fields.find((each) => !each.isStatic && each.name === name);
  if (field) {
    const injected = injectedValues(evaluation, at.file, field.decorators);
    if (injected.length > 0) return injected;
    const typed = field.type ? evaluation.ofType(at.file, field.type) : [];
    if (typed.some(({ kind }) => kind !== 'shape')) return madeOf(typed, [...(field.value ? evaluation.of(at.file, field.value) : []), ...writtenToThis(evaluation, at, name)]) ?? typed;
    const valued = field.value ? evaluation.of(at.file, field.value) : [];
    if (valued.some((value) => value.kind !== 'literal' && !isNothing(value))) return valued;
    const written = writtenToThis(evaluation, at, name);
    return written.length > 0 ? written : typed.length > 0 ? typed : valued;
  }
  const written = writtenToThis(evaluation, at, name);
  if (written.length > 0) return written;

  const bases = heritage.baseOf(at.file, at.class);
  // Its functions may be the model's or a document's: `this.find()`, `this.save()`.
  if (fact.writtenAs === 'model') return bases.flatMap((base) => (base.kind === 'external' ? [{ ...base, origin: `${base.origin}.${name}` }, { ...base, origin: `${base.origin}{}.${name}` }] : []));
  const ofBase = nearest(bases.map((base) => memberOfBase(evaluation, base, name)));
  // `this.findOne()` of a static method, which is written as one of an instance is.
  const inherited = ASKS.test(name) ? ofBase.map((value) => (value.kind === 'external' ? { ...value, row: { file: at.file, class: at.class } } : value)) : ofBase;
  if (inherited.some(({ kind }) => kind !== 'external') || isAbove) return inherited;
  const overriding = overridingMembers(evaluation, at, name);
  if (overriding.length > 0) return overriding.length > 1 ? guessed(overriding) : overriding;
  return inherited;
}

/** A package's class seems to have everything: what is mixed into it is asked first. */
function nearest(ofBases: readonly (readonly Value[])[]): readonly Value[] {
  return ofBases.length < 2 ? (ofBases[0] ?? []) : (ofBases.find((found) => found.some(({ kind }) => kind !== 'external')) ?? ofBases.flat());
}

/** Of a package's thing, the call that made it says more than its type: `client: AxiosInstance`, and `this.client = axios.create({ timeout })`. */
function madeOf(typed: readonly Value[], written: readonly Value[]): readonly Value[] | undefined {
  const [type] = typed;
  if (typed.length !== 1 || type?.kind !== 'external') return undefined;
  const home = type.origin.slice(0, type.origin.indexOf('#') + 1);
  const made = written.filter((value) => value.kind === 'external' && value.made !== undefined && value.origin.startsWith(home));
  return made.length > 0 && made.length === written.filter((value) => value.kind !== 'literal' && !isNothing(value)).length ? made : undefined;
}

/** What `new` makes of a function with methods on its prototype. */
export function classOfFunction({ program }: Evaluation, id: FunctionId): (Value & { kind: 'instance' }) | undefined {
  const { file, index } = partsOfFunctionId(id);
  const at = program.of(file)?.classOfFunction.get(index);
  return at === undefined ? undefined : { kind: 'instance', file, class: at, isGuessed: false };
}

function memberOfBase(evaluation: Evaluation, base: Value, name: string): readonly Value[] {
  const like = base.kind === 'function' ? classOfFunction(evaluation, base.function) : undefined;
  if (like) return instanceMember(evaluation, like, name, true);
  if (base.kind === 'class') return instanceMember(evaluation, { ...base, kind: 'instance' }, name, true);
  if (base.kind === 'external') return [{ ...base, origin: `${base.origin}{}.${name}` }];
  return evaluation.result(base, true).flatMap((value) => evaluation.member(value, name));
}

/** `super.list()`: what the class above has, for its instances or, in a static method, by itself; never what a class below writes over it. */
export function memberAbove(evaluation: Evaluation, base: Value, name: string): readonly Value[] {
  const ofInstance = memberOfBase(evaluation, base, name);
  return ofInstance.length > 0 && base.kind !== 'external' ? ofInstance : [...ofInstance, ...evaluation.member(base, name)];
}

const ASKS = /^(?:scope|unscoped|find|query|create|build|upsert)/;

/** Of the classes below that write it, the nearest on each way down. */
function overridingMembers(evaluation: Evaluation, at: { file: FilePath; class: number }, name: string, depth = 0): readonly Value[] {
  return evaluation.heritage.subclassesOf(at).flatMap((below) => {
    const own = ownMember(evaluation, below, name);
    return own.length > 0 || depth > MOST_LEVELS ? own : overridingMembers(evaluation, below, name, depth + 1);
  });
}

const MOST_LEVELS = 2;

function ownMember(evaluation: Evaluation, at: { file: FilePath; class: number }, name: string): readonly Value[] {
  const method = evaluation.program.facts.get(at.file)?.classes[at.class]?.methods.find((each) => !each.isStatic && each.name === name);
  return method ? methodValues(evaluation, at.file, method) : [];
}

function writtenToThis(evaluation: Evaluation, at: ClassValue, name: string): readonly Value[] {
  const values = evaluation.program.of(at.file)?.thisPropertiesOf.get(at.class)?.get(name) ?? [];
  return values.slice(0, 4).flatMap((value) => evaluation.of(at.file, value));
}

/** A method is itself; a getter is what it returns. */
function methodValues(evaluation: Evaluation, file: FilePath, method: { kind: string; function: number }): readonly Value[] {
  const value: Value = { kind: 'function', function: functionId(file, method.function), isGuessed: false };
  return method.kind === 'getter' ? evaluation.result(value, false) : [value];
}

/** An abstract method or an overload: declared, not written. */
function isEmptyBody({ program }: Evaluation, file: FilePath, index: number): boolean {
  const body = program.facts.get(file)?.functions[index]?.bodySpan;
  return !body || body[0] === body[1];
}
