/** Runs the command line from a clone: builds it when the sources are newer than the bundle, then hands everything over. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtCli } from './built-cli.mjs';

const { status } = spawnSync(process.execPath, [builtCli(), ...process.argv.slice(2)], {
  // npm runs scripts in the project; a relative path means the folder the user stands in.
  cwd: process.env.INIT_CWD ?? fileURLToPath(new URL('../..', import.meta.url)),
  stdio: 'inherit',
});
process.exitCode = status ?? 2;
