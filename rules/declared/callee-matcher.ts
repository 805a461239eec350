/**
 * Whether a call, or something that is handed over, is what a team means:
 *
 *     pdfkit#**            what a package gives; patterns as in rules/knowledge/pattern.ts
 *     ./src/pdf/**#render  a function of the workspace, by file and name
 *     renderInvoice        whatever is called so; `OrdersService.list` for a method, `Idempotency*` for many
 */

import { nameOf } from '../kit/names.ts';
import { compilePattern, parseOrigin } from '../knowledge/pattern.ts';
import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../model/function-id.ts';
import type { Call } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';
import type { Callee } from './declaration.ts';
import { globRegex } from './glob-regex.ts';

export interface CalleeMatcher {
  /** How it was matched: by following what is called, or by its written name alone. */
  ofCall(call: Call): 'certain' | 'likely' | undefined;
  isFunction(id: FunctionId): boolean;
  /** What is handed over is one of them, or made by calling one: `app.use(idempotency())`, `[auth, idempotency]`. */
  isGiven(file: FilePath, given: Expression): boolean;
}

export function calleeMatcher(codebase: Codebase, callees: readonly Callee[]): CalleeMatcher {
  const matchers = callees.map(({ text }) => matcherOf(text));
  const isNamed = (file: FilePath | undefined, name: string): boolean => matchers.some((each) => each.isNamed(file, name));
  const isOrigin = (origin: string): boolean => matchers.some((each) => each.isOrigin(origin));

  return { ofCall, isFunction, isGiven: (file, given) => isGiven(file, given, 0) };

  function ofCall(call: Call): 'certain' | 'likely' | undefined {
    if (call.origins.some((origin) => isOrigin(call.fact.kind === 'new' ? `${origin}{}` : origin) || isOrigin(origin) || isNamed(undefined, lastNames(origin)))) return 'certain';
    const edges = call.edges.filter(({ how, callee }) => how === 'call' && isFunction(callee));
    if (edges.length > 0) return edges.every(({ resolution }) => resolution === 'dynamic') ? 'likely' : 'certain';
    // A name is all there is where it leads nowhere.
    const written = nameOf(codebase.facts.get(call.file), call.fact.callee);
    return call.edges.length === 0 && call.origins.length === 0 && written !== undefined && isNamed(undefined, written) ? 'likely' : undefined;
  }

  function isFunction(id: FunctionId): boolean {
    const { file, index } = partsOfFunctionId(id);
    const name = codebase.facts.get(file)?.functions[index]?.name;
    return name !== undefined && isNamed(file, name);
  }

  function isGiven(file: FilePath, given: Expression, depth: number): boolean {
    const facts = codebase.facts.get(file);
    if (!facts || depth > MOST_DEEP) return false;
    const name = nameOf(facts, given);
    if (name !== undefined && isNamed(undefined, name.replace(/\(\)$/, ''))) return true;
    if (given.kind === 'array') return given.elements.some((each) => isGiven(file, each, depth + 1));
    if (given.kind === 'object') return given.properties.some(({ value }) => isGiven(file, value, depth + 1));
    if (given.kind === 'call' && isCallGiven(facts, given.call, depth)) return true;
    return given.kind !== 'function' && codebase.values.of(file, given).some((value) => {
      if (value.kind === 'external') return isOrigin(value.origin) || isNamed(undefined, lastNames(value.origin));
      if (value.kind === 'function') return isFunction(value.function);
      if (value.kind === 'class' || value.kind === 'instance') return isNamed(value.file, codebase.facts.get(value.file)?.classes[value.class]?.name ?? '');
      return value.kind === 'expression' && value.expression !== given && value.expression.kind !== 'function' && isGiven(value.file, value.expression, depth + 1);
    });
  }

  function isCallGiven({ file, calls }: FileFacts, index: number, depth: number): boolean {
    const call = calls[index];
    const linked = codebase.calls.callAt(file, index);
    return call !== undefined && ((linked !== undefined && ofCall(linked) !== undefined) || [call.callee, ...call.arguments].some((each) => isGiven(file, each, depth + 1)));
  }
}

/** `user.findMany` of `@prisma/client#PrismaClient{}.user.findMany`. */
function lastNames(origin: string): string {
  return parseOrigin(origin).path.filter((token) => /^[\w$]/.test(token)).slice(-2).join('.');
}

const MOST_DEEP = 5;

interface Matcher {
  isOrigin(origin: string): boolean;
  /** `file`: where it is declared; unknown for a written name. */
  isNamed(file: FilePath | undefined, name: string): boolean;
}

function matcherOf(text: string): Matcher {
  const hash = text.lastIndexOf('#');
  if (hash < 0) {
    const isName = namePattern(text);
    return { isOrigin: () => false, isNamed: (_file, name) => isName(name) };
  }
  if (text.startsWith('./')) {
    const isFile = globRegex(text.slice(2, hash));
    const isName = namePattern(text.slice(hash + 1));
    return { isOrigin: () => false, isNamed: (file, name) => file !== undefined && isFile.test(file) && isName(name) };
  }
  const pattern = compilePattern(text);
  return { isOrigin: (origin) => pattern.matches(parseOrigin(origin)), isNamed: () => false };
}

/** A name without a dot is also the last part of a longer one: `list` of `OrdersService.list`. */
function namePattern(wanted: string): (name: string) => boolean {
  const regex = new RegExp(`^${wanted.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
  return (name) => regex.test(name) || (!wanted.includes('.') && regex.test(name.slice(name.lastIndexOf('.') + 1)));
}
