/** Where routers hang: below which prefixes, of which other routers. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import { functionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { replacedExports } from '../evaluate/replaced-exports.ts';
import { joinPaths } from './paths.ts';
import { propertyOf } from './property-of.ts';
import { identityOf, rowOf, type Registration } from './registrations.ts';
import type { Search } from './search.ts';
import { textOf } from './text.ts';

/** Where a router hangs: below which prefix of which other router, registered in which function. */
export interface Mount {
  readonly prefix: string;
  readonly above: string | undefined;
  readonly in: FunctionId;
}

/** By router, and by plugin. */
export function mountsOf({ evaluation }: Search, registrations: readonly Registration[]): ReadonlyMap<string, Mount> {
  const mounts = new Map<string, Mount>();
  for (const { file, call, row, method, router } of registrations) {
    const isPlugin = row.plugins.includes(method);
    if (!isPlugin && !row.mounts.includes(method)) continue;
    const [first, second] = call.arguments;
    const prefix = isPlugin ? optionText(evaluation, file, second, 'prefix') : first && textOf(evaluation, file, first);
    const mount: Mount = { prefix: prefix ?? '', above: router, in: functionId(file, call.in) };
    for (const { prefix: own, key } of pairedMounts(evaluation, file, call)) {
      if (!mounts.has(key)) mounts.set(key, { ...mount, prefix: own });
    }
    const targets = isPlugin && first ? [first] : call.arguments;
    for (const target of targets) {
      for (const key of mountKeys(evaluation, file, target)) if (key !== router && !mounts.has(key)) mounts.set(key, mount);
    }
  }
  return mounts;
}

/** `routes.forEach((route) => app.use(route.path, route.router))`: each element's router below its own path. */
function pairedMounts(evaluation: Search['evaluation'], file: FilePath, { arguments: [first, ...others] }: CallFact): readonly { readonly prefix: string; readonly key: string }[] {
  const target = others.at(-1);
  if (first?.kind !== 'member' || target?.kind !== 'member' || first.of.kind !== 'name' || target.of.kind !== 'name' || first.of.binding !== target.of.binding) return [];
  return evaluation.of(file, first.of).flatMap((element) => {
    if (element.kind !== 'expression' || element.expression.kind !== 'object') return [];
    const { properties } = element.expression;
    const path = properties.find(({ name }) => name === first.name)?.value;
    const router = properties.find(({ name }) => name === target.name)?.value;
    const prefix = path && textOf(evaluation, element.file, path);
    if (prefix === undefined || !router) return [];
    return mountKeys(evaluation, element.file, router).map((key) => ({ prefix, key }));
  });
}

/** What an argument mounts: routers by where they were made, plugins by their function. */
function mountKeys(evaluation: Search['evaluation'], file: FilePath, expression: Expression): readonly string[] {
  if (expression.kind === 'array') return expression.elements.flatMap((each) => mountKeys(evaluation, file, each));
  const values = evaluation.of(file, expression).flatMap((value) => (value.kind === 'module' ? replacedExports(evaluation, value.file) : [value]));
  return values.flatMap((value): readonly string[] => {
    if (value.kind === 'function') return [value.function];
    const identity = value.kind === 'external' && rowOf(value.origin) ? identityOf(value) : undefined;
    return identity === undefined ? [] : [identity];
  });
}

/** The route's own path below every prefix its router is mounted under. */
export function fullPath({ evaluation }: Search, { file, call, row, router }: Registration, mounts: ReadonlyMap<string, Mount>, own: string | undefined): string | undefined {
  if (own === undefined) return undefined;
  const prefixes: string[] = [own];
  let key = router;
  let within: FunctionId | undefined = functionId(file, call.in);
  const seen = new Set<string>();
  for (let turn = 0; turn < 8; turn++) {
    const option = row.prefixOption && key ? constructorPrefix(evaluation, key, row.prefixOption) : undefined;
    if (option) prefixes.unshift(option);
    const mount: Mount | undefined = (key && mounts.get(key)) || pluginAround(evaluation, within, mounts);
    if (!mount) break;
    const mark = `${mount.in} ${mount.prefix} ${mount.above}`;
    if (seen.has(mark)) break;
    seen.add(mark);
    prefixes.unshift(mount.prefix);
    key = mount.above;
    within = mount.in;
  }
  return joinPaths(prefixes);
}

function pluginAround({ program }: Search['evaluation'], within: FunctionId | undefined, mounts: ReadonlyMap<string, Mount>): Mount | undefined {
  if (!within) return undefined;
  const file = within.slice(0, within.lastIndexOf('#')) as FilePath;
  const functions = program.facts.get(file)?.functions ?? [];
  for (let index: number | undefined = Number(within.slice(file.length + 1)); index !== undefined; index = functions[index]?.parent) {
    const mount = mounts.get(functionId(file, index));
    if (mount) return mount;
  }
  return undefined;
}

function constructorPrefix(evaluation: Search['evaluation'], router: string, option: string): string | undefined {
  const space = router.lastIndexOf(' ');
  const file = router.slice(0, space) as FilePath;
  const first = evaluation.program.facts.get(file)?.calls[Number(router.slice(space + 1))]?.arguments[0];
  return optionText(evaluation, file, first, option);
}

/** `{ prefix: '/orders' }` */
export function optionText(evaluation: Search['evaluation'], file: FilePath, expression: Expression | undefined, name: string): string | undefined {
  if (!expression) return undefined;
  const found = propertyOf(evaluation, { file, expression }, name);
  return found && textOf(evaluation, found.file, found.expression);
}
