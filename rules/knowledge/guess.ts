/** Guesses the row of a call from its written receiver and method, where the library is a dependency at all. */

import type { ApiRow } from './api-row.ts';

export type Guess = (receiver: string | undefined, method: string, dependencies: ReadonlySet<string>) => ApiRow | undefined;

/** The longest, then the most literal receiver wins; of equals the first row. */
export function guesser(rows: readonly ApiRow[]): Guess {
  const byMethod = new Map<string, Candidate[]>();
  for (const row of rows) {
    if (!row.guess) continue;
    const candidates = row.guess.receivers.map((receiver) => candidateOf(row, receiver));
    for (const method of row.guess.methods) byMethod.set(method, [...(byMethod.get(method) ?? []), ...candidates]);
  }
  for (const list of byMethod.values()) list.sort((a, b) => b.weight - a.weight);

  return (receiver, method, dependencies) => {
    const names = receiver?.split(/\??\./) ?? [];
    return byMethod.get(method)?.find((candidate) => candidate.matches(names) && candidate.row.packages.some((name) => isAmong(name, dependencies)))?.row;
  };
}

interface Candidate {
  readonly row: ApiRow;
  readonly weight: number;
  matches(names: readonly string[]): boolean;
}

/** A name that starts with a capital, as models do. */
const CAPITAL = '<Name>';

function candidateOf(row: ApiRow, receiver: string): Candidate {
  const wanted = receiver.split('.').map((name) => (name === CAPITAL ? /^[A-Z]\w*$/ : new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)));
  return {
    row,
    weight: receiver.split('.').reduce((sum, name) => sum + (name === '*' ? 1 : name.includes('*') ? 2 : 3), 0),
    matches: (names) => names.length >= wanted.length && wanted.every((name, index) => name.test(names[names.length - wanted.length + index] ?? '')),
  };
}

function isAmong(name: string, dependencies: ReadonlySet<string>): boolean {
  if (!name.endsWith('*')) return dependencies.has(name);
  return [...dependencies].some((dependency) => dependency.startsWith(name.slice(0, -1)));
}
