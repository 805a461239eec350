/** Colours and progress, where there is a terminal that shows them. */

import { styleText } from 'node:util';
import type { Progress } from '../analysis.ts';
import type { Paint, Palette } from '../report/pretty.ts';

export function paletteFor(stream: NodeJS.WriteStream): Palette {
  const isColoured = stream.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb';
  const paint = (style: Parameters<typeof styleText>[0]): Paint => (isColoured ? (text) => styleText(style, text) : (text) => text);
  return { error: paint('red'), warning: paint('yellow'), info: paint('cyan'), dim: paint('dim'), strong: paint('bold') };
}

const NAMES: Readonly<Record<Progress['stage'], string>> = { discover: 'Looking around', extract: 'Reading', link: 'Following calls', check: 'Judging' };

/** One line on stderr that is rewritten; nothing where stderr is no terminal. */
export function progressOn(stream: NodeJS.WriteStream): { show(progress: Progress): void; clear(): void } {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: ({ stage, done, of }) => void stream.write(`\r\u001b[K${NAMES[stage]}${of > 0 ? ` ${done} of ${of} files` : ''} …`),
    clear: () => void stream.write('\r\u001b[K'),
  };
}
