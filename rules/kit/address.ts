/** Which machine an outbound call asks: the host in its address, followed through constants, instances and the environment. */

import type { Codebase } from '../model/codebase.ts';
import { partsOf, type Expression } from '../model/expression.ts';
import type { Call } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';

/** A host as written (`orders` of `http://orders:3000/list`), or the name of the environment variable that holds the address. */
export type Address = { readonly kind: 'host'; readonly host: string } | { readonly kind: 'environment'; readonly name: string };

const ADDRESS_OPTIONS = ['baseURL', 'baseUrl', 'prefixUrl', 'url', 'uri', 'host', 'hostname', 'origin'];

export function* addressesOf(codebase: Codebase, { file, fact }: Call): Iterable<Address> {
  for (const given of fact.arguments.slice(0, 2)) yield* addressIn(codebase, file, given, 0);
  for (const value of codebase.values.of(file, fact.callee)) {
    if (value.kind !== 'external') continue;
    for (const made of [value.made, value.root]) {
      const maker = made && codebase.facts.get(made.at.file)?.calls[made.call];
      if (made && maker && maker !== fact) for (const given of maker.arguments.slice(0, 2)) yield* addressIn(codebase, made.at.file, given, 0);
    }
  }
}

/** The host of `http://orders:3000/list`, and of `orders:3000`. */
export function hostIn(text: string): string | undefined {
  return /^(?:[a-z][\w+.-]*:)?\/\/(?:[^/@\s]*@)?([\w-]+(?:\.[\w-]+)*)/i.exec(text)?.[1] ?? /^([\w-]+(?:\.[\w-]+)*):\d+$/.exec(text)?.[1];
}

function* addressIn(codebase: Codebase, file: FilePath, expression: Expression, depth: number): Iterable<Address> {
  if (depth > 8) return;
  const variable = environmentVariable(expression);
  if (variable !== undefined) {
    yield { kind: 'environment', name: variable };
    return;
  }
  switch (expression.kind) {
    case 'literal': {
      const host = typeof expression.value === 'string' ? hostIn(expression.value) : undefined;
      if (host !== undefined) yield { kind: 'host', host };
      return;
    }
    case 'template': {
      const [start = ''] = expression.texts;
      const [hole] = expression.holes;
      const host = hostIn(start);
      // A host is whole only where something ends it: `http://orders-${region}` names none.
      if (host !== undefined && (/^[^/]*\/\/[^/]+\//.test(start) || !hole || start.endsWith(':'))) yield { kind: 'host', host };
      else if (hole && start === '') yield* addressIn(codebase, file, hole, depth + 1);
      return;
    }
    case 'object':
      for (const { name, value } of expression.properties) if (ADDRESS_OPTIONS.includes(name)) yield* addressIn(codebase, file, value, depth + 1);
      return;
    case 'either':
    case 'await':
      for (const part of expression.kind === 'await' ? [expression.of] : expression.options) yield* addressIn(codebase, file, part, depth + 1);
      return;
    case 'operation':
      if (expression.operator === '+') yield* addressIn(codebase, file, expression.operands[0] ?? expression, depth + 1);
      return;
    case 'name':
    case 'member':
      yield* addressBehindName(codebase, file, expression, depth);
      return;
    case 'call': {
      // `new URL('/list', process.env.ORDERS_URL)`: the last argument is the base.
      const call = codebase.facts.get(file)?.calls[expression.call];
      const isUrl = call?.kind === 'new' && call.callee.kind === 'name' && call.callee.name === 'URL';
      const base = call?.arguments.at(-1);
      if (isUrl && base) yield* addressIn(codebase, file, base, depth + 1);
      return;
    }
    default:
      return;
  }
}

function* addressBehindName(codebase: Codebase, file: FilePath, expression: Expression & { kind: 'name' | 'member' }, depth: number): Iterable<Address> {
  const own = expression.kind === 'name' && expression.binding !== undefined ? codebase.facts.get(file)?.bindings[expression.binding] : undefined;
  if (own?.value && own.value.kind !== 'parameter' && !own.import) {
    yield* addressIn(codebase, file, own.value, depth + 1);
    return;
  }
  for (const value of codebase.values.of(file, expression)) {
    if (value.kind === 'literal' && typeof value.value === 'string') {
      const host = hostIn(value.value);
      if (host !== undefined) yield { kind: 'host', host };
    } else if (value.kind === 'expression' && value.expression !== expression) yield* addressIn(codebase, value.file, value.expression, depth + 1);
    else if (value.kind === 'external') {
      const name = /(?:process|#)\.?env\.(\w+)$/.exec(value.origin)?.[1];
      if (name !== undefined) yield { kind: 'environment', name };
    }
  }
}

/** `process.env.ORDERS_URL`, `config.get('ORDERS_URL')` is not one. */
function environmentVariable(expression: Expression): string | undefined {
  if (expression.kind !== 'member' || expression.of.kind !== 'member' || expression.of.name !== 'env') return undefined;
  const [owner] = partsOf(expression.of);
  return owner?.kind === 'name' && owner.name === 'process' ? expression.name : undefined;
}
