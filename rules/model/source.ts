/** Where things are. Every other word in the model points here. */

/**
 * A file, named relative to the workspace root, with `/` between folders.
 * Never absolute: a finding must read the same on every machine.
 */
export type FilePath = string & { readonly __brand: 'FilePath' };

/** The one place where a string becomes a FilePath: back slashes turned, leading `./` dropped. */
export function filePath(relative: string): FilePath {
  return relative.replaceAll('\\', '/').replace(/^(\.\/)+/, '') as FilePath;
}

/** UTF-16 offsets into the text of one file: from the first up to, not including, the second. Facts use these. Told apart by {@link sameSpan}: a session makes one anew each time it is asked for. */
export type Span = readonly [start: number, end: number];

/** Zero-based line and UTF-16 column, the way the Language Server Protocol counts. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place as facts and rules know it. */
export interface Site {
  readonly file: FilePath;
  readonly span: Span;
}

/** A place as people and editors know it. */
export interface Location {
  readonly file: FilePath;
  readonly range: Range;
}

export function sameSpan(a: Span, b: Span): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** `inner` lies within `outer`, or is the same. */
export function contains(outer: Span, inner: Span): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

/** Offsets at which each line starts; the first is 0. Lines end at LF, CRLF or CR. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(at + 1);
  }
  return starts;
}

/** Turns an offset into a line and column; `lineStarts` as given by {@link lineStartsOf}. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: offset - (lineStarts[low] ?? 0) };
}

export function rangeOf(lineStarts: readonly number[], [start, end]: Span): Range {
  return { start: positionAt(lineStarts, start), end: positionAt(lineStarts, end) };
}
