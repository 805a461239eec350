/** What a call does to the outside world, as far as scalability goes: the common names for what many libraries offer. */

export type OperationKind =
  /** Holds the event loop while it waits or computes. */
  | 'blocking'
  /** One round trip to a database. */
  | 'query'
  /** Runs a callback inside a transaction. */
  | 'transaction'
  /** A request to another process over the network. */
  | 'outbound'
  | 'cache-read'
  | 'cache-write'
  /** Puts work on a queue or a topic. */
  | 'enqueue'
  /** Mail, SMS, push. */
  | 'message'
  /** Heavy computing per call: image, PDF, spreadsheet, archive, browser. */
  | 'heavy'
  /** Opens a connection, a pool or a client meant to be shared. */
  | 'open-client'
  /** Computes in libuv's thread pool while the event loop goes on: scrypt, gzip, native bcrypt. */
  | 'pooled'
  /** Asynchronous file access. */
  | 'file'
  /** Compiles, parses or loads something that stays the same: template, schema, regular expression, key. */
  | 'load'
  /** Bounds how much runs at once: p-limit, p-map, semaphore. */
  | 'limit'
  /** Remembers results: memoize, LRU, DataLoader, unstable_cache. */
  | 'memo'
  | 'lock'
  | 'session'
  | 'rate-limit'
  | 'schedule'
  | 'static-files'
  | 'upload'
  | 'socket'
  | 'log'
  | 'telemetry'
  | 'listen'
  | 'shutdown-hook'
  | 'retry';

export type QueryAction =
  | 'read-one'
  /** May return any number of rows. */
  | 'read-many'
  | 'count'
  | 'write'
  /** One statement that writes many rows. */
  | 'write-many'
  /** SQL or a command given as text or a builder; read the text to know. */
  | 'raw';

export interface Operation {
  readonly kind: OperationKind;
  /** The row's library: `prisma`, `pg`, `node`. */
  readonly library: string;
  readonly action?: QueryAction;
  /** Table, model or collection, where it can be read: `user`. */
  readonly subject?: string;
  /** How people call it: `prisma.user.findMany`, `fs.readFileSync`. */
  readonly label: string;
  /** The asynchronous or shared form, where there is one: `fs.promises.readFile`. */
  readonly instead?: string;
  /** Milliseconds it typically takes, with the source in the row; for the capacity model. */
  readonly cost?: number;
  /** Free words of the row that rules may ask for: `sqlite`, `default-timeout`, `memory-store`. */
  readonly traits: readonly string[];
}
