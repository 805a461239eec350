/** Handlers found by where their file lies: Next.js, SvelteKit, Remix, Nuxt, serverless functions. */

import { frameworkRows } from '../../../../rules/knowledge/frameworks/framework-rows.ts';
import type { FileRow } from '../../../../rules/knowledge/frameworks/framework-row.ts';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Entry, Search } from './search.ts';
import { exportOf } from '../evaluate/modules.ts';
import { handlersIn, type Handler } from './handlers.ts';
import { joinPaths } from './paths.ts';
import { propertyOf } from './property-of.ts';
import { isPrerendered } from './prerendered.ts';
import { textOf } from './text.ts';

const rows = frameworkRows.filter((row) => row.shape === 'file');

export function* fileEntries(search: Search, file: FilePath): Iterable<Entry> {
  const owner = search.packageOf(file);
  const facts = search.evaluation.program.facts.get(file);
  if (!owner || !facts) return;
  const within = owner.root === '' ? file : file.slice(owner.root.length + 1);
  for (const row of rows) {
    if (!row.packages.some((name) => owner.dependencies.has(name) || owner.devDependencies.has(name))) continue;
    const place = row.path.exec(within);
    if (!place || !carries(facts, row)) continue;
    yield* entriesOf(search, file, facts, row, place.groups ?? {});
  }
}

function carries({ directives }: FileFacts, { directive, notDirective }: FileRow): boolean {
  return (directive === undefined || directives.includes(directive)) && (notDirective === undefined || !directives.includes(notDirective));
}

function* entriesOf({ evaluation }: Search, file: FilePath, facts: FileFacts, row: FileRow, { route = '', method }: Partial<Record<string, string>>): Iterable<Entry> {
  for (const name of exportedNames(facts)) {
    const said = Object.hasOwn(row.exports, name) ? row.exports[name] : name !== 'default' ? row.exports['*'] : undefined;
    if (said === undefined) continue;
    const word = method?.toUpperCase() ?? said;
    if (row.maybePrerendered?.includes(said) && isPrerendered(facts)) continue;
    for (const value of exportOf(evaluation, file, name)) {
      const handlers: readonly Named[] = value.kind === 'function' ? row.named ? [] : [{ function: value.function, isGuessed: value.isGuessed }] : functionsIn(evaluation, value, row.below).filter(({ name }) => row.named?.includes(name ?? '') ?? true);
      const wrapped: readonly Named[] = handlers.length > 0 || row.below !== undefined || row.named ? handlers : wrappedIn(evaluation, file, facts, name);
      for (const handler of wrapped) {
        const isRoute = row.kind === 'http-route';
        const path = joinPaths([urlOf(row.dots ? fromDots(route) : route)]);
        yield {
          kind: row.kind,
          label: isRoute ? `${word} ${path}` : row.kind === 'page' ? `page ${path}` : `${word} ${handler.key ?? name}`,
          ...(isRoute ? { method: word, path } : {}),
          framework: row.framework,
          handler: handler.function,
          at: { file, span: spanOf(facts, handler.function) ?? [0, 0] },
          resolution: handler.isGuessed ? 'dynamic' : 'static',
        };
      }
    }
  }
}

interface Named extends Handler {
  /** Its name in an object, and with the object's own before it. */
  readonly name?: string;
  readonly key?: string;
}

/** `export const actions = { create: async () => … }`; with `below`, `module.exports = { name: 'carts', actions: { add: … } }`. */
function functionsIn(evaluation: Search['evaluation'], value: Value, below: string | undefined): readonly Named[] {
  if (value.kind !== 'expression' || value.expression.kind !== 'object') return [];
  const whole = { file: value.file, expression: value.expression };
  const object = below === undefined ? whole : propertyOf(evaluation, whole, below);
  if (object?.expression.kind !== 'object') return [];
  const owner = below === undefined ? undefined : propertyOf(evaluation, whole, 'name');
  const named = owner && textOf(evaluation, owner.file, owner.expression);
  return object.expression.properties.flatMap(({ name, value: given }) => {
    const inner = propertyOf(evaluation, { file: object.file, expression: given }, 'handler') ?? { file: object.file, expression: given };
    const key = named === undefined ? name : `${named}.${name}`;
    return handlersIn(evaluation, inner.file, inner.expression).map((handler) => ({ ...handler, name, key }));
  });
}

/** `export const GET = withAuth(async () => …)`. */
function wrappedIn(evaluation: Search['evaluation'], file: FilePath, facts: FileFacts, name: string): ReturnType<typeof handlersIn> {
  return facts.exports.flatMap((fact) => {
    if (fact.kind !== 'local' || fact.name !== name) return [];
    const value = fact.value.kind === 'name' && fact.value.binding !== undefined ? facts.bindings[fact.value.binding]?.value : fact.value;
    // `const { POST } = serve(run)` of a library: what was handed to it.
    const made = value?.kind === 'member' && value.of.kind === 'call' ? value.of : value;
    return made ? handlersIn(evaluation, file, made) : [];
  });
}

function exportedNames(facts: FileFacts): readonly string[] {
  return [...new Set(facts.exports.flatMap((fact) => (fact.kind === 'local' || fact.kind === 'from' ? [fact.name] : fact.kind === 'assign' ? ['default'] : [])))];
}

/** `_app.users.$id_.edit` is `users/$id/edit`: dots part the pieces, an underscore before one leaves it out, one behind it parts it from its parent. */
function fromDots(route: string): string {
  const pieces = route.replace(/\/(?:route|index)$/, '').split(/[./]/);
  return pieces.flatMap((piece) => (piece.startsWith('_') ? [] : [piece.replace(/[_+]$/, '')])).join('/');
}

/** `[id]` to `:id`; route groups and file-system marks out; `index` is the folder itself. */
function urlOf(route: string): string {
  return route
    .split('/')
    .filter((piece) => piece !== 'index' && !/^\(.*\)$/.test(piece) && !piece.startsWith('@'))
    .map((piece) => piece.replace(/^\[\[?(?:\.\.\.)?(.+?)\]?\](\.\w+)?$/, ':$1$2').replace(/^\$(.+)$/, ':$1'))
    .join('/');
}

function spanOf(facts: FileFacts, handler: string): readonly [number, number] | undefined {
  for (const [index, fact] of facts.functions.entries()) if (functionId(facts.file, index) === handler) return fact.nameSpan;
  return undefined;
}
