/**
 * One codebase while it is being edited: takes changes, hands out snapshots. The only mutable thing we have.
 *
 * A change is remembered at once and read later; a snapshot never changes and says which version of each open text it judged.
 * What was read of a file is kept until that file changes; what surrounds the code (settings, manifests, which files there are)
 * is surveyed anew when something of it changes.
 */

import type { CommentFact } from '../../rules/model/facts.ts';
import type { Finding, QuickFix } from '../../rules/model/finding.ts';
import { lineStartsOf, type FilePath } from '../../rules/model/source.ts';
import type { Analysis, Progress } from './analysis.ts';
import { effectiveSettings, type EffectiveSettings } from './config/effective.ts';
import { extractText, hashOf } from './extract/extract-files.ts';
import { judge, judgeWithAdvice } from './judge.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import { extractor } from './read-all.ts';
import { type Ground, survey } from './survey.ts';
import type { Machine } from './platform/machine.ts';
import { ownVersion } from './platform/own-version.ts';
import { createOpenTexts, type OpenTexts } from './session/open-texts.ts';
import { createCruises, type Cruises } from './session/cruises.ts';
import { lastFindings, type LastFindings, memoryOf } from './session/last-findings.ts';
import { createReadings, type Readings } from './session/readings.ts';

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
  /** Reads the texts that a fix changes; a text that is no longer what was judged is not there for it. None once a later edit is linked. */
  fixesFor(finding: Finding): Promise<readonly QuickFix[]>;
  /** The settings that hold for this file, each with where it comes from. */
  settingsOf(file: FilePath): EffectiveSettings;
  /** With the advice tier, for the audit; of a later snapshot when there is one. */
  withAdvice(): Promise<Analysis>;
}

/** Found by an earlier session. */
export interface Recalled {
  readonly findings: readonly Finding[];
  /** Of the open text they are of; undefined when it is not open. */
  readonly version: number | undefined;
}

export type SessionOptions = Pick<AnalyzeOptions, 'configFile' | 'advice'> & {
  onProgress?(progress: Progress): void;
  /** Another process has found something out about what is saved: the next snapshot holds it. */
  onNews?(): void;
};

/** Changes that arrive while others are read are read too, but not for longer than this; later ones wait for the next snapshot. */
const REREAD_LIMIT_MS = 2000;

export class Session {
  readonly root: string;
  readonly #options: SessionOptions;
  readonly #open: OpenTexts;
  readonly #readings: Readings;
  readonly #cruises: Cruises;
  /** With the open texts in place of what is saved. */
  readonly #machine: Machine;
  /** To be read again. */
  #stale = new Set<FilePath>();
  #isGroundStale = true;
  #ground: Ground | undefined;
  /** Of discover and extract, in milliseconds, when they last ran. */
  #spent = { discover: 0, extract: 0 };
  #revision = 0;
  #snapshot: Snapshot | undefined;
  /** What the snapshot was judged on. */
  #judged: { readonly ground: Ground; readonly changes: number; readonly cruised: Cruises['latest'] } | undefined;
  #running: Promise<Snapshot> | undefined;
  #last: Promise<LastFindings | undefined> | undefined;
  #remembered: Analysis | undefined;
  #stop = new AbortController();

  /** `root` is absolute. Nothing is read before the first snapshot is asked for. */
  constructor(root: string, options: SessionOptions, disk: Machine) {
    this.root = root;
    this.#options = options;
    this.#open = createOpenTexts(root);
    this.#readings = createReadings(root, disk, this.#open);
    this.#machine = { ...disk, fs: this.#open.over(disk.fs) };
    this.#cruises = createCruises(root, disk, () => {
      this.#revision++;
      options.onNews?.();
    });
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

  /** What the last session found in this file, as {@link lastFindings}: for as long as there is no snapshot. */
  async recall(file: FilePath): Promise<Recalled | undefined> {
    const version = this.#open.get(file)?.version;
    this.#last ??= this.#machine.lastFindings?.read().then((text) => lastFindings(text, this.#key(), this.#textNow));
    const findings = await (await this.#last)?.in(file);
    return findings && !this.#snapshot && this.#open.get(file)?.version === version ? { findings, version } : undefined;
  }

  /** Keeps what the latest snapshot says for the next session. */
  async remember(): Promise<void> {
    const analysis = this.#snapshot?.analysis;
    if (!analysis || analysis === this.#remembered) return;
    this.#remembered = analysis;
    await this.#machine.lastFindings?.write(await memoryOf(this.#key(), analysis, this.#readings.extracts, this.#textNow));
  }

  /** The comments that speak to us in this text, were it the text of this file. */
  async commentsIn(file: FilePath, text: string): Promise<readonly CommentFact[]> {
    const { facts } = await extractText(file, text, extractor);
    return facts?.directivesToTenfold ?? [];
  }

  /** Gives up the run in progress; what it had read of single files stays known. */
  stop(): void {
    this.#stop.abort();
    this.#cruises.stop();
    this.#stop = new AbortController();
  }

  #take({ kind, file, ...rest }: Change): void {
    const isOpen = this.#open.has(file);
    this.#revision++;
    if (kind === 'edited') this.#cruises.edited(file);
    else if (kind !== 'opened') this.#cruises.saved(file);
    if ('text' in rest) this.#open.set(file, rest);
    if (kind === 'closed') this.#open.delete(file);
    // What the disk says of an open file does not count.
    if (kind === 'changed' && isOpen) return;

    this.#stale.add(file);
    if (kind === 'created' || kind === 'deleted' || !isCode(file) || this.#ground?.ruleFiles.has(file)) this.#isGroundStale = true;
  }

  #key(): string {
    return JSON.stringify([ownVersion(), this.#options.configFile, this.#options.advice, this.#machine.mayRunCode]);
  }

  readonly #textNow = async (file: FilePath): Promise<string | undefined> => {
    const read = await this.#machine.fs.readText(`${this.root}/${file}`);
    return read.ok ? read.text : undefined;
  };

  async #catchUp(): Promise<Snapshot> {
    const { signal } = this.#stop;
    const { now } = this.#machine;
    const began = now();
    let ground: Ground;
    let revision: number;
    do {
      revision = this.#revision;
      ground = await this.#readWhatChanged(signal);
    } while (revision !== this.#revision && now() - began < REREAD_LIMIT_MS);

    const versions = new Map(this.#readings.versions);
    const analysis = await this.#judgeIfChanged(ground, signal);
    this.#cruises.keepUp(ground, this.#readings.extracts);
    this.#last = undefined;
    this.#snapshot = {
      analysis, revision, versions,
      fixesFor: (finding) => this.#fixesFor(finding, analysis, ground),
      settingsOf: (file) => effectiveSettings(ground, file),
      withAdvice: async () => (await judgeWithAdvice(analysis, ground, this.#machine)) ?? (await this.snapshot()).withAdvice(),
    };
    return this.#snapshot;
  }

  async #judgeIfChanged(ground: Ground, signal: AbortSignal): Promise<Analysis> {
    const { extracts, cacheHits, cacheMisses, changes } = this.#readings;
    const cruised = this.#cruises.latest;
    if (this.#snapshot && this.#judged?.ground === ground && this.#judged.changes === changes && this.#judged.cruised === cruised) return this.#snapshot.analysis;
    const reading = { extracts, said: this.#readings.said(ground.workspace.files), cacheHits, cacheMisses, milliseconds: this.#spent, ...(cruised && { cruised, since: { files: this.#cruises.since, live: cruised.live } }) };
    const analysis = await judge(this.root, ground, reading, { ...this.#options, signal }, this.#machine);
    this.#judged = { ground, changes, cruised };
    return analysis;
  }

  async #readWhatChanged(signal: AbortSignal): Promise<Ground> {
    const { now } = this.#machine;
    const stale = this.#stale;
    const known = this.#isGroundStale ? undefined : this.#ground;
    this.#stale = new Set();
    this.#isGroundStale = false;
    try {
      const began = now();
      const ground = known ?? (await this.#surveyAgain(stale, signal));
      const surveyed = now();
      await this.#readings.read(ground.workspace.files, stale, { ...this.#options, signal });
      this.#spent = { discover: surveyed - began, extract: now() - surveyed };
      return ground;
    } catch (error) {
      for (const file of stale) this.#stale.add(file);
      this.#isGroundStale ||= !known;
      throw error;
    }
  }

  async #surveyAgain(changed: ReadonlySet<FilePath>, signal: AbortSignal): Promise<Ground> {
    const ground = await survey(this.root, { ...this.#options, signal }, this.#machine);
    this.#readings.keepOnly(new Set(ground.workspace.files), [...changed].filter((file) => !isCode(file)));
    this.#ground = ground;
    return ground;
  }

  /** A fix tells which texts it needs by asking for them; they are read, and it is asked again. */
  async #fixesFor(finding: Finding, analysis: Analysis, { linker }: Ground): Promise<readonly QuickFix[]> {
    const texts = new Map<FilePath, string | undefined>();
    for (;;) {
      if (!linker.isCurrent(analysis.codebase)) return [];
      const missing = new Set<FilePath>();
      const fixes = analysis.fixesFor(finding, (file) => {
        if (!texts.has(file)) missing.add(file);
        return texts.get(file);
      });
      if (missing.size === 0) return fixes;
      for (const file of missing) texts.set(file, await this.#textOf(file, analysis));
    }
  }

  async #textOf(file: FilePath, { codebase }: Analysis): Promise<string | undefined> {
    const text = await this.#textNow(file);
    if (text === undefined) return undefined;
    const code = this.#readings.extracts.get(file);
    const isAsJudged = code ? hashOf(text) === code.hash : lineStartsOf(text).join() === codebase.manifests.lineStarts.get(file)?.join();
    return isAsJudged ? text : undefined;
  }
}

function isCode(file: FilePath): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}
