/** Reads every file of the workspace into facts, and reads only what changed since last time. */

import { createHash } from 'node:crypto';
import type { FileFacts } from '../../../rules/model/facts.ts';
import type { Outcome } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { ReadResult } from '../platform/file-system.ts';
import type { Machine } from '../platform/machine.ts';
import { type FileExtract, type FactsPack, type PackedFile, type Stamp, closePack, isSameFile, openPack, packLine, stampOf } from './cache/facts-pack.ts';
import { problemReading, problemWithText } from './unseen.ts';

export interface Extraction {
  readonly extracts: ReadonlyMap<FilePath, FileExtract>;
  readonly cacheHits: number;
  readonly cacheMisses: number;
}

/** Undefined where the file is not known with this text. */
export type KnownElsewhere = (file: FilePath, hash: string) => FileExtract | undefined;

export interface ExtractOptions {
  /** Extracts at hand from elsewhere: where a file's text has this hash, this is what it says. */
  readonly known?: KnownElsewhere | undefined;
  /** The facts as they are to be kept in memory; the cache is given what was read. */
  kept?(facts: FileFacts): FileFacts;
  readonly signal?: AbortSignal | undefined;
  onProgress?(done: number, of: number): void;
}

/** Reads the syntax of one text; `server/src/extract/syntax` in the product. */
export type ExtractFile = (file: FilePath, text: string) => Outcome<FileFacts>;

/** Loaded only when a file has to be read: the compiler behind it takes longer to load than a cached run takes. */
export interface Extractor {
  /** Changes whenever the same text may give other facts. */
  version(): string;
  load(): Promise<ExtractFile>;
}

/** So many files are opened at once; enough to keep the disk busy, too few to run out of handles. */
const OPEN_FILES = 64;

/** Throws the signal's reason when cancelled, nothing else. */
export async function extractFiles(root: string, files: readonly FilePath[], extractor: Extractor, machine: Machine, options: ExtractOptions = {}): Promise<Extraction> {
  const version = extractor.version();
  const pack = openPack(await machine.cache?.read(), version);
  const extracts = new Map<FilePath, FileExtract>();
  const lines: string[] = [];
  let hits = 0;

  for (let start = 0; start < files.length; start += OPEN_FILES) {
    options.signal?.throwIfAborted();
    options.onProgress?.(start, files.length);
    const batch = files.slice(start, start + OPEN_FILES);
    const opened = await Promise.all(batch.map((file) => openFile(`${root}/${file}`, pack.get(file), machine)));
    for (const [index, file] of batch.entries()) {
      const seen = opened[index];
      if (!seen) continue;
      const known = 'known' in seen ? seen.known : knownElsewhere(file, seen.read, options);
      if (known) hits++;
      const extract = 'known' in seen ? seen.known : (known ?? (await extractOpened(file, seen.read, extractor)));
      extracts.set(file, kept(extract, options));
      if (!machine.cache) continue;
      if ('known' in seen) lines.push(seen.line);
      else if (seen.stamp) lines.push(packLine(file, seen.stamp, extract));
    }
  }
  options.onProgress?.(files.length, files.length);
  if (machine.cache && !holdsExactly(pack, lines)) await machine.cache.write(closePack(lines, version));
  return { extracts, cacheHits: hits, cacheMisses: files.length - hits };
}

function kept(extract: FileExtract, options: ExtractOptions): FileExtract {
  return options.kept && extract.facts ? { ...extract, facts: options.kept(extract.facts) } : extract;
}

function knownElsewhere(file: FilePath, read: ReadResult, { known }: ExtractOptions): FileExtract | undefined {
  return known && read.ok ? known(file, hashOf(read.text)) : undefined;
}

function holdsExactly(pack: FactsPack, lines: readonly string[]): boolean {
  const packed = [...pack.values()];
  return packed.length === lines.length && packed.every(({ line }, index) => line === lines[index]);
}

/** Facts of a text that need not be what the disk holds: an unsaved document. */
export async function extractText(file: FilePath, text: string, extractor: Extractor): Promise<FileExtract> {
  const hash = hashOf(text);
  const problem = problemWithText(file, text);
  if (problem) return { hash, problems: [problem] };
  const extractFile = await extractor.load();
  const { value, problems } = extractFile(file, text);
  return { hash, facts: value, problems };
}

async function extractOpened(file: FilePath, read: ReadResult, extractor: Extractor): Promise<FileExtract> {
  return read.ok ? extractText(file, read.text, extractor) : { hash: '', problems: [problemReading(file, read.why)] };
}

/** Either known from the cache, with the line to keep, or read from the disk; without a stamp it is not kept. */
type Opened =
  | { readonly known: FileExtract; readonly line: string }
  | { readonly read: ReadResult; readonly stamp?: Stamp };

async function openFile(path: string, packed: PackedFile | undefined, { fs, now }: Machine): Promise<Opened> {
  const stat = await fs.stat(path);
  if (stat && packed && isSameFile(packed, stat)) {
    const known = packed.open();
    if (known) return { known, line: packed.line };
  }
  const read = await fs.readText(path);
  if (!read.ok || !stat) return { read };

  const stamp = stampOf(stat, hashOf(read.text), now());
  const known = packed?.stamp.hash === stamp.hash ? packed.open() : undefined;
  return known && packed ? { known, line: packed.lineWith(stamp) } : { read, stamp };
}

/** Names a text by its content. */
export function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
