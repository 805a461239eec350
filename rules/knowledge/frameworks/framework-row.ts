/** Rows that say where load enters: how each framework registers what answers a request, takes a message or runs on a schedule. */

import type { EntryPoint } from '../../model/workspace.ts';

export type EntryKind = EntryPoint['kind'];

/** Objects on which routes are registered by calls: Express, Fastify, Koa, Hono, hapi, Elysia. */
export interface RouterRow {
  readonly shape: 'router';
  readonly framework: string;
  readonly packages: readonly string[];
  /** Origins of the application and router objects, in the patterns of ApiRow: `express#()`, `express#Router()`. */
  readonly routers: readonly string[];
  /** Method names that register a route, with the HTTP method they stand for (`ANY` for all). The path is the first argument where it is text, every function behind it handles. */
  readonly verbs: Readonly<Record<string, string>>;
  /** Methods that put a router below a path, or add middleware: `use`. A first argument of text is the prefix. */
  readonly mounts: readonly string[];
  /** Methods that run a plugin function with a scoped router; `{ prefix }` in the second argument: `register`. */
  readonly plugins: readonly string[];
  /** Methods that start a chain for one path: `route` in `router.route('/x').get(…)`. */
  readonly chains: readonly string[];
  /**
   * Methods that take one object for a route, and the names of its properties, dotted where they lie deeper. `handlersBehind`: the handlers are the arguments behind it.
   * The object may be what a call makes of it: `createRoute({ … })`.
   */
  readonly objects: Readonly<Record<string, { readonly method: string; readonly path: string; readonly handlers: readonly string[]; readonly handlersBehind?: true }>>;
  /** The property of the constructor's first argument that prefixes all its routes: `prefix` of `new Router({ prefix })`. */
  readonly prefixOption?: string;
  /** Last names of variables and parameters that hold such an object where it cannot be followed: `app`, `router`. */
  readonly guess: readonly string[];
}

/** Classes and methods marked by decorators: NestJS, type-graphql, routing-controllers. */
export interface DecoratorRow {
  readonly shape: 'decorator';
  readonly framework: string;
  readonly packages: readonly string[];
  /** Class decorators; the first argument (text, or `path` of an object) is the prefix. */
  readonly classes: readonly string[];
  /** Method decorators by origin, with what they make of the method; without a path or name argument the method's own name is used where `named`. */
  readonly methods: Readonly<Record<string, { readonly kind: EntryKind; readonly verb?: string; readonly label: string }>>;
  /** Methods that count by their name in a class so decorated: `process` of a BullMQ `@Processor('mail')`. */
  readonly named?: Readonly<Record<string, { readonly kind: EntryKind; readonly label: string }>>;
}

/** Calls that take the function to run: queue consumers, schedulers, sockets, procedures, serverless wrappers. */
export interface CallRow {
  readonly shape: 'call';
  readonly framework: string;
  readonly packages: readonly string[];
  /** Origins of the callee, instances included (`bullmq#Worker{}` for `new Worker`). */
  readonly match: readonly string[];
  readonly kind: EntryKind;
  /** `queue {0}`: `{0}` is the text of that argument, `{property}` of a property of the object argument, `{name}` the property or variable the result is given to; `{name:own}` its property `name`, else that; `{type}` the GraphQL type whose fields are defined around it. */
  readonly label: string;
  /** The argument that is a contract, or a route of one: what it says of method and path is the label, where it can be read. */
  readonly contract?: number;
  /** Only calls whose first argument is one of these texts: `request` of `server.on('request', …)`. */
  readonly onlyFor?: readonly string[];
  /** Only where what it is called on was not made in this code: a socket that arrived, not one that was opened. */
  readonly onlyHandedIn?: true;
  /**
   * Where the function stands: an argument's index, or the names of properties of an object argument. With `eachOf`, every function in the object
   * that is this argument, or one of these properties of an object argument, or every method of an instance that stands there; the label's `{key}` is its name there,
   * and an object there holds it as `handler`. `named`: these alone.
   * With `as`, each property is an object that holds it under that name, and the whole may be what a function gives: `fields: () => ({ … })`.
   * A GraphQL row that names `resolvers` is given a map from types to fields to functions.
   */
  readonly handler: number | 'last' | readonly string[] | { readonly eachOf: number | string | readonly string[]; readonly as?: string; readonly named?: readonly string[] };
}

/** Files whose place makes them an entry: Next.js, SvelteKit, Remix, Nuxt. */
export interface FileRow {
  readonly shape: 'file';
  readonly framework: string;
  readonly packages: readonly string[];
  /** Tested against the path within the package; named groups: `route` becomes the label's path, `method` the HTTP method. */
  readonly path: RegExp;
  /** Dots in the file's name part the pieces of its route: `users.$id`. */
  readonly dots?: true;
  /** Exports that handle, with the HTTP method or label word each stands for; `default` is the default export, `*` any other function export; of an object every function counts. */
  readonly exports: Readonly<Record<string, string>>;
  readonly kind: EntryKind;
  /** Where the functions stand in what is exported: `actions` of a Moleculer service. An object there holds one as `handler`. */
  readonly below?: string;
  /** Of an object that is exported, these functions alone; nothing else that is exported counts. */
  readonly named?: readonly string[];
  /** A directive the file (or function) must carry: `use server`. */
  readonly directive?: string;
  /** Files with this directive are left out. */
  readonly notDirective?: string;
  /** Of `exports`, what a file may say is made before anybody asks; its requests then come to no code. */
  readonly maybePrerendered?: readonly string[];
}

export type FrameworkRow = RouterRow | DecoratorRow | CallRow | FileRow;
