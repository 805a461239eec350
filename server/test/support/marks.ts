/**
 * Reads the marks in a fixture: what must be found where.
 *
 *     response.json(readFileSync(path));
 *     //            ^^^^^^^^^^^^ what the finding says
 *     app.post('/orders', create);
 *     //  ~~~~ what the step shows
 *     readFileSync(path);
 *     // <--- marks the first word of the line above
 *
 * Marks speak of the nearest line above that holds no marks. `#` and `<!--` comments are read too.
 */

export interface Mark {
  readonly kind: 'finding' | 'step';
  /** Zero-based line and columns of what is marked. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MARK = /^(\s*(?:\/\/|#|<!--|--)\s*)(\^+|~+|<-{3,}|<~{3,})(?:\s+(.*?))?(?:\s*-->)?\s*$/;

export function readMarks(text: string): readonly Mark[] {
  const lines = text.split(/\r\n|\n|\r/);
  const marks: Mark[] = [];
  let marked = -1;
  for (const [number, line] of lines.entries()) {
    const match = MARK.exec(line);
    if (!match) {
      marked = number;
      continue;
    }
    const [, before = '', sign = '', words = ''] = match;
    const above = lines[marked] ?? '';
    const isFirstWord = sign.startsWith('<');
    const start = isFirstWord ? above.length - above.trimStart().length : before.length;
    const end = isFirstWord ? start + (/^[\w$.]+/.exec(above.slice(start))?.[0].length ?? 1) : start + sign.length;
    marks.push({ kind: sign.includes('~') ? 'step' : 'finding', line: marked, start, end, text: words });
  }
  return marks;
}
