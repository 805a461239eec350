/** Runs the process that holds dependency-cruiser, from the sources or from what ships. */

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Helper, HelperAnswer } from './helper.ts';

/** Put in by server/build/bundle.mjs; where it is missing, the sources run. */
declare const TENFOLD_EXTRACTOR_VERSION: string | undefined;

/** It recurses once for each file that imports another. Windows gives a process no larger stack. */
const STACK = process.platform === 'win32' ? [] : ['--stack-size=3900'];
const MOST_SAID = 2000;

export const nodeCruiser: Helper = {
  ask: (question, { milliseconds, bytes, signal }) =>
    new Promise((resolve) => {
      const options = { timeout: milliseconds, maxBuffer: bytes, killSignal: 'SIGKILL' as const, windowsHide: true, encoding: 'utf8' as const, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, ...(signal && { signal }) };
      const child = execFile(process.execPath, program(), options, (error, output, said) => resolve(error ? { ok: false, why: reasonOf(error), said: said.slice(-MOST_SAID) } : { ok: true, output }));
      // It may be gone before it has heard all.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(question);
    }),
};

function program(): readonly string[] {
  if (typeof TENFOLD_EXTRACTOR_VERSION === 'string') return [...STACK, fileURLToPath(new URL('./dependencies.mjs', import.meta.url))];
  return [...STACK, '--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href, fileURLToPath(new URL('../extract/dependencies/child.ts', import.meta.url))];
}

function reasonOf(error: Error & { readonly code?: unknown; readonly killed?: boolean }): (HelperAnswer & { ok: false })['why'] {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'too-large';
  if (error.name === 'AbortError') return 'stopped';
  return error.killed === true ? 'too-slow' : 'failed';
}
