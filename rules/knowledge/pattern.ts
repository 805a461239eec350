/**
 * Patterns over origins: how a row of knowledge says which calls it speaks of.
 *
 * An origin (see rules/model/values.ts) is a module, `#`, and a path of names, `()` and `{}`. In a pattern
 *
 *     {a,b}   one of these, as a name or a part of one: `{read,write}File`
 *     *       any one name, or any part of one: `*Sync`
 *     **      any rest, also none, also in the middle
 *     **()    any calls of methods, also none: `knex#()().**().insert`; an awaited result has none
 *     (0)     what a callback given to the call is handed as its first parameter; `.[]` is an element of a list
 *     {}      an instance, as in an origin; where a pattern ends in it, the class named without it is meant too,
 *             so that `pg#Pool{}` is the call `new Pool()`
 *
 * and left of the `#`, `*` is any text: `@aws-sdk/client-*#…`, `*#PrismaClient{}`. The name `default` is skipped.
 */

import type { Origin } from '../model/values.ts';

export interface Pattern {
  /** The more it spells out, the higher. */
  readonly weight: number;
  matches(origin: ParsedOrigin): boolean;
}

export interface ParsedOrigin {
  readonly module: string;
  /** Names, `()` and `{}`. */
  readonly path: readonly string[];
}

export function parseOrigin(origin: Origin): ParsedOrigin {
  const hash = origin.indexOf('#');
  return hash < 0
    ? { module: origin, path: [] }
    : { module: origin.slice(0, hash), path: tokensOf(origin.slice(hash + 1)) };
}

/** The modules to look for a pattern under; undefined when they have wildcards. */
export function modulesOf(source: string): readonly string[] | undefined {
  const module = source.slice(0, source.indexOf('#'));
  if (module.includes('*')) return undefined;
  return module.includes('{') ? alternativesOf(module) : [module];
}

/** The last tokens that paths meant by a pattern have, `''` for an empty path; undefined when it may be any. */
export function endsOf(source: string): readonly string[] | undefined {
  const tokens = tokensOf(source.slice(source.indexOf('#') + 1));
  const last = tokens.at(-1);
  if (last === '()' && tokens.at(-2) === '**') return undefined;
  if (last !== '{}') return namesOf(last);
  const before = namesOf(tokens.at(-2));
  return before && [last, ...before];
}

function namesOf(token: string | undefined): readonly string[] | undefined {
  if (token === undefined) return [''];
  if (token.includes('*') || /\}.*\{/.test(token)) return undefined;
  return isName(token) ? alternativesOf(token) : [token];
}

export function compilePattern(source: string): Pattern {
  const hash = source.indexOf('#');
  const moduleSource = source.slice(0, hash);
  const tokens = tokensOf(source.slice(hash + 1));
  const steps = tokens.flatMap((token, index) => (token === '()' && tokens[index - 1] === '**' ? [] : [stepOf(token, tokens[index + 1])]));
  const last = tokens.at(-1) === '{}' ? steps.slice(0, -1) : undefined;
  const isWildModule = moduleSource.includes('*');
  const isModule = regexOf(moduleSource);
  return {
    weight: steps.reduce((sum, step) => sum + step.weight, isWildModule ? 0 : 1),
    matches: ({ module, path }) => isModule.test(module) && (walk(steps, 0, path, 0) || (last !== undefined && walk(last, 0, path, 0))),
  };
}

interface Step {
  /** Stands for any number of tokens: all there are, or calls of methods. */
  readonly many?: 'tokens' | 'calls';
  readonly weight: number;
  test(token: string): boolean;
}

/** `a.b()().c{}` into `a`, `b`, `()`, `()`, `c`, `{}`; alternatives stay inside their name. */
function tokensOf(path: string): readonly string[] {
  return (path.match(/\([^)]*\)|\{\}|(?:[^.(){}]|\{[^}]+\})+/g) ?? []).filter((token) => token !== 'default');
}

function stepOf(token: string, next: string | undefined): Step {
  if (token === '**') return { many: next === '()' ? 'calls' : 'tokens', weight: 0, test: () => true };
  if (!isName(token)) return { weight: 100, test: (other) => other === token };
  if (token === '*') return { weight: 10, test: isName };
  const regex = regexOf(token);
  return { weight: token.includes('*') ? 50 : 100, test: (other) => regex.test(other) };
}

function isName(token: string): boolean {
  return !token.startsWith('(') && token !== '{}';
}

function walk(steps: readonly Step[], at: number, path: readonly string[], from: number): boolean {
  const step = steps[at];
  if (!step) return from === path.length;
  if (step.many === 'tokens') {
    for (let next = from; next <= path.length; next += 1) if (walk(steps, at + 1, path, next)) return true;
    return false;
  }
  if (step.many === 'calls') {
    if (walk(steps, at + 1, path, from)) return true;
    return path[from + 1] === '()' && walk(steps, at, path, from + 2);
  }
  const token = path[from];
  return token !== undefined && step.test(token) && walk(steps, at + 1, path, from + 1);
}

function regexOf(source: string): RegExp {
  const parts = source.split(/(\{[^}]+\}|\*)/).map((part) => {
    if (part === '*') return '.*';
    return part.startsWith('{') ? `(?:${part.slice(1, -1).split(',').map((word) => escaped(word.trim())).join('|')})` : escaped(part);
  });
  return new RegExp(`^${parts.join('')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `{bcrypt,bcryptjs}` into both; at most one pair of braces. */
function alternativesOf(source: string): readonly string[] {
  const braces = /^(.*)\{([^}]+)\}(.*)$/.exec(source);
  return braces ? (braces[2] ?? '').split(',').map((word) => `${braces[1] ?? ''}${word.trim()}${braces[3] ?? ''}`) : [source];
}
