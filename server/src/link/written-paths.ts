/** What a file writes below its names, by path: `api.tokens.list = …`, `handlers[type] = …`, `this.plugins.push(…)`, `strategies.set(kind, …)`. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { FileFacts } from '../../../rules/model/facts.ts';
import { orNone } from './none.ts';

export interface WrittenByPath {
  /** `path.name = …` where `path` is more than a name, by path, then name. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, readonly Expression[]>>;
  /** `path[key] = …`, `path.push(…)`, `path.set(key, …)`, `path.add(…)`. */
  readonly elements: ReadonlyMap<string, readonly Expression[]>;
  /** The path under which an object, a list or what a call made was first put. */
  readonly pathOfValue: ReadonlyMap<Expression, string>;
  readonly pathOfCall: ReadonlyMap<number, string>;
}

/** More than this is data, no table of what to do. */
const MOST_ELEMENTS = 24;
const ADDS = new Set(['push', 'unshift', 'add']);

export function writtenByPath(facts: FileFacts): WrittenByPath {
  const members = new Map<string, Map<string, Expression[]>>();
  const elements = new Map<string, Expression[]>();
  const pathOfValue = new Map<Expression, string>();
  const pathOfCall = new Map<number, string>();
  const keep = (value: Expression | undefined, path: string, depth: number): void => {
    if (!value || depth > 3) return;
    if (value.kind === 'call' && !pathOfCall.has(value.call)) pathOfCall.set(value.call, path);
    if (value.kind === 'either') for (const option of value.options) keep(option, path, depth);
    if (value.kind === 'object' || value.kind === 'array') {
      if (!pathOfValue.has(value)) pathOfValue.set(value, path);
      if (value.kind === 'object') for (const property of value.properties) keep(property.value, `${path}.${property.name}`, depth + 1);
    }
  };
  const addTo = (path: string | undefined, value: Expression | undefined): void => {
    if (path === undefined || !value) return;
    const list = elements.get(path);
    if (!list) elements.set(path, [value]);
    else if (list.length < MOST_ELEMENTS) list.push(value);
  };

  for (const [index, { value, kind }] of facts.bindings.entries()) if (kind !== 'parameter') keep(value, `${index}`, 0);
  for (const [index, { fields }] of facts.classes.entries()) for (const { name, value } of fields) keep(value, `this${index}.${name}`, 0);
  for (const { target, value, operator } of facts.assignments) {
    if (!value || (operator !== '=' && operator !== '??=' && operator !== '||=')) continue;
    const path = pathOf(facts, target);
    if (path === undefined) continue;
    keep(value, path, 0);
    if (target.kind === 'element') addTo(pathOf(facts, target.of), value);
    const owner = target.kind === 'member' && target.of.kind !== 'name' ? pathOf(facts, target.of) : undefined;
    if (target.kind !== 'member' || owner === undefined) continue;
    let names = members.get(owner);
    if (!names) members.set(owner, (names = new Map()));
    const values = names.get(target.name);
    if (values) values.push(value);
    else names.set(target.name, [value]);
  }
  for (const { callee, arguments: given } of facts.calls) {
    if (callee.kind !== 'member') continue;
    if (ADDS.has(callee.name)) for (const each of given) addTo(pathOf(facts, callee.of), each);
    else if (callee.name === 'set' && given.length === 2) addTo(pathOf(facts, callee.of), given[1]);
  }
  return { members: orNone(members), elements: orNone(elements), pathOfValue: orNone(pathOfValue), pathOfCall: orNone(pathOfCall) };
}

/** `hooks[name]` is `4[]` where binding 4 is `hooks`; names of constants are followed. Undefined for what has no path. */
export function pathOf(facts: FileFacts, expression: Expression, depth = 0): string | undefined {
  if (depth > 6) return undefined;
  switch (expression.kind) {
    case 'name': {
      if (expression.binding === undefined) return undefined;
      const binding = facts.bindings[expression.binding];
      // `Carriers.known[name] = …` is written where `this.known` of its static methods is read.
      const own = binding?.kind === 'class' ? facts.classes.findIndex((each) => each.binding === expression.binding) : -1;
      if (own >= 0) return `this${own}`;
      const value = binding?.kind === 'const' && (binding.value?.kind === 'member' || binding.value?.kind === 'element' || binding.value?.kind === 'either') ? pathOf(facts, binding.value, depth + 1) : undefined;
      return value ?? `${expression.binding}`;
    }
    case 'this':
      return expression.class === undefined ? undefined : `this${expression.class}`;
    case 'exports':
      return 'exports';
    case 'member': {
      const owner = pathOf(facts, expression.of, depth + 1);
      return owner === undefined ? undefined : `${owner}.${expression.name}`;
    }
    case 'element': {
      const owner = pathOf(facts, expression.of, depth + 1);
      return owner === undefined ? undefined : `${owner}[]`;
    }
    case 'either': {
      const [first] = expression.options;
      return first && pathOf(facts, first, depth + 1);
    }
    default:
      return undefined;
  }
}
