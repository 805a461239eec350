/** What a contract says of a route: ts-rest's handlers are given by the contract's keys, the address stands in the contract. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Search } from './search.ts';
import { optionText } from './mounts.ts';
import { joinPaths } from './paths.ts';
import { propertyOf, type Given } from './property-of.ts';

export interface ContractRoute {
  readonly method: string;
  readonly path: string;
}

/** Of the route under `key`: `createOrder` of `contract`. Undefined where the contract cannot be read. */
export function routeInContract(evaluation: Search['evaluation'], contract: Given, key: string): ContractRoute | undefined {
  for (const { file, expression, prefix } of objectsIn(evaluation, contract)) {
    const found = propertyOf(evaluation, { file, expression }, key);
    for (const own of found ? objectsIn(evaluation, found) : []) {
      const method = optionText(evaluation, own.file, own.expression, 'method');
      const path = optionText(evaluation, own.file, own.expression, 'path');
      if (method !== undefined && path !== undefined) return { method, path: joinPaths([prefix, path]) };
    }
  }
  return undefined;
}

/** Of `contract.createOrder`. */
export function routeNamed(evaluation: Search['evaluation'], { file, expression }: Given): ContractRoute | undefined {
  return expression.kind === 'member' ? routeInContract(evaluation, { file, expression: expression.of }, expression.name) : undefined;
}

/** `{ … }`, `c.query({ … })`, and `c.router({ … }, { pathPrefix: '/api' })`. */
function* objectsIn({ program, of }: Search['evaluation'], { file, expression }: Given): Iterable<{ readonly file: FilePath; readonly expression: Expression; readonly prefix: string }> {
  for (const value of of(file, expression)) {
    if (value.kind === 'expression') yield { file: value.file, expression: value.expression, prefix: '' };
    if (value.kind !== 'external' || !value.made || !value.origin.startsWith('@ts-rest/core#')) continue;
    const { at, call } = value.made;
    const [routes, options] = program.facts.get(at.file)?.calls[call]?.arguments ?? [];
    const prefix = options?.kind === 'object' ? options.properties.find(({ name }) => name === 'pathPrefix')?.value : undefined;
    if (routes) yield { file: at.file, expression: routes, prefix: prefix?.kind === 'literal' && typeof prefix.value === 'string' ? prefix.value : '' };
  }
}
