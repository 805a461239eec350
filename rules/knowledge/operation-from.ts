/** Turns a row and the call it was found for into an operation: what it does, to what, and how people call it. */

import type { Operation } from '../model/operations.ts';
import type { Origin } from '../model/values.ts';
import type { ApiRow } from './api-row.ts';
import { parseOrigin } from './pattern.ts';

/** What linking knows of the call. All but `names` may be absent. */
export interface NamedCall {
  /** The callee as written, split at its dots, calls in between marked: `this`, `prisma`, `user`, `findMany`; `knex()`, `where()`, `first`. */
  readonly names: readonly string[];
  /** The callee's origin, when the row was not guessed. */
  readonly origin?: Origin | undefined;
  /** A function is among the arguments, or in the last one's place. */
  readonly hasCallback?: boolean | undefined;
  /** The constant that is the argument of this index, if it is one. */
  readonly constant?: ((index: number) => string | number | boolean | null | undefined) | undefined;
  /** The name or text of the first argument: `users` of `knex('users')`, `User` of `getRepository(User)`. */
  readonly argument?: string | undefined;
  /** The class of the command that is given: `SendEmailCommand` of `send(new SendEmailCommand(…))`. */
  readonly command?: string | undefined;
  /** The same for the last call with this name in the chain of calls that this one ends; `''` is the chain's first. */
  readonly chainArgument?: ((method: string) => string | undefined) | undefined;
  /** The call that made what the chain starts on (`Made`): its name, and its first argument. */
  readonly made?: { readonly name: string | undefined; readonly argument: string | undefined } | undefined;
  /** The first type argument of what the chain starts on: `User` of `Repository<User>`. */
  readonly typeArgument?: string | undefined;
}

export function operationFrom(row: ApiRow, call: NamedCall): Operation | undefined {
  if ((row.unlessCallback && call.hasCallback) || !meets(row, call)) return undefined;
  const subject = subjectOf(row, call);
  const isOther = row.commands !== undefined && call.command !== undefined && !row.commands.some((start) => call.command?.startsWith(start));
  return {
    kind: isOther ? 'outbound' : row.kind,
    library: row.library,
    ...(row.action && { action: row.action }),
    ...(subject && { subject }),
    label: labelOf(call) || moduleOf(call) || row.library,
    ...(row.instead && { instead: row.instead.replace('*', (call.names.at(-1) ?? '').replace(/Sync$/, '')) }),
    ...(row.cost && { cost: row.cost.milliseconds }),
    traits: isOther ? OF_OTHER_COMMANDS : (row.traits ?? []),
  };
}

/** As any call of a client of AWS. */
const OF_OTHER_COMMANDS: readonly string[] = ['no-default-timeout', 'aws-command'];

function meets({ onlyIf }: ApiRow, { constant }: NamedCall): boolean {
  if (!onlyIf) return true;
  const given = constant?.(onlyIf.argument);
  return 'is' in onlyIf ? given === onlyIf.is : typeof given === 'number' && given >= onlyIf.atLeast;
}

/** `fs.readFileSync` for a module's own function, however it was imported; else as written, without `this`. */
function labelOf({ names, origin }: NamedCall): string {
  const written = names.filter((name) => name !== 'this').join('.');
  if (!origin) return written;
  const { module, path } = parseOrigin(origin);
  if (path.length === 0 || path.some((token) => token === '()' || token === '{}') || isInherited(module, path, names)) return written;
  return module === 'global' ? path.join('.') : [shortName(module), ...path].join('.');
}

/** `Order.findAll`, where `class Order extends Model`: nobody writes `sequelize.Model.findAll`. */
function isInherited(module: string, path: readonly string[], names: readonly string[]): boolean {
  const [owner, written] = [path.at(-2), names.at(-2)];
  return module !== 'global' && owner !== undefined && /^[A-Z]/.test(owner) && written !== undefined && written !== 'this' && written !== owner;
}

/** `require('archiver')('zip')` has no name but that of its package. */
function moduleOf({ origin }: NamedCall): string {
  return origin ? shortName(parseOrigin(origin).module) : '';
}

/** `node:fs` and `fs/promises` into what people write before the dot. */
function shortName(module: string): string {
  if (module === 'node:fs/promises') return 'fs.promises';
  return module.replace(/^node:/, '').replace(/^@[^/]+\//, '');
}

/** Calls that give what stands for a table, by its name or class. */
const REPOSITORIES = ['getRepository', 'getTreeRepository', 'getMongoRepository', 'getCustomRepository', 'withRepository', 'from', 'into', 'update'];

function subjectOf({ subject }: ApiRow, call: NamedCall): string | undefined {
  if (subject === undefined) return undefined;
  if (subject === 'argument') return call.argument;
  if (subject === 'receiver') return memberBeforeMethod(call.origin) ?? writtenReceiver(call.names);
  if (subject === 'type-argument') return call.typeArgument ?? madeFor(call, REPOSITORIES) ?? entityIn(call);
  if ('madeBy' in subject) return madeFor(call, subject.madeBy) ?? writtenReceiver(call.names);
  return firstOf(subject.calls, (name) => call.chainArgument?.(name));
}

function madeFor({ chainArgument, made }: NamedCall, names: readonly string[]): string | undefined {
  const written = firstOf(names, (name) => chainArgument?.(name));
  return written ?? (names.includes('*') || (made?.name !== undefined && names.includes(made.name)) ? made?.argument : undefined);
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `user` of `@prisma/client#PrismaClient{}.user.findMany`; a base class (`sequelize#Model.findAll`) is nobody's table. */
function memberBeforeMethod(origin: Origin | undefined): string | undefined {
  const path = origin ? parseOrigin(origin).path : [];
  const [before, name, method] = path.slice(-3);
  return method !== undefined && /^\w/.test(name ?? '') && (before === '()' || before === '{}') ? name : undefined;
}

/** What the chain starts on: `User` of `User.find().sort`; no name when that is a call or `this`. */
function writtenReceiver(names: readonly string[]): string | undefined {
  const firstCall = names.findIndex((name) => name.endsWith(')'));
  const name = names[(firstCall < 0 ? names.length - 1 : firstCall) - 1];
  return name === 'this' ? undefined : name;
}

/** `user` of `userRepository.find`, `User` of `User.find` and of `manager.find(User)`. */
function entityIn({ names, argument }: NamedCall): string | undefined {
  const receiver = writtenReceiver(names) ?? '';
  return /^_?(\w+?)s?(?:Repository|Repo)$/.exec(receiver)?.[1] ?? [receiver, argument].find((name) => /^[A-Z]\w*$/.test(name ?? ''));
}
