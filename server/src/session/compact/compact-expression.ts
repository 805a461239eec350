/** Expressions as a session keeps them: saying the same in less memory. See compact-facts. */

import type { Expression, Property, TypeReference } from '../../../../rules/model/expression.ts';
import type { Intern } from './interned.ts';
import { packed, unpacked, type PackedSpan } from './packed-span.ts';

export type Kind<Name extends Expression['kind']> = Extract<Expression, { readonly kind: Name }>;

/** Every field has to be there, so that none is left behind that a fact is given one day. */
export type AllOf<Thing> = { readonly [Field in keyof Required<Thing>]: Thing[Field] };

const NONE: readonly never[] = [];

/** As long as it says; the same one where it is empty. */
export function compactList<Item>(items: readonly Item[], compact: (item: Item) => Item): readonly Item[] {
  return items.length === 0 ? NONE : items.map(compact);
}

/** Where something is, said when asked. A thing written as JSON says it too. */
class Placed {
  readonly #at: PackedSpan;

  constructor(at: PackedSpan) {
    this.#at = at;
  }

  get at() {
    return unpacked(this.#at);
  }

  toJSON(): object {
    return { ...this, at: this.at };
  }
}

class CompactName extends Placed implements AllOf<Kind<'name'>> {
  readonly kind = 'name';
  readonly name: string;
  readonly binding: number | undefined;

  constructor({ name, binding, at }: Kind<'name'>, intern: Intern) {
    super(packed(at));
    this.name = intern(name);
    this.binding = binding;
  }
}

class CompactMember extends Placed implements AllOf<Kind<'member'>> {
  readonly kind = 'member';
  readonly of: Expression;
  readonly name: string;

  constructor({ of, name, at }: Kind<'member'>, intern: Intern) {
    super(packed(at));
    this.of = compactExpression(of, intern);
    this.name = intern(name);
  }
}

class CompactLiteral extends Placed implements AllOf<Kind<'literal'>> {
  readonly kind = 'literal';
  readonly value: Kind<'literal'>['value'];

  constructor({ value, at }: Kind<'literal'>, intern: Intern) {
    super(packed(at));
    this.value = typeof value === 'string' ? intern(value) : value;
  }
}

class CompactTemplate extends Placed implements AllOf<Kind<'template'>> {
  readonly kind = 'template';
  readonly texts: readonly string[];
  readonly holes: readonly Expression[];

  constructor({ texts, holes, at }: Kind<'template'>, intern: Intern) {
    super(packed(at));
    this.texts = texts.map(intern);
    this.holes = compactExpressions(holes, intern);
  }
}

class CompactObject extends Placed implements AllOf<Kind<'object'>> {
  readonly kind = 'object';
  readonly properties: readonly Property[];
  readonly spreads: readonly Expression[];

  constructor({ properties, spreads, at }: Kind<'object'>, intern: Intern) {
    super(packed(at));
    this.properties = compactList(properties, (property) => new CompactProperty(property, intern));
    this.spreads = compactExpressions(spreads, intern);
  }
}

class CompactProperty extends Placed implements AllOf<Property> {
  readonly name: string;
  readonly value: Expression;

  constructor({ name, value, at }: Property, intern: Intern) {
    super(packed(at));
    this.name = intern(name);
    this.value = compactExpression(value, intern);
  }
}

class CompactArray extends Placed implements AllOf<Kind<'array'>> {
  readonly kind = 'array';
  readonly elements: readonly Expression[];

  constructor({ elements, at }: Kind<'array'>, intern: Intern) {
    super(packed(at));
    this.elements = compactExpressions(elements, intern);
  }
}

export function compactExpressions(expressions: readonly Expression[], intern: Intern): readonly Expression[] {
  return compactList(expressions, (each) => compactExpression(each, intern));
}

export function compactExpression(expression: Expression, intern: Intern): Expression {
  switch (expression.kind) {
    case 'name':
      return new CompactName(expression, intern);
    case 'member':
      return new CompactMember(expression, intern);
    case 'literal':
      return new CompactLiteral(expression, intern);
    case 'template':
      return new CompactTemplate(expression, intern);
    case 'object':
      return new CompactObject(expression, intern);
    case 'array':
      return new CompactArray(expression, intern);
    case 'element':
      return { ...expression, of: compactExpression(expression.of, intern), ...(expression.key && { key: compactExpression(expression.key, intern) }) };
    case 'await':
    case 'spread':
      return { ...expression, of: compactExpression(expression.of, intern) };
    case 'either':
      return { ...expression, options: compactExpressions(expression.options, intern), ...(expression.test && { test: compactExpression(expression.test, intern) }) };
    case 'operation':
      return { ...expression, operator: intern(expression.operator), operands: compactExpressions(expression.operands, intern) };
    case 'other':
      return { ...expression, parts: compactExpressions(expression.parts, intern) };
    case 'module':
      return { ...expression, specifier: intern(expression.specifier) };
    default:
      return expression;
  }
}

export function compactType(type: TypeReference, intern: Intern): TypeReference {
  const { name, arguments: given, value, members } = type;
  return {
    ...type,
    name: intern(name),
    ...(given && { arguments: compactTypes(given, intern) }),
    ...(value && { value: compactExpression(value, intern) }),
    ...(members && { members: compactList(members, (member) => ({ ...member, name: intern(member.name), type: compactType(member.type, intern) })) }),
  };
}

export function compactTypes(types: readonly TypeReference[], intern: Intern): readonly TypeReference[] {
  return compactList(types, (type) => compactType(type, intern));
}
