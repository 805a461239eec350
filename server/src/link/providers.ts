/** What dependency-injection containers are told to give for a token, by any file. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Heritage } from './evaluate/evaluation.ts';
import { pushTo } from './file-index.ts';
import type { Program } from './program.ts';

type Provider = ReturnType<Heritage['providersOf']>[number];

/** `{ provide: TOKEN, useClass | useValue | useFactory | useExisting: X }`, wherever it is written at the top of a file or in a decorator. */
export function providersIn(program: Program, file: FilePath): ReadonlyMap<string, readonly Provider[]> {
  const providers = new Map<string, Provider[]>();
  const facts = program.facts.get(file);
  if (!facts) return providers;
  const visit = (expression: Expression, depth: number): void => {
    if (depth > 6) return;
    if (expression.kind === 'array') for (const element of expression.elements) visit(element, depth + 1);
    if (expression.kind === 'call') for (const argument of facts.calls[expression.call]?.arguments ?? []) visit(argument, depth + 1);
    if (expression.kind === 'spread') visit(expression.of, depth + 1);
    if (expression.kind !== 'object') return;
    const token = expression.properties.find(({ name }) => name === 'provide')?.value;
    if (!token) {
      for (const { value } of expression.properties) visit(value, depth + 1);
      return;
    }
    const key = keyOf(facts, token);
    if (key === undefined) return;
    for (const { name, value } of expression.properties) {
      const use = USES[name];
      if (use) pushTo(providers, key, { file, expression: value, use });
    }
  };
  for (const binding of facts.bindings) if (binding.in === 0 && binding.value && binding.kind === 'const') visit(binding.value, 0);
  for (const [index, { decorators }] of facts.classes.entries()) {
    for (const decorator of decorators) {
      const handled = decorator.kind === 'call' ? handledBy(facts, decorator.call) : undefined;
      if (handled !== undefined) pushTo(providers, handlerKey(handled), { file, expression: { kind: 'class', class: index }, use: 'class' });
    }
  }
  for (const call of facts.calls) {
    if (call.kind === 'decorator') for (const argument of call.arguments) visit(argument, 0);
    else for (const { key, ...provider } of registered(facts, call)) pushTo(providers, key, { file, ...provider });
  }
  for (const { target, operator, value } of facts.assignments) {
    // `Orders = new Collection('orders')`, declared by nobody, is everybody's.
    if (value && operator === '=' && target.kind === 'name' && target.binding === undefined && target.name !== 'module') pushTo(providers, globalKey(target.name), { file, expression: value, use: 'value' });
    if (value && target.kind === 'member' && (operator === '=' || operator === '??=' || operator === '||=') && isGlobal(facts, target.of)) pushTo(providers, globalKey(target.name), { file, expression: value, use: 'value' });
  }
  return providers;
}

/** `@CommandHandler(ShipOrder)`. */
function handledBy({ calls }: FileFacts, index: number): string | undefined {
  const { callee, arguments: [sent] } = calls[index] ?? { callee: undefined, arguments: [] };
  return callee?.kind === 'name' && /^(?:Command|Query)Handler$/.test(callee.name) && sent?.kind === 'name' ? sent.name : undefined;
}

/** Who answers commands and queries of a class, by its name. */
export function handlerKey(name: string): string {
  return `handler ${name}`;
}

/** `global`, `globalThis`, and names for them: `const cache = globalThis as { db?: Client }`. */
function isGlobal({ bindings }: FileFacts, of: Expression): boolean {
  const value = of.kind === 'name' && of.binding !== undefined ? bindings[of.binding]?.value : of;
  return value?.kind === 'name' && value.binding === undefined && (value.name === 'global' || value.name === 'globalThis');
}

/** What is kept in a global, by its name. */
export function globalKey(name: string): string {
  return `global ${name}`;
}

const USES: Readonly<Record<string, Provider['use']>> = { useClass: 'class', useExisting: 'class', useValue: 'value', useFactory: 'factory' };

/** As evaluate/injection's `tokenText` would say it, from this file alone: constants are followed within it. */
function keyOf(facts: FileFacts, token: Expression): string | undefined {
  if (token.kind === 'literal') return typeof token.value === 'string' ? token.value : undefined;
  if (token.kind === 'name' && token.binding !== undefined) {
    const value = facts.bindings[token.binding]?.value;
    if (value?.kind === 'literal' && typeof value.value === 'string') return value.value;
  }
  return token.kind === 'name' || token.kind === 'member' ? token.name : undefined;
}

interface Registered {
  readonly key: string;
  readonly expression: Expression;
  readonly use: Provider['use'];
}

/** What a container is told by calls: awilix, inversify, tsyringe; and Sequelize of its models. */
function* registered(facts: FileFacts, { callee, arguments: [first, second] }: CallFact): Iterable<Registered> {
  if (callee.kind !== 'member' || !first) return;
  if (callee.name === 'register' && first.kind === 'object') {
    for (const { name, value } of first.properties) {
      const made = resolverIn(facts, value);
      if (made) yield { key: cradleKey(name), ...made };
    }
  }
  const key = keyOf(facts, first);
  if (/^register(?:Singleton)?$/.test(callee.name) && second && key !== undefined) {
    if (second.kind === 'object') {
      for (const { name, value } of second.properties) if (USES[name]) yield { key, expression: value, use: USES[name] };
    } else {
      const made = resolverIn(facts, second);
      yield made ? { key: cradleKey(key), ...made } : { key, expression: second, use: 'class' };
    }
  }
  if (callee.of.kind === 'name' && callee.of.name === 'Layer' && LAYERS.has(callee.name) && second && key !== undefined) yield { key: serviceKey(key), expression: second, use: 'value' };
  const use = BINDS[callee.name];
  const binding = use && callee.of.kind === 'call' ? facts.calls[callee.of.call] : undefined;
  const [token] = binding?.callee.kind === 'member' && /^(?:re)?bind$/i.test(binding.callee.name) ? binding.arguments : [];
  const bound = token && keyOf(facts, token);
  if (use && bound !== undefined) yield { key: bound, expression: first, use };
  const model = callee.name === 'init' && second?.kind === 'object' ? modelGiven(facts, callee.of, second) : undefined;
  if (model) yield model;
}

/** `Order.init(columns, { sequelize, modelName: 'order' })`, or `super.init(…)` in a static method of the model itself. */
function modelGiven({ classes, bindings }: FileFacts, of: Expression, { properties }: Expression & { kind: 'object' }): Registered | undefined {
  const given = of.kind === 'name' && of.binding !== undefined ? bindings[of.binding]?.value : of;
  const owner = given?.kind === 'class' || given?.kind === 'super' || given?.kind === 'this' ? given.class : undefined;
  if (owner === undefined || !properties.some(({ name }) => name === 'sequelize')) return undefined;
  const named = properties.find(({ name }) => name === 'modelName')?.value;
  const name = named?.kind === 'literal' ? named.value : classes[owner]?.name;
  return typeof name === 'string' ? { key: modelKey(name), expression: { kind: 'class', class: owner }, use: 'value' } : undefined;
}

/** `Layer.effect(Orders, Effect.gen(…))`. */
const LAYERS = new Set(['succeed', 'effect', 'sync', 'scoped']);

/** What layers of Effect hold for a tag, by the name of its class. */
export function serviceKey(name: string): string {
  return `service ${name}`;
}

/** Names of models live apart from tokens too. */
export function modelKey(name: string): string {
  return `model ${name}`;
}

/** Names in a container that hands itself over as an object live apart from tokens. */
export function cradleKey(name: string): string {
  return `cradle ${name}`;
}

/** `container.bind(TOKEN).to(X)`. */
const BINDS: Readonly<Record<string, Provider['use']>> = { to: 'class', toConstantValue: 'value', toDynamicValue: 'factory' };
/** `asClass(X).singleton()`. */
const RESOLVERS: Readonly<Record<string, Provider['use']>> = { asClass: 'class', asFunction: 'factory', asValue: 'value' };

function resolverIn(facts: FileFacts, value: Expression, depth = 0): Omit<Registered, 'key'> | undefined {
  const call = value.kind === 'call' ? facts.calls[value.call] : undefined;
  if (!call || depth > 4) return undefined;
  const name = call.callee.kind === 'name' || call.callee.kind === 'member' ? call.callee.name : '';
  const use = RESOLVERS[name];
  const [expression] = call.arguments;
  if (use && expression) return { expression, use };
  return call.callee.kind === 'member' ? resolverIn(facts, call.callee.of, depth + 1) : undefined;
}
