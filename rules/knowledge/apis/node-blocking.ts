/**
 * Node's own calls that hold the event loop until they are done.
 *
 * Source: Node.js documentation of each module, and "Don't Block the Event Loop (or the Worker Pool)", nodejs.org/learn.
 */

import { rowsOf } from '../rows.ts';

const KDF_NOTE = 'Node.js crypto: key derivation is CPU-bound by design; use the callback form, which runs in the thread pool';

export const nodeBlocking = rowsOf('node', [], [
  { match: ['node:fs#*Sync'], kind: 'blocking', instead: 'fs.promises.*', traits: ['fs'] },
  { match: ['node:fs#existsSync'], kind: 'blocking', instead: 'fs.promises.access', traits: ['fs', 'brief'] },
  { match: ['node:fs#{stat,lstat,access,realpath}Sync', 'node:fs#realpathSync.native'], kind: 'blocking', instead: 'fs.promises.*', traits: ['fs', 'brief'] },
  {
    match: ['node:fs#{read,readv,write,writev,close,fstat,fsync,fdatasync,ftruncate,fchmod,fchown,futimes}Sync'],
    kind: 'blocking',
    instead: 'the FileHandle of fs.promises.open',
    traits: ['fs'],
  },
  { match: ['node:child_process#{exec,execFile}Sync'], kind: 'blocking', instead: 'util.promisify(child_process.*)', traits: ['process'] },
  { match: ['node:child_process#spawnSync'], kind: 'blocking', instead: 'child_process.spawn', traits: ['process'] },
  { match: ['node:zlib#*Sync'], kind: 'blocking', instead: 'util.promisify(zlib.*)', traits: ['cpu'] },
  {
    match: ['node:crypto#pbkdf2Sync'],
    kind: 'blocking',
    instead: 'util.promisify(crypto.pbkdf2)',
    cost: { milliseconds: 100, source: KDF_NOTE },
    traits: ['cpu'],
  },
  {
    match: ['node:crypto#{scrypt,argon2}Sync'],
    kind: 'blocking',
    instead: 'util.promisify(crypto.*)',
    cost: { milliseconds: 100, source: KDF_NOTE },
    traits: ['cpu'],
  },
  {
    match: ['node:crypto#{generateKeyPair,generatePrime,checkPrime,generateKey,hkdf,randomFill,encapsulate,decapsulate}Sync'],
    kind: 'blocking',
    instead: 'util.promisify(crypto.*)',
    traits: ['cpu'],
  },
  /** Harmless for tokens of a few bytes: the first argument is the size. */
  {
    match: ['node:crypto#{randomBytes,pseudoRandomBytes}'],
    kind: 'blocking',
    unlessCallback: true,
    instead: 'util.promisify(crypto.randomBytes)',
    traits: ['cpu', 'size-argument'],
  },
  { match: ['global#Atomics.wait'], kind: 'blocking', instead: 'Atomics.waitAsync', traits: ['wait'] },
  /** Blocks when the third argument is `false`. */
  { match: ['global#XMLHttpRequest{}.open', 'xmlhttprequest#XMLHttpRequest{}.open'], kind: 'blocking', instead: 'fetch', traits: ['sync-when-third-argument-false'] },
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
