/**
 * One codebase while it is being edited: takes changes, hands out snapshots. The only mutable thing we have.
 *
 * A change is remembered at once and read later; a snapshot never changes and says which version of each open text it judged.
 * What was read of a file is kept until that file changes; what surrounds the code (settings, manifests, which files there are)
 * is surveyed anew when something of it changes.
 */

import type { CommentFact } from '../../rules/model/facts.ts';
import type { Finding, QuickFix } from '../../rules/model/finding.ts';
import { filePath, type FilePath } from '../../rules/model/source.ts';
import type { Analysis, Progress } from './analysis.ts';
import type { FileExtract } from './extract/cache/facts-pack.ts';
import { extractFiles, extractText, hashOf } from './extract/extract-files.ts';
import { type AnalyzeOptions, type Ground, type Reading, extractor, judge, judgeWithAdvice, survey } from './pipeline.ts';
import type { Machine } from './platform/machine.ts';
import { overlayFileSystem } from './platform/overlay-file-system.ts';

/** What happened to a file. */
export type Change =
  /** An editor has it open with this text, which counts instead of what is saved. */
  | { readonly kind: 'opened' | 'edited'; readonly file: FilePath; readonly text: string; readonly version: number }
  /** What is saved counts again. */
  | { readonly kind: 'closed'; readonly file: FilePath }
  /** On the disk; a folder's change stands for all in it. */
  | { readonly kind: 'created' | 'changed' | 'deleted'; readonly file: FilePath };

export interface Snapshot {
  readonly analysis: Analysis;
  /** Counts up with every change that was taken in. */
  readonly revision: number;
  /** The version of each open text that was judged. */
  readonly versions: ReadonlyMap<FilePath, number>;
  /** Reads the texts that a fix changes; none, when one of them is no longer what was judged. */
  fixesFor(finding: Finding): Promise<readonly QuickFix[]>;
  /** With the advice tier, for the audit. */
  withAdvice(): Analysis;
}

export type SessionOptions = Pick<AnalyzeOptions, 'configFile' | 'advice'> & { onProgress?(progress: Progress): void };

interface OpenText {
  readonly text: string;
  readonly version: number;
}

/** Changes that arrive while others are read are read too, but not for longer than this; later ones wait for the next snapshot. */
const REREAD_LIMIT_MS = 2000;

export class Session {
  readonly root: string;
  readonly #options: SessionOptions;
  /** As it is saved; and with open texts in its place. */
  readonly #disk: Machine;
  readonly #machine: Machine;
  readonly #open = new Map<FilePath, OpenText>();
  readonly #extracts = new Map<FilePath, FileExtract>();
  /** The version of each open text in `#extracts`. */
  readonly #versions = new Map<FilePath, number>();
  /** To be read again. */
  #stale = new Set<FilePath>();
  #ground: Ground | undefined;
  #isGroundStale = true;
  #files: ReadonlySet<FilePath> = new Set();
  /** Since the last judgement something was read that is not what it was. */
  #hasChanged = true;
  #spent: Omit<Reading, 'extracts'> = { cacheHits: 0, cacheMisses: 0, milliseconds: { discover: 0, extract: 0 } };
  #revision = 0;
  #snapshot: Snapshot | undefined;
  #running: Promise<Snapshot> | undefined;
  #stop = new AbortController();

  /** `root` is absolute. Nothing is read before the first snapshot is asked for. */
  constructor(root: string, options: SessionOptions, machine: Machine) {
    this.root = root;
    this.#options = options;
    this.#disk = machine;
    this.#machine = { ...machine, fs: overlayFileSystem(machine.fs, (path) => this.#openTextAt(path)) };
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) this.#take(change);
  }

  /** The last one made, up to date or not. */
  get latest(): Snapshot | undefined {
    return this.#snapshot;
  }

  get isUpToDate(): boolean {
    return this.#snapshot?.revision === this.#revision;
  }

  /** A snapshot that holds every change applied before this call. Rejects when stopped, or when linking or judging has a bug. */
  async snapshot(): Promise<Snapshot> {
    const wanted = this.#revision;
    for (;;) {
      if (this.#snapshot && this.#snapshot.revision >= wanted) return this.#snapshot;
      this.#running ??= this.#catchUp().finally(() => (this.#running = undefined));
      await this.#running;
    }
  }

  /** The comments that speak to us in this text, were it the text of this file. */
  async commentsIn(file: FilePath, text: string): Promise<readonly CommentFact[]> {
    const { facts } = await extractText(file, text, extractor);
    return facts?.directivesToTenfold ?? [];
  }

  /** Gives up the run in progress; what it had read of single files stays known. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  #take({ kind, ...change }: Change): void {
    const { file } = change;
    const before = this.#open.get(file);
    this.#revision++;
    if ('text' in change) this.#open.set(file, { text: change.text, version: change.version });
    if (kind === 'closed') this.#open.delete(file);
    // What the disk says of an open file does not count.
    if (kind === 'changed' && before) return;

    this.#stale.add(file);
    if (kind === 'created' || kind === 'deleted' || !isCode(file)) this.#isGroundStale = true;
  }

  async #catchUp(): Promise<Snapshot> {
    const { signal } = this.#stop;
    const { now } = this.#machine;
    const began = now();
    let revision: number;
    do {
      revision = this.#revision;
      await this.#readWhatChanged(signal);
    } while (revision !== this.#revision && now() - began < REREAD_LIMIT_MS);

    const versions = new Map(this.#versions);
    const ground = this.#ground;
    if (!ground) throw new Error('Nothing was surveyed before judging.');
    const analysis = await this.#judgeIfChanged(ground, signal);
    this.#snapshot = {
      analysis, revision, versions,
      fixesFor: (finding) => this.#fixesFor(finding, analysis),
      withAdvice: () => judgeWithAdvice(analysis, ground),
    };
    return this.#snapshot;
  }

  async #judgeIfChanged(ground: Ground, signal: AbortSignal): Promise<Analysis> {
    if (this.#snapshot && !this.#hasChanged) return this.#snapshot.analysis;
    this.#hasChanged = false;
    try {
      return await judge(this.root, ground, { extracts: this.#extracts, ...this.#spent }, { ...this.#options, signal }, this.#machine);
    } catch (error) {
      this.#hasChanged = true;
      throw error;
    }
  }

  async #readWhatChanged(signal: AbortSignal): Promise<void> {
    const stale = this.#stale;
    const wasGroundStale = this.#isGroundStale;
    this.#stale = new Set();
    this.#isGroundStale = false;
    const began = this.#machine.now();
    try {
      const ground = wasGroundStale || !this.#ground ? await this.#surveyAgain(stale, signal) : this.#ground;
      const surveyed = this.#machine.now();
      await this.#readFiles(ground, stale, signal);
      this.#spent = { ...this.#spent, milliseconds: { discover: surveyed - began, extract: this.#machine.now() - surveyed } };
    } catch (error) {
      for (const file of stale) this.#stale.add(file);
      this.#isGroundStale ||= wasGroundStale;
      throw error;
    }
  }

  /** Which files there are and how they are judged; forgets what was read of files that are gone or below a changed folder. */
  async #surveyAgain(changed: ReadonlySet<FilePath>, signal: AbortSignal): Promise<Ground> {
    const ground = await survey(this.root, { ...this.#options, signal }, this.#machine);
    const files = new Set(ground.workspace.files);
    const folders = [...changed].filter((file) => !isCode(file)).map((file) => `${file}/`);
    for (const file of this.#extracts.keys()) {
      if (!files.has(file) || folders.some((folder) => file.startsWith(folder))) this.#extracts.delete(file);
    }
    this.#ground = ground;
    this.#files = files;
    this.#hasChanged = true;
    return ground;
  }

  async #readFiles({ workspace }: Ground, stale: ReadonlySet<FilePath>, signal: AbortSignal): Promise<void> {
    const isFirst = this.#extracts.size === 0;
    const toRead = new Set([...stale].filter((file) => this.#files.has(file)));
    if (this.#extracts.size < this.#files.size) for (const file of workspace.files) if (!this.#extracts.has(file)) toRead.add(file);

    // The first reading goes by the disk alone, so that the cache never holds what is not saved.
    const onDisk = isFirst ? workspace.files : [...toRead].filter((file) => !this.#open.has(file));
    const { cache: _unused, ...withoutCache } = this.#disk;
    const { onProgress } = this.#options;
    if (onDisk.length > 0) {
      const { extracts, cacheHits, cacheMisses } = await extractFiles(this.root, onDisk, extractor, isFirst ? this.#disk : withoutCache, {
        signal,
        onProgress: (done, of) => onProgress?.({ stage: 'extract', done, of }),
      });
      if (isFirst) this.#spent = { ...this.#spent, cacheHits, cacheMisses };
      for (const [file, extract] of extracts) this.#keep(file, extract, undefined);
    }
    for (const file of isFirst ? this.#open.keys() : toRead) {
      const open = this.#open.get(file);
      if (open && this.#files.has(file)) this.#keep(file, await extractText(file, open.text, extractor), open.version);
    }
  }

  /** A fix says by asking which texts it needs; they are read, and it is asked again. */
  async #fixesFor(finding: Finding, analysis: Analysis): Promise<readonly QuickFix[]> {
    const texts = new Map<FilePath, string | undefined>();
    for (;;) {
      const missing = new Set<FilePath>();
      const fixes = analysis.fixesFor(finding, (file) => {
        if (!texts.has(file)) missing.add(file);
        return texts.get(file);
      });
      if (missing.size === 0) return fixes;
      for (const file of missing) texts.set(file, await this.#textOf(file));
    }
  }

  async #textOf(file: FilePath): Promise<string | undefined> {
    const read = await this.#machine.fs.readText(`${this.root}/${file}`);
    return read.ok && hashOf(read.text) === this.#extracts.get(file)?.hash ? read.text : undefined;
  }

  #keep(file: FilePath, extract: FileExtract, version: number | undefined): void {
    if (this.#extracts.get(file)?.hash !== extract.hash) this.#hasChanged = true;
    this.#extracts.set(file, extract);
    if (version === undefined) this.#versions.delete(file);
    else this.#versions.set(file, version);
  }

  #openTextAt(path: string): string | undefined {
    if (this.#open.size === 0 || !path.startsWith(this.root)) return undefined;
    return this.#open.get(filePath(path.slice(this.root.length).replace(/^[\\/]/, '')))?.text;
  }
}

function isCode(file: FilePath): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}
