/** What was read of every file, kept until the file changes. */

import type { FileFacts } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Progress } from '../analysis.ts';
import type { FileExtract } from '../extract/cache/facts-pack.ts';
import { extractFiles, extractText } from '../extract/extract-files.ts';
import { saidAfter, saidIn, type Said } from '../extract/said.ts';
import { extractor } from '../read-all.ts';
import type { Machine } from '../platform/machine.ts';
import { compactFacts } from './compact/compact-facts.ts';
import { createIntern } from './compact/interned.ts';
import type { OpenTexts } from './open-texts.ts';

export interface Readings {
  readonly extracts: ReadonlyMap<FilePath, FileExtract>;
  /** The version of each open text among them. */
  readonly versions: ReadonlyMap<FilePath, number>;
  /** What they say, in the order of these files. */
  said(files: readonly FilePath[]): Said;
  /** Of the first reading. */
  readonly cacheHits: number;
  readonly cacheMisses: number;
  /** Counts up whenever a file turns out to say something else, or is gone. */
  readonly changes: number;
  /** Reads the stale ones of these files, and those that were never read. */
  read(files: readonly FilePath[], stale: ReadonlySet<FilePath>, options: ReadOptions): Promise<void>;
  /** Forgets files that are gone, and those below folders that changed. */
  keepOnly(files: ReadonlySet<FilePath>, changedFolders: readonly FilePath[]): void;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  onProgress?(progress: Progress): void;
}

/** `disk` shows what is saved; `open` what counts instead. */
export function createReadings(root: string, disk: Machine, open: OpenTexts): Readings {
  const extracts = new Map<FilePath, FileExtract>();
  const versions = new Map<FilePath, number>();
  const { cache: _unused, ...withoutCache } = disk;
  let cacheHits = 0;
  let cacheMisses = 0;
  let changes = 0;
  let last: { readonly files: readonly FilePath[]; readonly said: Said } | undefined;
  /** Since then. */
  let changed = new Set<FilePath>();

  return {
    extracts, versions,
    get cacheHits() { return cacheHits; },
    get cacheMisses() { return cacheMisses; },
    get changes() { return changes; },
    async read(files, stale, options) {
      // The first reading goes by the disk alone, so that the cache never holds what is not saved.
      if (extracts.size === 0) await readFirst(files, options);
      else await readAgain(toRead(files, stale), options);
    },
    said(files) {
      if (changed.size > 0 || last?.files !== files) last = { files, said: (last?.files === files ? saidAfter(last.said, changed, extracts) : undefined) ?? saidIn(files, extracts) };
      changed = new Set();
      return last.said;
    },
    keepOnly(files, changedFolders) {
      for (const file of extracts.keys()) {
        if (files.has(file) && !changedFolders.some((folder) => file.startsWith(`${folder}/`))) continue;
        extracts.delete(file);
        versions.delete(file);
        changed.add(file);
        changes++;
      }
    },
  };

  async function readFirst(files: readonly FilePath[], options: ReadOptions): Promise<void> {
    const read = await extractFiles(root, files, extractor, disk, { ...progressOf(options), kept: compacting() });
    cacheHits = read.cacheHits;
    cacheMisses = read.cacheMisses;
    for (const [file, extract] of read.extracts) keep(file, extract, undefined);
    await readOpen([...open.keys()].filter((file) => read.extracts.has(file)));
  }

  async function readAgain(files: readonly FilePath[], options: ReadOptions): Promise<void> {
    const saved = files.filter((file) => !open.has(file));
    const read = saved.length > 0 ? await extractFiles(root, saved, extractor, withoutCache, { ...progressOf(options), kept: compacting() }) : undefined;
    for (const [file, extract] of read?.extracts ?? []) keep(file, extract, undefined);
    await readOpen(files);
  }

  async function readOpen(files: readonly FilePath[]): Promise<void> {
    for (const file of files) {
      const text = open.get(file);
      if (!text) continue;
      const extract = await extractText(file, text.text, extractor);
      keep(file, extract.facts ? { ...extract, facts: compacting()(extract.facts) } : extract, text.version);
    }
  }

  function toRead(files: readonly FilePath[], stale: ReadonlySet<FilePath>): readonly FilePath[] {
    if (extracts.size === files.length) return [...stale].filter((file) => extracts.has(file));
    return files.filter((file) => stale.has(file) || !extracts.has(file));
  }

  function keep(file: FilePath, extract: FileExtract, version: number | undefined): void {
    if (extracts.get(file)?.hash !== extract.hash) changes++;
    changed.add(file);
    extracts.set(file, extract);
    if (version === undefined) versions.delete(file);
    else versions.set(file, version);
  }
}

/** Texts that files share are one for as long as these are read. */
function compacting(): (facts: FileFacts) => FileFacts {
  const intern = createIntern();
  return (facts) => compactFacts(facts, intern);
}

function progressOf({ signal, onProgress }: ReadOptions) {
  return { signal, onProgress: (done: number, of: number) => onProgress?.({ stage: 'extract', done, of }) };
}
