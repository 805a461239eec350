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
   * Where the table, model or collection is named:
   * `receiver`: the member before the method, `prisma.user.findMany`; `argument`: the call's first argument;
   * `type-argument`: `Repository<User>`, else what it was made for, `getRepository(User)`, `manager.find(User)`;
   * `madeBy`: the first argument of the call of such a name that made the receiver, `model('User', …)` (`*`: whichever), else the receiver's own name;
   * `calls`: the first argument of the last call of such a name in the chain, `from(users)`, in order of the names; `''` is the chain's first call, `knex('users')`.
   */
  readonly subject?: 'receiver' | 'argument' | 'type-argument' | { readonly madeBy: readonly string[] } | { readonly calls: readonly string[] };
  /**
   * How a call is recognised when its receiver could not be followed: the end of the receiver as written, and method.
   * `prisma` is a receiver's last name, `prisma.*` its last two, `*Repository` a name that ends so, `<Name>` one with a capital.
   * A receiver of `*` alone must have methods nobody else uses.
   * Of a builder, `steps` are the methods that may follow: the last of them is the call that counts.
   */
  readonly guess?: { readonly receivers: readonly string[]; readonly methods: readonly string[]; readonly steps?: ReadonlySet<string> };
  /** The call does this only when no function is given to it as a callback: `crypto.randomBytes(n)`. */
  readonly unlessCallback?: true;
  /** The call does this only when this argument is written as such a constant: a number of at least so much, or exactly this. */
  readonly onlyIf?: { readonly argument: number; readonly atLeast: number } | { readonly argument: number; readonly is: string | boolean };
  /** Of a client that is given commands (`send(new SendEmailCommand(…))`), how the names of those begin that do this; any other asks the service. */
  readonly commands?: readonly string[];
  /** Only as the tag of a whole statement: sql`select …` asks, sql`and …` and `sql('orders')` write a piece of one. */
  readonly asTag?: true;
  /** Nobody calls it by hand: it is given to what does. `register(session, { … })`, `@UseInterceptors(CacheInterceptor)` are then its calls. */
  readonly given?: true;
  /** The form to use instead; `*` in it is the method's name without `Sync`: `fs.promises.*`. */
  readonly instead?: string;
  /** Typical milliseconds; `source` says where the figure comes from. */
  readonly cost?: { readonly milliseconds: number; readonly source: string };
  /** Words of traits.ts. */
  readonly traits?: readonly string[];
}
