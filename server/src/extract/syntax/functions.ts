/** Reads functions, methods and classes. */

import type { ts } from 'ts-morph';
import type { Expression, TypeReference } from '../../../../rules/model/expression.ts';
import type { ClassFact, FieldFact, FunctionFact, MethodFact, ParameterFact } from '../../../../rules/model/facts.ts';
import type { Span } from '../../../../rules/model/source.ts';
import { assertedType } from './asserted-type.ts';
import { readCall } from './calls.ts';
import { propertyName } from './expressions.ts';
import { declare, hasModifier, isBare, nameSpanOf, openScope, spanOf, within, type FunctionOptions, type Mutable, type Reader } from './reader.ts';
import { giveBack } from './returns.ts';

export function readFunction(reader: Reader, node: ts.SignatureDeclaration, asked: FunctionOptions): number {
  const { ts } = reader;
  const prototype = reader.prototypes.get(node);
  const options = prototype ? { ...asked, class: prototype.class } : asked;
  const kinds = ts.SyntaxKind;
  const index = reader.functions.length;
  const span = spanOf(reader, node);
  const body: ts.Node | undefined = 'body' in node ? (node.body as ts.Node | undefined) : undefined;
  const fact: Mutable<FunctionFact> = {
    name: prototype ? (modelMethod(reader, prototype) ?? options.name) : options.name,
    kind: options.kind,
    parent: reader.at.function,
    ...(options.class === undefined ? {} : { class: options.class }),
    isStatic: options.isStatic ?? false,
    isAsync: hasModifier(reader, node, kinds.AsyncKeyword),
    isGenerator: 'asteriskToken' in node && node.asteriskToken !== undefined,
    parameters: [],
    ...(node.type ? { returnType: reader.type(node.type) } : {}),
    returns: [],
    directives: body && ts.isBlock(body) ? directivesOf(reader, body.statements) : [],
    decorators: options.decorators ?? [],
    ...(options.argumentOf ? { argumentOf: options.argumentOf } : {}),
    span,
    nameSpan: nameSpan(reader, node, span),
    bodySpan: body ? spanOf(reader, body) : [node.end, node.end],
    ...(body && isBare(reader, body) && { isBare: true }),
  };
  reader.functions.push(fact);
  reader.statementCounts[index] = 0;
  if (prototype) addToPrototype(reader, prototype, index);
  const isPlain = (options.kind === 'function' && !prototype) || ((options.kind === 'method' || options.kind === 'getter' || options.kind === 'setter') && options.class === undefined);
  const scope = openScope(reader, true, index);
  const place = { scope, function: index, class: isPlain ? undefined : (options.class ?? reader.at.class), ...(isPlain ? { object: options.object } : {}), loop: undefined, branch: undefined, block: ++reader.blocks, statement: 0 };
  within(reader, place, () => {
    if (ts.isFunctionExpression(node) && node.name && !scope.names.has(node.name.text)) {
      declare(reader, node.name.text, 'function', nameSpanOf(node.name), { value: { kind: 'function', function: index } });
    }
    // `this: Order` is written among the parameters and passed by nobody.
    const taken = node.parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this'));
    fact.parameters = taken.flatMap((parameter, position) => readParameter(reader, parameter, index, position));
    if (!body) return;
    if (ts.isBlock(body)) reader.statements(body.statements);
    else {
      reader.statementCounts[index] = 1;
      reader.at.statement = 1;
      giveBack(reader, body as ts.Expression, reader.expression(body as ts.Expression, 'returned'));
    }
  });
  return index;
}

/** `Order.latestOf`, where `orderSchema.statics.latestOf = function () { … }`. */
function modelMethod({ classes }: Reader, { class: index, method }: { readonly class: number; readonly method: string }): string | undefined {
  const owner = classes[index];
  return owner?.writtenAs === 'model' ? `${owner.name}.${method}` : undefined;
}

function addToPrototype(reader: Reader, { class: owner, method }: { readonly class: number; readonly method: string }, index: number): void {
  const fact = reader.classes[owner];
  if (fact) fact.methods = [...fact.methods, { name: method, kind: method === 'constructor' ? 'constructor' : 'method', function: index, isStatic: false, decorators: [] }];
}

function nameSpan(reader: Reader, node: ts.SignatureDeclaration, span: Span): Span {
  const { name } = node;
  if (name && 'text' in name && typeof name.text === 'string') return [name.end - (name.end - name.getStart(reader.source)), name.end];
  return [span[0], Math.min(span[1], span[0] + (reader.ts.isFunctionExpression(node) ? 8 : 1))];
}

export function directivesOf({ ts }: Reader, statements: readonly ts.Statement[]): readonly string[] {
  const directives: string[] = [];
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    directives.push(statement.expression.text);
  }
  return directives;
}

function readParameter(reader: Reader, node: ts.ParameterDeclaration, owner: number, index: number): readonly ParameterFact[] {
  const { ts } = reader;
  if (node.dotDotDotToken && ts.isArrayBindingPattern(node.name)) return readTakenApart(reader, node.name, owner, index);
  const type = node.type ? reader.type(node.type) : undefined;
  const decorators = decoratorsOf(reader, node);
  const isRest = node.dotDotDotToken !== undefined;
  const fallback = node.initializer ? reader.expression(node.initializer) : undefined;
  const value: Expression = { kind: 'parameter', function: owner, index, rest: isRest };
  const rest = { ...(type ? { type } : {}), ...(fallback ? { default: fallback } : {}), isRest, decorators };
  if (ts.isIdentifier(node.name)) {
    const { text } = node.name;
    const binding = declare(reader, text, 'parameter', nameSpanOf(node.name), { value, ...(type ? { type } : {}) });
    return [{ binding, name: text, ...rest }];
  }
  reader.pattern(node.name, value, { kind: 'parameter' });
  return [{ name: '', ...rest }];
}

/** `...[router, { queries }]: Arguments` are parameters like any others, whose types stand together. */
function readTakenApart(reader: Reader, pattern: ts.ArrayBindingPattern, owner: number, index: number): readonly ParameterFact[] {
  const { ts } = reader;
  return pattern.elements.map((element, position): ParameterFact => {
    const isRest = !ts.isOmittedExpression(element) && element.dotDotDotToken !== undefined;
    const fact = { name: '', isRest, decorators: [] };
    if (ts.isOmittedExpression(element)) return fact;
    const fallback = element.initializer ? { default: reader.expression(element.initializer) } : {};
    const value: Expression = { kind: 'parameter', function: owner, index: index + position, rest: isRest };
    if (ts.isIdentifier(element.name)) return { ...fact, ...fallback, name: element.name.text, binding: declare(reader, element.name.text, 'parameter', nameSpanOf(element.name), { value }) };
    reader.pattern(element.name, value, { kind: 'parameter' });
    return { ...fact, ...fallback };
  });
}

export function decoratorsOf(reader: Reader, node: ts.Node): readonly Expression[] {
  const { ts } = reader;
  if (!('modifiers' in node) || !Array.isArray(node.modifiers)) return [];
  return node.modifiers.flatMap((each: ts.Node) => {
    if (!ts.isDecorator(each)) return [];
    return [ts.isCallExpression(each.expression) ? readCall(reader, each.expression, 'other', 'decorator') : reader.expression(each.expression)];
  });
}

export function readClass(reader: Reader, node: ts.ClassLikeDeclaration): number {
  const { ts } = reader;
  const kinds = ts.SyntaxKind;
  const index = reader.classes.length;
  const name = node.name?.text ?? 'anonymous class';
  const span = spanOf(reader, node);
  const fact: Mutable<ClassFact> = {
    name,
    in: reader.at.function,
    isAbstract: hasModifier(reader, node, kinds.AbstractKeyword),
    implements: [],
    decorators: [],
    fields: [],
    methods: [],
    span,
    nameSpan: node.name ? nameSpanOf(node.name) : [span[0], span[0] + 5],
  };
  reader.classes.push(fact);
  if (node.name && ts.isClassDeclaration(node)) fact.binding = declare(reader, name, 'class', nameSpanOf(node.name), { value: { kind: 'class', class: index } });
  fact.decorators = decoratorsOf(reader, node);
  for (const clause of node.heritageClauses ?? []) {
    if (clause.token === kinds.ExtendsKeyword) {
      const [base] = clause.types;
      if (!base) continue;
      fact.extends = reader.expression(base.expression);
      if (base.typeArguments) fact.extendsArguments = base.typeArguments.map((type) => reader.type(type));
    } else fact.implements = clause.types.map((type) => reader.type(type));
  }
  const fields: FieldFact[] = [];
  const methods: MethodFact[] = [];
  within(reader, { class: index, object: undefined, scope: openScope(reader, false, reader.at.function) }, () => {
    for (const member of node.members) {
      if (isOverload(reader, node, member)) continue;
      const isStatic = hasModifier(reader, member, kinds.StaticKeyword);
      const decorators = decoratorsOf(reader, member);
      if (ts.isPropertyDeclaration(member)) {
        const field = propertyName(reader, member.name);
        fields.push({
          name: field,
          ...typed(member.type ? reader.type(member.type) : assertedType(reader, member.initializer)),
          ...(member.initializer ? { value: reader.expression(member.initializer, 'assigned', `${name}.${field}`) } : {}),
          isStatic,
          decorators,
          span: spanOf(reader, member),
        });
      } else if (ts.isMethodDeclaration(member) || ts.isAccessor(member)) {
        const method = propertyName(reader, member.name);
        const kind = ts.isGetAccessor(member) ? 'getter' : ts.isSetAccessor(member) ? 'setter' : 'method';
        methods.push({ name: method, kind, function: reader.functionLike(member, { name: `${name}.${method}`, kind, class: index, isStatic, decorators }), isStatic, decorators });
      } else if (ts.isConstructorDeclaration(member)) {
        const constructor = reader.functionLike(member, { name: `${name}.constructor`, kind: 'constructor', class: index });
        methods.push({ name: 'constructor', kind: 'constructor', function: constructor, isStatic: false, decorators: [] });
        fields.push(...parameterProperties(reader, member, constructor));
      } else if (ts.isClassStaticBlockDeclaration(member)) reader.statements(member.body.statements);
    }
  });
  fact.fields = fields;
  fact.methods = methods;
  return index;
}

function typed(type: TypeReference | undefined): { readonly type?: TypeReference } {
  return type ? { type } : {};
}

/** A signature whose body stands further on; kept, it would hide the body from whoever looks the method up by name. */
function isOverload({ ts }: Reader, node: ts.ClassLikeDeclaration, member: ts.ClassElement): boolean {
  if (ts.isConstructorDeclaration(member)) return !member.body && node.members.some((other) => ts.isConstructorDeclaration(other) && other.body);
  if (!ts.isMethodDeclaration(member) || member.body || !ts.isIdentifier(member.name)) return false;
  const { text } = member.name;
  return node.members.some((other) => ts.isMethodDeclaration(other) && other.body && ts.isIdentifier(other.name) && other.name.text === text);
}

/** `constructor(private readonly db: Db)`. */
function parameterProperties(reader: Reader, node: ts.ConstructorDeclaration, constructor: number): FieldFact[] {
  const { ts } = reader;
  return node.parameters.flatMap((parameter, index) => {
    if (!ts.isParameterPropertyDeclaration(parameter, node) || !ts.isIdentifier(parameter.name)) return [];
    const fact = reader.functions[constructor]?.parameters[index];
    return [
      {
        name: parameter.name.text,
        ...(fact?.type ? { type: fact.type } : {}),
        value: { kind: 'parameter' as const, function: constructor, index, rest: false },
        isStatic: false,
        decorators: fact?.decorators ?? [],
        span: spanOf(reader, parameter),
      },
    ];
  });
}
