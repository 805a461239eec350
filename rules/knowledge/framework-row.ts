/**
 * How frameworks let load in: the kinds of rows that linking reads to find entry points. The rows are in frameworks/*.ts.
 *
 * All `match`es are patterns over origins (pattern.ts). A row counts only in packages that depend on one of `packages` (an empty list: everywhere).
 */

import type { EntryPoint } from '../model/workspace.ts';

interface Shared {
  /** For `EntryPoint.framework`: `express`. */
  readonly framework: string;
  readonly packages: readonly string[];
}

/**
 * Where at a call (or decorator) something is written. Where text is wanted, an array of texts gives several (`@Get(['a', 'b'])`),
 * and a place that holds none gives nothing: no prefix, no name.
 */
export type Place =
  /**
   * Argument `index`, from the end when negative. With `property` (dotted): that property of the object given there, of each object when an array of
   * them is given; where the argument is plain text or a function, the argument itself (`@Controller('x')`, `@Controller({ path: 'x' })`).
   */
  | { readonly from: 'argument'; readonly index: number; readonly property?: string }
  /** All arguments from `index` on; arrays among them are flattened. */
  | { readonly from: 'arguments'; readonly index: number }
  /** Every property of the object that is argument `index` (or of its `property`): the value is meant, and the property's name is the entry's name. */
  | { readonly from: 'properties'; readonly index: number; readonly property?: string }
  /** An argument of the call that made the receiver (`app.route('/x').get(…)`); with `call`, of the nearest call of that name in the chain. */
  | { readonly from: 'made'; readonly index: number; readonly property?: string; readonly call?: string }
  /** The last name of the callee: `get` of `app.get`. */
  | { readonly from: 'callee' }
  /** The property, variable or method the call's result is given to: `list` in `router({ list: procedure.query(…) })`. */
  | { readonly from: 'owner' }
  | { readonly from: 'text'; readonly text: string };

/**
 * Origins of the app and router objects of a framework: what routes are registered on and what can be mounted. `app` is where paths begin;
 * routes of a `router` that is never mounted count too, with the prefix they have.
 */
export interface AppRow extends Shared {
  readonly kind: 'app';
  readonly match: readonly string[];
  readonly role: 'app' | 'router';
  /** A prefix for all its routes, at the call that made it: `new Router({ prefix: '/x' })`. */
  readonly prefix?: Place;
}

/** A call that gives an app or router a prefix afterwards: `router.prefix('/x')`, `app.setGlobalPrefix('api')`. */
export interface PrefixRow extends Shared {
  readonly kind: 'prefix';
  readonly match: readonly string[];
  readonly prefix: Place;
  /** `receiver`: the object it is called on; `service`: all routes of this framework in the service. */
  readonly scope: 'receiver' | 'service';
}

/** A call that makes functions entry points: `app.get('/x', handler)`, `new Worker('mail', handler)`, `cron.schedule('…', job)`. */
export interface RegistrationRow extends Shared {
  readonly kind: 'registration';
  /** Origins of the callee; for `new X()` of the instance, `bullmq#Worker{}`. */
  readonly match: readonly string[];
  readonly registers: EntryPoint['kind'];
  /**
   * Where the handlers stand. For routes with several functions the last is the handler and those before are its middleware, all on the path of
   * this entry. What is no function (a schema, a string) is left out; of a class, instance or object nothing is taken unless `pair` says so.
   */
  readonly handlers: readonly Place[];
  /** A handler may be `[Controller, 'method']` or `'Controller.method'` instead of a function (AdonisJS). */
  readonly pair?: true;
  /** The HTTP method; `all`, `any`, `use` and `*` mean ANY, `del` DELETE. Lists give several. */
  readonly method?: Place;
  readonly path?: Place;
  /** Queue, topic, event, schedule, field, procedure. */
  readonly name?: Place;
  /** The entry's label with `{method}`, `{path}` and `{name}`; `{method} {path}` for routes when absent. */
  readonly label?: string;
  /**
   * How a registration is recognised when the receiver could not be followed: last name of the receiver, method; with `path`, only when the
   * first argument is text that starts with `/`, is empty or is `*`. Such entry points are `dynamic`.
   */
  readonly guess?: { readonly receivers: readonly string[]; readonly methods: readonly string[]; readonly path?: true };
}

/**
 * A call that puts something below an app or router: `app.use('/x', router)`, `fastify.register(plugin, { prefix: '/x' })`.
 *
 * A child that is an app or router (AppRow, also through `router.routes()`) is mounted with the prefix. A child that is a function is middleware
 * (an entry point of kind `middleware` with the path), or, when `plugin` is set, a function that registers routes on its first parameter, which is
 * the app again, with the prefix. The function may also be the default export of a file, or stand behind `import('./routes')`.
 */
export interface MountRow extends Shared {
  readonly kind: 'mount';
  readonly match: readonly string[];
  readonly path?: Place;
  readonly children: readonly Place[];
  readonly plugin?: true;
  readonly guess?: { readonly receivers: readonly string[]; readonly methods: readonly string[] };
}

/** A class decorator: gives the routes of its methods a prefix, or makes methods entry points that carry no decorator of their own. */
export interface ClassDecoratorRow extends Shared {
  readonly kind: 'class-decorator';
  readonly match: readonly string[];
  readonly prefix?: Place;
  /** Names for the methods' labels: the queue of `@Processor('mail')`. */
  readonly name?: Place;
  /** Methods that are entry points as they stand. */
  readonly methods?: readonly { readonly name: string; readonly registers: EntryPoint['kind']; readonly label: string }[];
}

/** A method decorator that makes the method an entry point: `@Get(':id')`, `@Query()`, `@MessagePattern('x')`, `@Cron('…')`. */
export interface MethodDecoratorRow extends Shared {
  readonly kind: 'method-decorator';
  readonly match: readonly string[];
  readonly registers: EntryPoint['kind'];
  readonly method?: Place;
  readonly path?: Place;
  /** Without it, or when it holds no text, the method's name. */
  readonly name?: Place;
  /** `{method} {path}` for routes; else with `{name}` and `{class}` (the class decorator's name, else the class). */
  readonly label?: string;
}

/**
 * A decorator (on a class or a method) or a call naming classes that run before or around handlers: `@UseGuards(AuthGuard)`,
 * `app.useGlobalGuards(new AuthGuard())`, `consumer.apply(LoggerMiddleware)`. Their `methods` are entry points of kind `middleware`.
 */
export interface AroundRow extends Shared {
  readonly kind: 'around';
  readonly match: readonly string[];
  /** Classes, instances or plain functions. */
  readonly classes: Place;
  readonly methods: readonly string[];
}

/** A class that implements or extends one of these has methods that the framework calls: `implements CanActivate`, `extends WorkerHost`. */
export interface HeritageRow extends Shared {
  readonly kind: 'heritage';
  readonly match: readonly string[];
  readonly methods: readonly string[];
  readonly registers: EntryPoint['kind'];
  /** With `{class}` and `{name}` (the method). */
  readonly label: string;
}

/** Files whose place and exports make them entry points: Next, SvelteKit, Remix, Nuxt. */
export interface FileRow extends Shared {
  readonly kind: 'file';
  /** The route's path for a file given relative to its package's root; `undefined` when the file is none of these. */
  routeOf(file: string): string | undefined;
  readonly exports: readonly FileExport[];
}

export interface FileExport {
  /** A whole-match regular expression over exported names: `default`, `GET|POST`. */
  readonly name: RegExp;
  readonly registers: EntryPoint['kind'];
  /** `name`: the exported name is the HTTP method; else the method. Routes only. */
  readonly method?: 'name' | 'GET' | 'POST' | 'ANY';
  /** With `{path}`, `{method}` and `{name}` (of the export). */
  readonly label: string;
  /** `functions`: the export is an object whose functions are the entry points (SvelteKit's `actions`), its properties their names. */
  readonly form?: 'functions';
}

/** Functions under a directive: with `'use server'` on top of a file its exported functions, in a function's body this one. */
export interface DirectiveRow extends Shared {
  readonly kind: 'directive';
  readonly directive: string;
  readonly registers: EntryPoint['kind'];
  readonly label: string;
}

/**
 * A function known by its types: the declared type of the variable or export that holds it, or of its first parameter, is one of these.
 * Only for functions that no other row makes an entry point; exported ones when `exportedOnly`.
 */
export interface TypedFunctionRow extends Shared {
  readonly kind: 'typed-function';
  readonly types: readonly string[];
  readonly parameterTypes: readonly string[];
  readonly exportedOnly: boolean;
  readonly registers: EntryPoint['kind'];
  /** With `{name}`. */
  readonly label: string;
}

/** A call that takes a map from GraphQL types to fields to resolvers; a field is a function or `{ resolve, subscribe }`. Lists of maps are merged. */
export interface ResolverMapRow extends Shared {
  readonly kind: 'resolver-map';
  readonly match: readonly string[];
  readonly map: Place;
}

/** Names under which request handlers receive what a user sent; for rules that ask whether a value is request input. */
export interface InputRow extends Shared {
  readonly kind: 'input';
  /** Index of the handler's parameter. */
  readonly parameter: number;
  /** Dotted members of the parameter that are input: `query`, `request.body`; empty when all of it is. */
  readonly members: readonly string[];
  /** Members that name the user or session, so that an answer depends on who asks. */
  readonly callers: readonly string[];
  readonly of: readonly EntryPoint['kind'][];
}

export type FrameworkRow =
  | AppRow
  | PrefixRow
  | RegistrationRow
  | MountRow
  | ClassDecoratorRow
  | MethodDecoratorRow
  | AroundRow
  | HeritageRow
  | FileRow
  | DirectiveRow
  | TypedFunctionRow
  | ResolverMapRow
  | InputRow;
