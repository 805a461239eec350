/** The facts of a file, with an account of which of their lists anybody looked at while the codebase was judged: what else they say did not matter. */

import type { FileFacts } from '../../../rules/model/facts.ts';

/** What may be looked at. */
const PARTS = ['lines', 'directives', 'imports', 'exports', 'bindings', 'functions', 'classes', 'types', 'calls', 'assignments', 'loops', 'branches', 'directivesToTenfold'] as const satisfies readonly (keyof FileFacts)[];

export type Part = (typeof PARTS)[number];

/** Each has one of its own. */
const BIT: Readonly<Record<Part, number>> = {
  lines: 1, directives: 2, imports: 4, exports: 8, bindings: 16, functions: 32, classes: 64, types: 128, calls: 256, assignments: 512, loops: 1024, branches: 2048, directivesToTenfold: 4096,
};

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

  get lines() { this.#asked |= BIT.lines; return this.#own.lines; }
  get directives() { this.#asked |= BIT.directives; return this.#own.directives; }
  get imports() { this.#asked |= BIT.imports; return this.#own.imports; }
  get exports() { this.#asked |= BIT.exports; return this.#own.exports; }
  get bindings() { this.#asked |= BIT.bindings; return this.#own.bindings; }
  get functions() { this.#asked |= BIT.functions; return this.#own.functions; }
  get classes() { this.#asked |= BIT.classes; return this.#own.classes; }
  get types() { this.#asked |= BIT.types; return this.#own.types; }
  get calls() { this.#asked |= BIT.calls; return this.#own.calls; }
  get assignments() { this.#asked |= BIT.assignments; return this.#own.assignments; }
  get loops() { this.#asked |= BIT.loops; return this.#own.loops; }
  get branches() { this.#asked |= BIT.branches; return this.#own.branches; }
  get directivesToTenfold() { this.#asked |= BIT.directivesToTenfold; return this.#own.directivesToTenfold; }
}

/** The parts that stand in an account. */
export function partsIn(asked: number): readonly Part[] {
  return PARTS.filter((part) => (asked & BIT[part]) !== 0);
}
