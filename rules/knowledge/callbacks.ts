/** Which functions of libraries and of the language run the callbacks given to them, when, and with what. */

import type { Origin } from '../model/values.ts';
import { callbackRows, wrapperRows, type CallbackUse } from './callback-rows.ts';
import { rowMatcher } from './row-matcher.ts';

/** How a call uses the functions among its arguments; `undefined` when nothing is known, and the caller may guess. */
export function callbackUse(origins: readonly Origin[], methodName: string | undefined): CallbackUse | undefined {
  for (const origin of origins) {
    const row = useFor(origin);
    if (row) return row.use;
  }
  // `Effect.map` of a package is no list's method.
  const isModuleFunction = origins.length > 0 && origins.every((origin) => !origin.startsWith('global#') && /#[\w$.]+$/.test(origin));
  return methodName === undefined || isModuleFunction ? undefined : METHODS.get(methodName);
}

/** Whether a function given behind another runs once, when all is done: `async.each(orders, load, done)`. */
export function finishesWithCallback(origins: readonly Origin[]): boolean {
  return origins.some((origin) => origin.startsWith('async#') || origin.startsWith('async/'));
}

/** Whether an event of that name on such a thing is a stream's end: sockets, servers and processes have others, that come whenever they like. */
export function endsStream(event: string, origins: readonly Origin[]): boolean {
  return (event === 'end' || event === 'finish') && !origins.some((origin) => /^(?:ws|socket\.io|node:(?:net|tls|http2|cluster|process|child_process)|global#process|ioredis|redis|pg|mysql2?)#/.test(origin));
}

/** Whether a promise given to the call is settled behind the answer, so that no request waits for it: `waitUntil(send())`, `after(send())`. */
export function takesPromiseForLater(origins: readonly Origin[], name: string | undefined): boolean {
  return name === 'waitUntil' || origins.some((origin) => /^next\/server#(?:unstable_)?after$/.test(origin));
}

/**
 * Whether the call gives back one of the functions given to it, perhaps with something around: `asyncHandler(fn)`, `promisify(fn)`, `debounce(fn)`.
 * `name` is the last name of the callee as written; own helpers (`catchAsync`) are told by it.
 */
export function wrapsFunction(origins: readonly Origin[], name: string | undefined): boolean {
  if (origins.some((origin) => wrapperFor(origin))) return true;
  return origins.length === 0 && name !== undefined && WRAPPER_NAMES.test(name);
}

/**
 * What a callback is given as its parameter `index`: `prisma.$transaction(async (tx) => …)` gives the client itself.
 * `origin` is that of the callee.
 */
export function parameterOrigin(origin: Origin, index: number): Origin | undefined {
  const given = useFor(origin)?.gives?.[index];
  if (given === 'receiver') return origin.slice(0, origin.lastIndexOf('.'));
  return given === 'result' ? `${origin}()` : given;
}

/** Methods of arrays, maps, sets, promises and emitters, told by name where no row speaks of the origin: `(await find()).map`. */
const METHODS = new Map<string, CallbackUse>([
  ...(['map', 'forEach', 'filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'reduce', 'reduceRight', 'sort', 'toSorted'] as const).map((name) => [name, 'per-element'] as const),
  ...(['then', 'catch', 'finally', 'replace', 'replaceAll'] as const).map((name) => [name, 'once'] as const),
  ...(['waitUntil', 'on', 'once', 'addListener', 'prependListener', 'addEventListener', 'subscribe'] as const).map((name) => [name, 'deferred'] as const),
]);

const WRAPPER_NAMES = /^(?:(?:async|catch|wrap|with|handle|use|try|safe|to)_?(?:async|handler|errors?|route|controller|middleware|wrapper|catch|request|promise)\w*|asyncHandler|asyncMiddleware|asyncWrap(?:per)?|catchAsync\w*|catchErrors?|tryCatch|wrapAsync|wrap|ash|memo(?:ize)?|once|debounce|throttle|promisify|cached?|middy)$/i;

const useFor = rowMatcher(callbackRows);
const wrapperFor = rowMatcher(wrapperRows);
