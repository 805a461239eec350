/** The command line's door: wires it to this process. */

import { setFlagsFromString } from 'node:v8';
import { catalog } from '../../rules/catalog.generated.ts';
import manifest from '../../package.json' with { type: 'json' };
import { EXIT } from './cli/exit-codes.ts';
import { run } from './cli/run.ts';
import { UserError } from './cli/user-error.ts';

// A run of seconds ends before much of what V8 optimises pays: compiling less of it saves a tenth to a fifth of the processor's time
// (measured on codebases of 1,500 to 7,000 files, Node 20; V8's own default is about a sixth of this).
setFlagsFromString('--interrupt-budget=800000');

const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
  process.exitCode = EXIT.interrupted;
  setTimeout(() => process.exit(EXIT.interrupted), 200).unref();
});
// A reader that went away (`tenfold check | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.clean : EXIT.couldNotJudge));

try {
  process.exitCode = await run(process.argv.slice(2), { version: manifest.version, catalog, stdout: process.stdout, stderr: process.stderr, signal: stop.signal });
} catch (error) {
  if (stop.signal.aborted) process.exitCode = EXIT.interrupted;
  else if (error instanceof UserError) {
    process.stderr.write(`tenfold: ${error.message}\n`);
    process.exitCode = EXIT.couldNotJudge;
  } else {
    process.stderr.write(`tenfold failed, which is a bug in it: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = EXIT.couldNotJudge;
  }
}
