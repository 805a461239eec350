/** One row of knowledge: what a call into a library does, as far as scalability goes. */

import type { OperationKind, QueryAction } from '../model/operations.ts';

export interface ApiRow {
  /** As users know it: `prisma`. */
  readonly library: string;
  /** Packages that bring it; a row can be guessed only where one of them is a dependency. */
  readonly packages: readonly string[];
  /**
   * Origins (see rules/model/values.ts) the call may have. In a pattern, `*` stands for any one name, `**` for any rest,
   * and `{a,b}` — braces with a comma or a single word between — for alternatives: `pg#{Pool,Client}{}.query`.
   */
  readonly match: readonly string[];
  readonly kind: OperationKind;
  readonly action?: QueryAction;
  /** A builder runs once, at the end of its chain: `match` names the start, and only the last call of the chain counts. */
  readonly isBuilder?: true;
  /** Where the table, model or collection is named: the member before the method, or an argument of the call, or of the call that made the receiver. */
  readonly subject?: 'receiver' | 'argument' | 'made-argument';
  /** How a call is recognised when its receiver could not be followed: last name of the receiver, and method. `*` receivers must have methods nobody else uses. */
  readonly guess?: { readonly receivers: readonly string[]; readonly methods: readonly string[] };
  /** The form to use instead. */
  readonly instead?: string;
  /** Typical milliseconds; `source` says where the figure comes from. */
  readonly cost?: { readonly milliseconds: number; readonly source: string };
  readonly traits?: readonly string[];
}
