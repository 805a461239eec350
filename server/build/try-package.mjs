/**
 * `npm run try <package|path> [flags]`: what Tenfold says of code nobody here wrote.
 *
 * A path is checked where it is; a package is fetched and unpacked into a cache folder.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { builtCli } from './built-cli.mjs';
import { unpackedPackage } from './unpacked-package.mjs';

const [subject, ...flags] = process.argv.slice(2);
if (!subject) {
  console.error('Say what to try: npm run try ghost@5.130.6, or npm run try ../my-backend');
  process.exit(2);
}
const standingIn = process.env.INIT_CWD ?? process.cwd();
const asPath = resolve(standingIn, subject);
const folder = existsSync(asPath) ? asPath : unpackedPackage(subject);
const { status } = spawnSync(process.execPath, [builtCli(), 'check', folder, ...flags], { cwd: standingIn, stdio: 'inherit' });
process.exitCode = status ?? 2;
