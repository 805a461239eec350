/** Handlers marked by decorators: NestJS controllers, resolvers, gateways, consumers and schedules, and their like. */

import { frameworkRows } from '../../../../rules/knowledge/frameworks/framework-rows.ts';
import type { DecoratorRow } from '../../../../rules/knowledge/frameworks/framework-row.ts';
import { rowMatcher } from '../../../../rules/knowledge/row-matcher.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { ClassFact, MethodFact } from '../../../../rules/model/facts.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Entry, Search } from './search.ts';
import { joinPaths } from './paths.ts';
import { textOf } from './text.ts';

const rows = frameworkRows.filter((row) => row.shape === 'decorator');
const classMatch = rowMatcher(rows.map((row) => ({ match: row.classes, row })));
const methodMatch = rowMatcher(rows.flatMap((row) => Object.entries(row.methods).map(([origin, made]) => ({ match: [origin], row, made }))));

/** Methods every request of a class's users comes through, by the interface of @nestjs/common that asks for them. */
const GUARD_METHODS: Readonly<Record<string, string>> = {
  CanActivate: 'canActivate',
  NestInterceptor: 'intercept',
  NestMiddleware: 'use',
  PipeTransform: 'transform',
};

export function* decoratorEntries(search: Search, file: FilePath): Iterable<Entry> {
  for (const fact of search.evaluation.program.facts.get(file)?.classes ?? []) {
    yield* handlersOf(search, file, fact);
    yield* guardsOf(search, file, fact);
    yield* strategyOf(search, file, fact);
  }
}

function* handlersOf({ evaluation }: Search, file: FilePath, fact: ClassFact): Iterable<Entry> {
  const onClass = fact.decorators.map((decorator) => read(evaluation, file, decorator));
  const type = onClass.find(({ origin }) => origin !== undefined && /#Resolver$/.test(origin))?.type;
  const controller = onClass.map(({ origin, text }) => ({ row: origin && classMatch(origin)?.row, text })).find(({ row }) => row);

  for (const method of fact.methods) {
    for (const decorator of method.decorators) {
      const { origin, text } = read(evaluation, file, decorator);
      const match = origin === undefined ? undefined : methodMatch(origin);
      const made = match?.made.label === 'field' && type !== undefined ? { ...match.made, label: type } : match?.made;
      if (match && made) yield entryOf(file, fact, method, match.row, made, controller?.text, text);
    }
    const byName = controller?.row ? controller.row.named : undefined;
    const named = byName && Object.hasOwn(byName, method.name) ? byName[method.name] : undefined;
    if (named && controller?.row) yield entryOf(file, fact, method, controller.row, named, undefined, controller.text);
  }
}

function entryOf(
  file: FilePath,
  fact: ClassFact,
  method: MethodFact,
  row: DecoratorRow,
  made: DecoratorRow['methods'][string],
  prefix: string | undefined,
  text: string | undefined,
): Entry {
  const base = {
    kind: made.kind,
    framework: row.framework,
    handler: functionId(file, method.function),
    at: { file, span: fact.nameSpan },
    resolution: 'static',
  } as const;
  if (made.kind === 'http-route') {
    const path = joinPaths([prefix ?? '', text ?? '']);
    const verb = made.verb ?? 'ANY';
    return { ...base, label: `${verb} ${path}`, method: verb, path };
  }
  const name = text ?? (made.kind === 'graphql-resolver' ? method.name : `${fact.name}.${method.name}`);
  return { ...base, label: made.kind === 'graphql-resolver' ? `${made.label}.${name}` : `${made.label} ${name}` };
}

/** The decorator's origin, the text of its first argument (or of its `path`, `name` or `cmd`), and the type it is about: `@Resolver('Order')`, `@Resolver(() => Order)`. */
function read(evaluation: Search['evaluation'], file: FilePath, decorator: Expression): { readonly origin: string | undefined; readonly text: string | undefined; readonly type: string | undefined } {
  const call = decorator.kind === 'call' ? evaluation.program.facts.get(file)?.calls[decorator.call] : undefined;
  const callee = call ? call.callee : decorator;
  const value = evaluation.of(file, callee).find(({ kind }) => kind === 'external');
  const texts = (call?.arguments ?? []).map((argument) => labelText(evaluation, file, argument));
  const text = texts.find((each) => each !== undefined);
  return { origin: value?.kind === 'external' ? value.origin : undefined, text, type: text ?? typeGivenBack(evaluation, file, call?.arguments[0]) };
}

function typeGivenBack({ program }: Search['evaluation'], file: FilePath, argument: Expression | undefined): string | undefined {
  const [type] = argument?.kind === 'function' ? (program.facts.get(file)?.functions[argument.function]?.returns ?? []) : argument ? [argument] : [];
  return type?.kind === 'name' || type?.kind === 'member' ? type.name : undefined;
}

function labelText(evaluation: Search['evaluation'], file: FilePath, argument: Expression): string | undefined {
  if (argument.kind === 'function') return undefined;
  if (argument.kind !== 'object') return textOf(evaluation, file, argument);
  const property = argument.properties.find(({ name }) => name === 'path' || name === 'name' || name === 'cmd');
  return property && textOf(evaluation, file, property.value);
}

function* guardsOf({ evaluation: { program } }: Search, file: FilePath, fact: ClassFact): Iterable<Entry> {
  for (const { name, binding } of fact.implements) {
    // Angular has pipes and guards of the same names, which a browser runs.
    if (binding !== undefined && program.facts.get(file)?.bindings[binding]?.import?.specifier.startsWith('@angular/') === true) continue;
    const wanted = GUARD_METHODS[name];
    const method = wanted === undefined ? undefined : fact.methods.find((each) => each.name === wanted);
    if (!method) continue;
    yield { kind: 'middleware', label: `every request through ${fact.name}`, framework: 'nest', handler: functionId(file, method.function), at: { file, span: fact.nameSpan }, resolution: 'static' };
  }
}

/** `class JwtStrategy extends PassportStrategy(Strategy)`: `validate` runs for every request that its guard lets through. */
function* strategyOf({ evaluation }: Search, file: FilePath, fact: ClassFact): Iterable<Entry> {
  const method = fact.methods.find(({ name, isStatic }) => name === 'validate' && !isStatic);
  const base = method && fact.extends ? evaluation.of(file, fact.extends) : [];
  if (!method || !base.some((value) => value.kind === 'external' && value.origin === '@nestjs/passport#PassportStrategy()')) return;
  yield { kind: 'middleware', label: `every request through ${fact.name}`, framework: 'nest', handler: functionId(file, method.function), at: { file, span: fact.nameSpan }, resolution: 'static' };
}
