/** The facts of a file, with an account of which of their lists anybody looked at while the codebase was judged: what else they say did not matter. */

import type { FileFacts } from '../../../rules/model/facts.ts';

/** What may be looked at, each by a bit of its own. */
export const PARTS = ['lines', 'directives', 'imports', 'exports', 'bindings', 'functions', 'classes', 'types', 'calls', 'assignments', 'loops', 'branches', 'directivesToTenfold'] as const satisfies readonly (keyof FileFacts)[];

export type Part = (typeof PARTS)[number];

export class AskedFacts implements FileFacts {
  readonly file: FileFacts['file'];
  readonly language: FileFacts['language'];
  /** Where lines start tells where a finding stands, never whether it is one. */
  readonly lineStarts: FileFacts['lineStarts'];
  readonly #own: FileFacts;
  #asked = 0;

  constructor(own: FileFacts) {
    this.file = own.file;
    this.language = own.language;
    this.lineStarts = own.lineStarts;
    this.#own = own;
  }

  /** See {@link partsIn}. */
  get asked(): number {
    return this.#asked;
  }

  get lines() { this.#asked |= 1; return this.#own.lines; }
  get directives() { this.#asked |= 2; return this.#own.directives; }
  get imports() { this.#asked |= 4; return this.#own.imports; }
  get exports() { this.#asked |= 8; return this.#own.exports; }
  get bindings() { this.#asked |= 16; return this.#own.bindings; }
  get functions() { this.#asked |= 32; return this.#own.functions; }
  get classes() { this.#asked |= 64; return this.#own.classes; }
  get types() { this.#asked |= 128; return this.#own.types; }
  get calls() { this.#asked |= 256; return this.#own.calls; }
  get assignments() { this.#asked |= 512; return this.#own.assignments; }
  get loops() { this.#asked |= 1024; return this.#own.loops; }
  get branches() { this.#asked |= 2048; return this.#own.branches; }
  get directivesToTenfold() { this.#asked |= 4096; return this.#own.directivesToTenfold; }
}

/** The parts that stand in an account. */
export function partsIn(asked: number): readonly Part[] {
  return PARTS.filter((_, place) => (asked & (1 << place)) !== 0);
}
