/** One row of knowledge: what a call into a library does, as far as scalability goes. */

import type { OperationKind, QueryAction } from '../model/operations.ts';

export interface ApiRow {
  /** As users know it: `prisma`. */
  readonly library: string;
  /** Packages that bring it; a row can be guessed only where one of them is a dependency. */
  readonly packages: readonly string[];
  /**
   * Origins (see rules/model/values.ts) the call's callee may have; for `new X()` that of the instance made, `pg#Pool{}`. In a pattern, `*`
   * stands for any one name, `**` for any rest, and `{a,b}` — braces with a comma or a single word between — for alternatives:
   * `pg#{Pool,Client}{}.query`. More in pattern.ts.
   */
  readonly match: readonly string[];
  readonly kind: OperationKind;
  readonly action?: QueryAction;
  /**
   * A builder runs once, at the end of its chain. Every call of the chain matches a builder row, each saying what the chain does so far;
   * only the last call counts (the one whose result is no longer the receiver of such a call). One whose result is dropped only builds on.
   */
  readonly isBuilder?: true;
  /**
   * Where the table, model or collection is named: the member before the method (`prisma.user.findMany`, `User.findAll`), the first argument of
   * the call (`knex('users')`), of the call that made the receiver (`model('User', …)`, `getRepository(User)`), the first argument of any
   * earlier call of the chain with this name (`{ call: 'from' }`), or the receiver's type argument (`Repository<User>`).
   */
  readonly subject?: 'receiver' | 'argument' | 'made-argument' | 'type-argument' | { readonly call: string };
  /**
   * How a call is recognised when its receiver could not be followed: the end of the receiver as written, and method.
   * `prisma` is a receiver's last name, `prisma.*` its last two, `*Repository` a name that ends so.
   * A receiver of `*` alone must have methods nobody else uses.
   */
  readonly guess?: { readonly receivers: readonly string[]; readonly methods: readonly string[] };
  /** The call does this only when no function is given to it as a callback: `crypto.randomBytes(n)`. */
  readonly unlessCallback?: true;
  /** The form to use instead; `*` in it is the method's name without `Sync`: `fs.promises.*`. */
  readonly instead?: string;
  /** Typical milliseconds; `source` says where the figure comes from. */
  readonly cost?: { readonly milliseconds: number; readonly source: string };
  readonly traits?: readonly string[];
}
