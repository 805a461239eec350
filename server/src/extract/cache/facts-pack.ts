/**
 * The facts of all files as one text in ASCII, to be kept between runs: a header line, then one line of JSON per file.
 *
 * A line that cannot be read (cut off by a crash, edited by hand) is a file not known; another version's pack is empty.
 * Lines of files that did not change are written back as they were read, so that a small edit costs no serialising.
 */

import type { FileFacts } from '../../../../rules/model/facts.ts';
import type { Problem } from '../../../../rules/model/outcome.ts';
import { filePath, type FilePath } from '../../../../rules/model/source.ts';
import type { FileStat } from '../../platform/file-system.ts';

/** What one version of one file said. Without `facts`, `problems` says why. */
export interface FileExtract {
  /** Of the text; empty when it could not be read. */
  readonly hash: string;
  readonly facts?: FileFacts;
  readonly problems: readonly Problem[];
}

/** Names the version of a file: its content, and what the disk said when it was read. */
export interface Stamp {
  readonly hash: string;
  readonly size: number;
  /** Milliseconds since 1970; 0 when too fresh to be trusted without hashing. */
  readonly modified: number;
}

export interface PackedFile {
  readonly stamp: Stamp;
  readonly line: string;
  /** Reads the line; undefined when it is damaged. */
  open(): FileExtract | undefined;
  /** The line of the same content under another time. */
  lineWith(stamp: Stamp): string;
}

export type FactsPack = ReadonlyMap<FilePath, PackedFile>;

/** A change within this time after the file was read could leave the same modification time. */
const TRUST_AFTER_MS = 2000;

export function stampOf(stat: FileStat, hash: string, now: number): Stamp {
  const isSettled = now - stat.modified > TRUST_AFTER_MS;
  return { hash, size: stat.size, modified: isSettled ? stat.modified : 0 };
}

/** The file is certainly the one packed, judging by size and time alone. */
export function isSameFile({ stamp }: PackedFile, stat: FileStat): boolean {
  return stamp.modified !== 0 && stamp.modified === stat.modified && stamp.size === stat.size;
}

/** `version` names the extractor that made the facts. */
export function openPack(text: string | undefined, version: string): FactsPack {
  const files = new Map<FilePath, PackedFile>();
  if (!text?.startsWith(headerOf(version))) return files;

  let start = text.indexOf('\n') + 1;
  while (start > 0 && start < text.length) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    const packed = packedFile(text.slice(start, end));
    if (packed) files.set(packed.file, packed);
    start = end + 1;
  }
  return files;
}

export function packLine(file: FilePath, stamp: Stamp, { facts, problems }: FileExtract): string {
  return `${keyOf(file, stamp)}\t${inAscii(JSON.stringify({ facts, problems }))}`;
}

/** One letter beyond Latin anywhere would make the text of all files twice as large in memory, and slower to read and write. */
function inAscii(json: string): string {
  return BEYOND_ASCII.test(json) ? json.replace(EACH_BEYOND_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;
const EACH_BEYOND_ASCII = new RegExp(BEYOND_ASCII, 'g');

function keyOf(file: string, { hash, size, modified }: Stamp): string {
  return inAscii(JSON.stringify([file, hash, size, modified]));
}

/** UTF-16 units; a string can hold a few more. */
const LONGEST = 500_000_000;

/** Without any line where all of them are more than one text can hold: facts of some fifty thousand files. */
export function closePack(lines: readonly string[], version: string): string {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  return headerOf(version) + (length > LONGEST ? '' : lines.map((line) => `${line}\n`).join(''));
}

function headerOf(version: string): string {
  return `tenfold facts ${version}\n`;
}

/** A line is two pieces of JSON with a tab between; JSON itself never holds a bare tab. */
function packedFile(line: string): (PackedFile & { readonly file: FilePath }) | undefined {
  const tab = line.indexOf('\t');
  const key = tab > 0 ? parsed(line.slice(0, tab)) : undefined;
  if (!Array.isArray(key)) return undefined;
  const [file, hash, size, modified]: unknown[] = key;
  if (typeof file !== 'string' || typeof hash !== 'string' || typeof size !== 'number' || typeof modified !== 'number') return undefined;
  return {
    file: filePath(file),
    stamp: { hash, size, modified },
    line,
    open() {
      const content = parsed(line.slice(tab + 1));
      return isContent(content, file) ? { ...content, hash } : undefined;
    },
    lineWith: (stamp) => keyOf(file, stamp) + line.slice(tab),
  };
}

function isContent(value: unknown, file: string): value is Omit<FileExtract, 'hash'> {
  if (typeof value !== 'object' || value === null || !('problems' in value) || !Array.isArray(value.problems)) return false;
  if (!('facts' in value)) return value.problems.length > 0;
  const { facts } = value;
  return typeof facts === 'object' && facts !== null && 'file' in facts && facts.file === file && 'calls' in facts && Array.isArray(facts.calls);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
