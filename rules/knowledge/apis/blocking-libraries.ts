/**
 * Libraries' synchronous forms: passwords, shells, files, templates, spreadsheets, compression, tokens.
 * Sources: each library's README; costs where a README gives them.
 */

import { rowsOf } from '../rows.ts';

const BCRYPT_COST = { milliseconds: 80, source: 'dcodeIO/bcrypt.js wiki, Benchmark: 10 rounds on a Core i7-2600K; 100 ms for bcryptjs' } as const;

export const passwords = rowsOf('bcrypt', [
  'bcrypt', 'bcryptjs', 'bcrypt-nodejs', 'bcrypt-ts', '@node-rs/bcrypt', 'argon2', '@node-rs/argon2', 'scrypt-js', 'pbkdf2',
], [
  {
    match: ['{bcrypt,bcryptjs,bcrypt-ts,@node-rs/bcrypt}#{hash,compare,verify}Sync', 'bcrypt-nodejs#{hash,compare}Sync'],
    kind: 'blocking',
    instead: 'bcrypt.*',
    cost: BCRYPT_COST,
    traits: ['cpu', 'password'],
  },
  { match: ['{bcrypt,bcryptjs,bcrypt-ts,@node-rs/bcrypt,bcrypt-nodejs}#genSaltSync'], kind: 'blocking', instead: 'bcrypt.*', traits: ['cpu', 'brief'] },
  /** bcryptjs is JavaScript: its asynchronous form still runs on the event loop, in slices. */
  {
    match: ['bcryptjs#{hash,compare}', 'bcrypt-nodejs#{hash,compare}'],
    kind: 'heavy',
    instead: 'bcrypt (native)',
    cost: BCRYPT_COST,
    traits: ['cpu', 'password', 'sliced'],
  },
  /** Native: in the thread pool. */
  { match: ['{bcrypt,@node-rs/bcrypt}#{hash,compare,verify}'], kind: 'pooled', cost: BCRYPT_COST, traits: ['cpu', 'password'] },
  { match: ['{argon2,@node-rs/argon2}#{hash,verify,hashRaw}'], kind: 'pooled', traits: ['cpu', 'password'] },
  { match: ['@node-rs/argon2#{hash,verify,hashRaw}Sync', 'argon2#{hash,verify}Sync'], kind: 'blocking', instead: 'argon2.*', traits: ['cpu', 'password'] },
  {
    match: ['scrypt-js#syncScrypt', 'pbkdf2#pbkdf2Sync', 'crypto-js#PBKDF2', 'crypto-js/pbkdf2#'],
    kind: 'blocking',
    instead: 'util.promisify(crypto.scrypt)',
    traits: ['cpu', 'password'],
  },
]);

export const shells = rowsOf('shell', [
  'shelljs', 'execa', 'cross-spawn', 'deasync', 'sync-rpc', 'sync-request', 'sync-fetch', 'then-request', 'synckit', 'zx', 'make-synchronous',
  'command-exists', 'which',
], [
  { match: ['shelljs#{exec,cmd}', 'shelljs#ShellString{}.exec'], kind: 'blocking', instead: 'child_process.execFile', unlessCallback: true, traits: ['process'] },
  {
    match: ['shelljs#{cp,rm,mv,mkdir,ls,find,cat,sed,grep,sort,head,tail,ln,touch,chmod,test,which,uniq}'],
    kind: 'blocking',
    instead: 'fs.promises',
    traits: ['fs'],
  },
  {
    match: [
      'execa#execaSync', 'execa#execaCommandSync', 'execa#sync', 'execa#commandSync', 'execa#execa.sync', 'cross-spawn#sync',
      'cross-spawn#spawn.sync', 'execa#$.sync',
    ],
    kind: 'blocking',
    instead: 'execa',
    traits: ['process'],
  },
  { match: ['deasync#', 'deasync#()', 'deasync#{loopWhile,runLoopOnce,sleep}'], kind: 'blocking', instead: 'await', traits: ['wait'] },
  {
    match: ['sync-request#', 'sync-fetch#', 'sync-rpc#()', 'then-request#FormData', 'synckit#createSyncFn()', 'make-synchronous#()'],
    kind: 'blocking',
    instead: 'fetch',
    traits: ['network', 'wait'],
  },
  { match: ['zx#{$,spinner}.sync'], kind: 'blocking', traits: ['process'] },
  /** The first starts a shell, the second looks into each folder of the path. */
  { match: ['command-exists#sync'], kind: 'blocking', instead: 'command-exists', traits: ['process'] },
  { match: ['which#sync', 'which#whichSync'], kind: 'blocking', instead: 'which', traits: ['fs'] },
]);

export const fileLibraries = rowsOf('fs-extra', [
  'fs-extra', 'graceful-fs', 'jsonfile', 'glob', 'fast-glob', 'globby', 'rimraf', 'mkdirp', 'del', 'load-json-file', 'write-json-file', 'make-dir',
  'find-up', 'tmp', 'write-file-atomic', 'cpy', 'read-pkg', 'klaw-sync', 'walk-sync', 'proper-lockfile', 'lowdb', 'node-persist', 'conf', 'store',
], [
  { match: ['{fs-extra,graceful-fs,jsonfile}#*Sync'], kind: 'blocking', instead: 'fs.promises.*', traits: ['fs'] },
  { match: ['fs-extra#{existsSync,pathExistsSync}', 'graceful-fs#existsSync'], kind: 'blocking', instead: 'fs.promises.access', traits: ['fs', 'brief'] },
  { match: ['{fs-extra,graceful-fs}#{stat,lstat,access,mkdir,unlink,rename,chmod,rm,rmdir}Sync', 'fs-extra#{ensureDir,mkdirs,mkdirp,ensureFile,createFile,remove}Sync'], kind: 'blocking', instead: 'fs.promises.*', traits: ['fs', 'brief'] },
  { match: ['mkdirp#{sync,mkdirpSync,manualSync}', 'mkdirp#mkdirp.sync', 'make-dir#{sync,makeDirectorySync}'], kind: 'blocking', instead: 'the asynchronous form', traits: ['fs', 'brief'] },
  { match: ['rimraf#{sync,rimrafSync}', 'rimraf#rimraf.sync', 'del#{sync,deleteSync}'], kind: 'blocking', instead: 'the asynchronous form', traits: ['fs', 'brief'] },
  {
    match: [
      'glob#{sync,globSync}', 'glob#glob.sync', 'fast-glob#{sync,globSync}', 'globby#{sync,globbySync}', 'tinyglobby#globSync',
      'load-json-file#{sync,loadJsonFileSync}', 'write-json-file#{sync,writeJsonFileSync}',
      'find-up#{sync,findUpSync}', 'tmp#{fileSync,dirSync,tmpNameSync}', 'write-file-atomic#sync', 'read-pkg#{sync,readPackageSync}', 'klaw-sync#', 'walk-sync#', 'proper-lockfile#{lockSync,unlockSync,checkSync}', 'walkdir#sync', 'readdirp#sync',
    ],
    kind: 'blocking',
    instead: 'the asynchronous form',
    traits: ['fs'],
  },
  {
    match: ['lowdb#()', 'lowdb#LowSync{}.{read,write,update}', 'lowdb/node#JSONFileSync{}.{read,write}', 'conf#{}.{get,set}', 'node-persist#*Sync'],
    kind: 'blocking',
    instead: 'a database',
    traits: ['fs'],
  },
  {
    match: [
      'fs-extra#{copy,move,remove,outputFile,outputJson,readJson,writeJson,readJSON,writeJSON,ensureDir,ensureFile,emptyDir,pathExists,readFile,writeFile,appendFile,stat,readdir,unlink,rename,mkdir,mkdtemp,rm,createReadStream,createWriteStream}',
      'graceful-fs#{readFile,writeFile,appendFile,stat,readdir,unlink,rename,mkdir,createReadStream,createWriteStream}',
      'jsonfile#{readFile,writeFile}',
    ],
    kind: 'file',
  },
]);

/** Rendering a whole page takes the event loop for its whole length, however it is called. */
export const templates = rowsOf('template', [
  'ejs', 'pug', 'handlebars', 'mustache', 'nunjucks', 'eta', 'react-dom', 'marked', 'markdown-it', 'mjml', 'sass', 'less', 'juice', 'showdown',
  'liquidjs', 'highlight.js', 'sanitize-html', 'jsdom', 'cheerio', 'svgo', 'terser', '@babel/core', 'typescript', 'postcss',
], [
  {
    match: [
      'react-dom/server#{renderToString,renderToStaticMarkup}', 'react-dom/server.browser#{renderToString,renderToStaticMarkup}',
      'preact-render-to-string#', 'preact-render-to-string#render',
    ],
    kind: 'blocking',
    instead: 'renderToPipeableStream',
    traits: ['cpu', 'render'],
  },
  {
    match: ['pug#{render,renderFile}', 'ejs#render', 'nunjucks#{render,renderString}', 'mustache#render', 'eta#Eta{}.{render,renderString}'],
    kind: 'blocking',
    unlessCallback: true,
    instead: 'compile once, render compiled',
    traits: ['cpu', 'render', 'brief'],
  },
  {
    match: [
      'pug#{compile,compileFile}', 'ejs#compile', 'handlebars#{compile,precompile}', 'nunjucks#{compile,configure}',
      '{lodash,lodash-es,underscore}#template', 'doT#template', 'dot#template', 'eta#Eta{}.compile', 'liquidjs#Liquid{}.{parse,parseFile}',
      'mustache#parse',
    ],
    kind: 'load',
    traits: ['template', 'cpu'],
  },
  {
    match: [
      'mjml#', 'mjml#mjml2html', 'juice#', 'sass#{renderSync,compile,compileString}', 'node-sass#renderSync',
      '@babel/core#{transformSync,transformFileSync}', 'terser#minify_sync', 'typescript#{transpile,transpileModule,createProgram}',
      'esbuild#{buildSync,transformSync}',
    ],
    kind: 'blocking',
    instead: 'render ahead of time',
    traits: ['cpu', 'render'],
  },
  { match: ['jsdom#JSDOM{}', 'jsdom#JSDOM.fromURL', 'linkedom#parseHTML'], kind: 'heavy', traits: ['cpu', 'document'] },
]);

export const compression = rowsOf('compression', ['pako', 'fflate', 'lz-string', 'snappy', 'adm-zip', 'jszip', 'lz4', 'node-zstandard', 'simple-zstd'], [
  {
    match: [
      'pako#{deflate,inflate,gzip,ungzip,deflateRaw,inflateRaw}', 'fflate#*Sync', 'snappy#*Sync', 'lz4#{encode,decode}',
      'lz-string#{compress,decompress,compressToBase64,decompressFromBase64,compressToUTF16,decompressFromUTF16,compressToEncodedURIComponent}',
    ],
    kind: 'blocking',
    instead: 'util.promisify(zlib.gzip)',
    traits: ['cpu'],
  },
  {
    match: ['adm-zip#{}', 'adm-zip#{}.{extractAllTo,extractEntryTo,getData,toBuffer,writeZip,addLocalFolder,addLocalFile,readFile,readAsText,getEntries}'],
    kind: 'blocking',
    instead: 'yauzl or archiver streams',
    traits: ['cpu', 'fs'],
  },
]);

/** Small work each, worth naming only inside loops; keys that stay the same should be loaded once. */
export const tokens = rowsOf('jsonwebtoken', ['jsonwebtoken', 'node-rsa', 'node-forge', 'ursa', 'jsrsasign', 'openpgp'], [
  {
    match: ['node-rsa#{}', 'node-forge#pki.rsa.generateKeyPair', 'jsrsasign#KEYUTIL.generateKeypair'],
    kind: 'blocking',
    unlessCallback: true,
    instead: 'util.promisify(crypto.generateKeyPair)',
    traits: ['cpu'],
  },
  {
    match: ['node:crypto#{createPrivateKey,createPublicKey,createSecretKey}', 'jose#{importJWK,importPKCS8,importSPKI,importX509}', 'jwk-to-pem#'],
    kind: 'load',
    traits: ['key'],
  },
  {
    match: ['jose#createRemoteJWKSet', 'jwks-rsa#', 'jwks-rsa#{JwksClient}{}', 'jwks-rsa#passportJwtSecret', 'jwks-rsa#expressJwtSecret'],
    kind: 'open-client',
    traits: ['cheap', 'key'],
  },
]);
