/**
 * What an expression may stand for, found by following it through assignments, imports, classes, parameters and returns.
 *
 * Things from outside the workspace are named by their *origin*: the package, `#`, and the path from its exports, where
 * `()` is the result of a call, `{}` an instance (made with `new`, or typed as such), and `.name` a member. Default and namespace imports
 * add nothing, Node's own modules always carry `node:`, and globals belong to `global`:
 *
 *     node:fs#readFileSync                      import { readFileSync } from 'fs'; readFileSync
 *     node:fs#promises.readFile                 import fs from 'fs'; fs.promises.readFile
 *     express#().get                            const app = express(); app.get
 *     express#Router().post                     const router = express.Router(); router.post
 *     @prisma/client#PrismaClient{}.user.findMany
 *     typeorm#Repository{}.find                 constructor(private users: Repository<User>) … this.users.find
 *     drizzle-orm/node-postgres#drizzle().select().from
 *     global#fetch                              fetch
 *
 * Awaiting changes nothing in an origin.
 */

import type { TypeReference, Expression } from './expression.ts';
import type { FunctionId } from './function-id.ts';
import type { FilePath, Site } from './source.ts';

export type Origin = string;

export type Value =
  | { readonly kind: 'external'; readonly origin: Origin; readonly isGuessed: boolean; readonly made?: Made; readonly root?: Made; readonly typeArguments?: TypeArguments; readonly row?: RowOf }
  | { readonly kind: 'function'; readonly function: FunctionId; readonly isGuessed: boolean }
  | { readonly kind: 'class'; readonly file: FilePath; readonly class: number; readonly isGuessed: boolean }
  | { readonly kind: 'instance'; readonly file: FilePath; readonly class: number; readonly isGuessed: boolean }
  /** An object or array literal, a regex, a template, an operation: read on in `expression`, whose indexes belong to `file`. */
  | { readonly kind: 'expression'; readonly file: FilePath; readonly expression: Expression; readonly isGuessed: boolean }
  /** Something of an interface or object type that no class of the workspace implements: read on in its members' types; of a function type, in what it `returns`. */
  | { readonly kind: 'shape'; readonly file: FilePath; readonly members: readonly { readonly name: string; readonly type?: TypeReference }[]; readonly returns?: readonly Value[]; readonly isGuessed: boolean }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** A file's exports. */
  | { readonly kind: 'module'; readonly file: FilePath; readonly isGuessed: boolean };

/**
 * Where an external thing comes from: `made` is the call that gave it, the last of its origin; `root` the first, by which one router, client
 * or model is told from another.
 */
export interface Made {
  readonly at: Site;
  readonly call: number;
}

export interface TypeArguments {
  readonly file: FilePath;
  readonly types: readonly TypeReference[];
}

/** The class of the workspace that a library's class was asked for: `Order` of `Order.findAll()`, whose rows have the methods of `Order`. */
export interface RowOf {
  readonly file: FilePath;
  readonly class: number;
}

export interface Values {
  /** All that `expression`, written in `file`, may stand for; empty when unknown. */
  of(file: FilePath, expression: Expression): readonly Value[];
  /** The text it certainly is: a literal, a template of literals, or a constant holding one. */
  textOf(file: FilePath, expression: Expression): string | undefined;
  /** What an imported constant starts as, where it is declared; undefined for anything else. */
  definitionOf(file: FilePath, expression: Expression): { readonly file: FilePath; readonly expression: Expression } | undefined;
  /** The value of `name` in an object literal, followed through constants and spreads. */
  propertyOf(file: FilePath, expression: Expression, name: string): { readonly file: FilePath; readonly expression: Expression } | undefined;
}
