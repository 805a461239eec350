/** The git of this machine, kept from running anything that a repository could name in its own settings. */

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Git, GitResult } from './git.ts';

export const nodeGit: Git = {
  get index() {
    const { GIT_INDEX_FILE: given } = process.env;
    return given === undefined || given === '' ? undefined : resolve(given).replaceAll('\\', '/');
  },
  run: (folder, args, { milliseconds, bytes }, { input, encoding, index } = {}) =>
    new Promise((resolve) => {
      const options = { cwd: folder, env: { ...environment(), ...(index !== undefined && { GIT_INDEX_FILE: index }) }, timeout: milliseconds, maxBuffer: bytes, killSignal: 'SIGKILL' as const, windowsHide: true, encoding: encoding ?? ('utf8' as const) };
      const child = execFile('git', [...HARMLESS, ...args], options, (error, output) => resolve(error ? { ok: false, why: reasonOf(error) } : { ok: true, output }));
      // Git that ended early closes its end; why it ended is said above.
      child.stdin?.on('error', () => undefined).end(input);
    }),
};

/** Every setting by which a repository may start a program while its log is read. */
const HARMLESS = [
  '--no-pager', '--no-replace-objects', '--literal-pathspecs',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false', 'core.sshCommand=false', 'core.gitProxy=', 'core.alternateRefsCommand=', 'log.showSignature=false', 'gpg.program=false', 'diff.external=', 'protocol.allow=never', 'gc.auto=0', 'maintenance.auto=false'].flatMap((setting) => ['-c', setting]),
];

/** Without what would lead git to another repository (as inside a hook), and without questions or the network. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return { ...own, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_PAGER: 'cat', LC_ALL: 'C' };
}

function reasonOf(error: Error & { readonly code?: unknown; readonly killed?: boolean }): (GitResult & { ok: false })['why'] {
  if (error.code === 'ENOENT') return 'no-git';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'too-large';
  return error.killed === true ? 'too-slow' : 'failed';
}
