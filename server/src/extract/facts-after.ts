/** The facts of all files after some were read again: a look at those before, and what is new. Copying thousands at each keystroke would take longer than reading what was typed. */

import type { FileFacts } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';

type Facts = ReadonlyMap<FilePath, FileFacts>;

/** Of files that were there before: the same files in the same order. */
export class FactsAfter implements Facts {
  readonly #first: Facts;
  readonly #changed: Facts;

  constructor(before: Facts, changed: Facts) {
    this.#first = before instanceof FactsAfter ? before.#first : before;
    this.#changed = before instanceof FactsAfter ? new Map([...before.#changed, ...changed]) : changed;
  }

  get size() {
    return this.#first.size;
  }

  get(file: FilePath) {
    return this.#changed.get(file) ?? this.#first.get(file);
  }

  has(file: FilePath) {
    return this.#first.has(file);
  }

  keys() {
    return this.#first.keys();
  }

  *values(): MapIterator<FileFacts> {
    for (const own of this.#first.values()) yield this.#changed.get(own.file) ?? own;
  }

  *entries(): MapIterator<[FilePath, FileFacts]> {
    for (const [file, own] of this.#first) yield [file, this.#changed.get(file) ?? own];
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  forEach(tell: (own: FileFacts, file: FilePath, facts: Facts) => void) {
    for (const [file, own] of this.#first) tell(this.#changed.get(file) ?? own, file, this);
  }
}
