/** Why a file was not read as code: the problems that stand for it in the report. */

import type { Problem } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { ReadResult } from '../platform/file-system.ts';

type Reason = (ReadResult & { ok: false })['why'];

const REASONS: Record<Reason, { readonly kind: Problem['kind']; readonly because: string }> = {
  missing: { kind: 'unreadable-file', because: 'it is no longer there' },
  unreadable: { kind: 'unreadable-file', because: 'the disk refuses to give it' },
  binary: { kind: 'skipped-file', because: 'it is not text' },
  'too-large': { kind: 'skipped-file', because: 'it is too large to be written by hand' },
};

export function problemReading(file: FilePath, why: Reason): Problem {
  const { kind, because } = REASONS[why];
  return { kind, message: `${file} was left out: ${because}.`, file };
}

/** UTF-16 units; beyond it a text is data or a bundle, and its syntax tree would need gigabytes. */
const LONGEST_TEXT = 2_000_000;
/** Hand-written files of this size have lines; bundlers leave none. */
const SMALL_TEXT = 10_000;
const LONGEST_AVERAGE_LINE = 500;

/** Where git looks for a zero to tell binary from text (`FIRST_FEW_BYTES` of its xdiff-interface.c); further on somebody may write one between two keys. */
const WHERE_BINARY_BEGINS = 8000;

/** A text that is there but is not code somebody writes: bundled, generated or binary. */
export function problemWithText(file: FilePath, text: string): Problem | undefined {
  if (text.length > LONGEST_TEXT) return problemReading(file, 'too-large');
  if (text.lastIndexOf('\0', WHERE_BINARY_BEGINS) >= 0) return problemReading(file, 'binary');
  if (text.length > SMALL_TEXT && (text.length / lineCountOf(text) > LONGEST_AVERAGE_LINE || isRenamed(text))) {
    return { kind: 'skipped-file', message: `${file} was left out: it is minified.`, file };
  }
  return undefined;
}

const DECLARATION = /\b(?:const|let|var|function|class) [A-Za-z_$][\w$]*/g;
const FEWEST_DECLARATIONS = 20;
/** Of 24 public repositories no file that people wrote comes above 0.70, and none that a minifier wrote below 0.95. */
const MOST_SHORT_NAMES = 0.85;

/** A minifier gives names of one or two letters, however it breaks the lines. */
function isRenamed(text: string): boolean {
  const names = text.match(DECLARATION) ?? [];
  const short = names.filter((name) => / [\w$]{1,2}$/.test(name));
  return names.length >= FEWEST_DECLARATIONS && short.length > names.length * MOST_SHORT_NAMES;
}

function lineCountOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
