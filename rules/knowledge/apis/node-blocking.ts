/**
 * Node's own calls that hold the event loop until they are done.
 *
 * Source: Node.js documentation of each module, and "Don't Block the Event Loop (or the Worker Pool)", nodejs.org/learn.
 */

import { rowsOf } from '../rows.ts';

export const nodeBlocking = rowsOf('node', [], [
  { match: ['node:fs#*Sync'], kind: 'blocking', instead: 'fs.promises.*', traits: ['fs'] },
  { match: ['node:fs#existsSync'], kind: 'blocking', instead: 'fs.promises.access', traits: ['fs', 'brief'] },
  /** One entry of a folder is looked at or changed, however large the file: measured on Node 20, a local disk: 3 to 130 microseconds. */
  { match: ['node:fs#{stat,lstat,access,realpath,mkdir,mkdtemp,unlink,rename,chmod,lchmod,chown,lchown,utimes,lutimes,link,symlink,readlink,open}Sync', 'node:fs#realpathSync.native'], kind: 'blocking', instead: 'fs.promises.*', traits: ['fs', 'brief'] },
  /** What is thrown away is most often one file, or the few of one request. */
  { match: ['node:fs#rmSync'], kind: 'blocking', instead: 'fs.promises.rm', traits: ['fs', 'brief'] },
  {
    match: ['node:fs#{read,readv,write,writev,fsync,fdatasync,ftruncate}Sync'],
    kind: 'blocking',
    instead: 'the FileHandle of fs.promises.open',
    traits: ['fs'],
  },
  { match: ['node:fs#{close,fstat,fchmod,fchown,futimes}Sync'], kind: 'blocking', instead: 'the FileHandle of fs.promises.open', traits: ['fs', 'brief'] },
  {
    match: ['node:child_process#{exec,execFile}Sync'],
    kind: 'blocking',
    instead: 'util.promisify(child_process.*)',
    cost: { milliseconds: 3, source: 'measured on Node 20, one server core: starting a shell that does nothing' },
    traits: ['process'],
  },
  { match: ['node:child_process#spawnSync'], kind: 'blocking', instead: 'child_process.spawn', traits: ['process'] },
  { match: ['node:zlib#*Sync'], kind: 'blocking', instead: 'util.promisify(zlib.*)', traits: ['cpu'] },
  {
    match: ['node:crypto#pbkdf2Sync'],
    kind: 'blocking',
    instead: 'util.promisify(crypto.pbkdf2)',
    cost: { milliseconds: 35, source: 'measured on Node 20, one server core: 100,000 rounds of SHA-512' },
    traits: ['cpu', 'password'],
  },
  {
    match: ['node:crypto#{scrypt,argon2}Sync'],
    kind: 'blocking',
    instead: 'util.promisify(crypto.*)',
    cost: { milliseconds: 27, source: 'measured on Node 20, one server core: scrypt with its default cost' },
    traits: ['cpu', 'password'],
  },
  {
    match: ['node:crypto#{generateKeyPair,generatePrime,checkPrime,generateKey,randomFill,encapsulate,decapsulate}Sync'],
    kind: 'blocking',
    instead: 'util.promisify(crypto.*)',
    traits: ['cpu'],
  },
  /** Two rounds of a hash, made for secrets of a few bytes: about 10 microseconds. */
  { match: ['node:crypto#hkdfSync'], kind: 'blocking', instead: 'util.promisify(crypto.hkdf)', traits: ['cpu', 'brief'] },
  /** Harmless for tokens of a few bytes: the first argument is the size, and 64 KB take about a tenth of a millisecond. */
  {
    match: ['node:crypto#{randomBytes,pseudoRandomBytes}'],
    kind: 'blocking',
    unlessCallback: true,
    onlyIf: { argument: 0, atLeast: 65_536 },
    instead: 'util.promisify(crypto.randomBytes)',
    traits: ['cpu'],
  },
  { match: ['global#Atomics.wait'], kind: 'blocking', instead: 'Atomics.waitAsync', traits: ['wait'] },
  /** Waits when the third argument says so. */
  {
    match: ['global#XMLHttpRequest{}.open', 'xmlhttprequest#XMLHttpRequest{}.open'],
    kind: 'blocking',
    onlyIf: { argument: 2, is: false },
    instead: 'fetch',
    traits: ['network', 'wait'],
  },
]);

export const nodeFiles = rowsOf('node', [], [
  { match: ['node:fs/promises#*', 'node:fs#promises.*'], kind: 'file' },
  {
    match: [
      'node:fs#{access,appendFile,chmod,chown,copyFile,cp,createReadStream,createWriteStream,exists,fstat,link,lstat,mkdir,mkdtemp,open,opendir}',
      'node:fs#{openAsBlob,read,readdir,readFile,readlink,readv,realpath,rename,rm,rmdir,stat,symlink,truncate,unlink,utimes,write,writeFile,writev}',
    ],
    kind: 'file',
  },
]);

/** Asynchronous forms that compute in libuv's thread pool. Source: docs.libuv.org, Thread pool work scheduling; nodejs.org/api/cli, UV_THREADPOOL_SIZE. */
export const nodePooled = rowsOf('node', [], [
  {
    match: ['node:crypto#pbkdf2'],
    kind: 'pooled',
    cost: { milliseconds: 35, source: 'as pbkdf2Sync: 100,000 rounds of SHA-512' },
    traits: ['cpu', 'password'],
  },
  { match: ['node:crypto#{scrypt,argon2}'], kind: 'pooled', cost: { milliseconds: 27, source: 'as scryptSync' }, traits: ['cpu', 'password'] },
  { match: ['node:crypto#{generateKeyPair,generatePrime,checkPrime}'], kind: 'pooled', traits: ['cpu'] },
  { match: ['node:zlib#{gzip,gunzip,deflate,inflate,deflateRaw,inflateRaw,unzip,brotliCompress,brotliDecompress,zstdCompress,zstdDecompress}'], kind: 'pooled', traits: ['cpu', 'depends-on-size'] },
]);
