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

/** The text as it would have to be marked for these findings; so a failing case shows the lines to write. */
export function withFindings(text: string, findings: readonly Omit<Mark, 'kind'>[]): string {
  const marks = readMarks(text);
  const lines = text.split(/\r\n|\n|\r/);
  const below = new Map<number, string[]>();
  const sign = /^\s*(?:#|- |\w+:(?: |$))/m.test(text) && !/[;{]/.test(text) ? '#' : '//';
  for (const { line, start, end, text: words } of [...findings].sort((a, b) => a.line - b.line || a.start - b.start)) {
    const isInFirstColumns = start < sign.length + 1;
    const mark = isInFirstColumns ? `${sign} <--- ${words}` : `${sign}${' '.repeat(start - sign.length)}${'^'.repeat(Math.max(1, end - start))} ${words}`;
    below.set(line, [...(below.get(line) ?? []), mark]);
  }
  let marked = -1;
  return lines
    .flatMap((line, number) => {
      const own = marks.length > 0 && readMarks(`x\n${line}`).some(({ kind }) => kind === 'finding');
      if (own) return [];
      if (readMarks(`x\n${line}`).length === 0) marked = number;
      const found = marked === number ? (below.get(number) ?? []) : [];
      return [line, ...found];
    })
    .join('\n');
}
