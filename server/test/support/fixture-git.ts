/**
 * A git that tells what a case's `.history` file says, in git's own words, so that history rules are tested through the real reader.
 *
 *     3 days ago  Ada: orders/cart.ts, +prices/price.ts, -old.ts
 *
 * One commit a line, newest first; `+` begins a file, `-` ends it.
 */

import type { Git } from '../../src/platform/git.ts';

const DAY = 86_400;

/** `now` in seconds since 1970. */
export function fixtureGit(history: string, now: number): Git {
  const lines = history.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return {
    run: (_folder, args) => {
      if (args[0] === 'rev-parse') return Promise.resolve({ ok: true, output: `\nfalse\n${'0'.repeat(40)}\n` });
      return Promise.resolve({ ok: true, output: args[0] === 'log' ? lines.map((line, index) => logged(line, index, now)).join('') : '' });
    },
  };
}

function logged(line: string, index: number, now: number): string {
  const [, days = '0', name = '', files = ''] = /^\s*(\d+) days ago\s+([^:]+):\s*(.*)$/.exec(line) ?? [];
  const changes = files.split(',').map((file) => file.trim()).filter((file) => file !== '');
  const head = [`\u001e${index.toString(16).padStart(40, '0')}`, name, `${name.replace(/\s/g, '.').toLowerCase()}@shop.example`, String(now - Number(days) * DAY), line.trim()];
  const body = changes.flatMap((file) => (file.startsWith('+') ? ['A', file.slice(1)] : file.startsWith('-') ? ['D', file.slice(1)] : ['M', file]));
  return `${[...head, ...body].join('\0')}\0`;
}
