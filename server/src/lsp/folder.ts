/** One workspace folder while a client has it open: its session, when to run it, and the reports of the last run. */

import { fileURLToPath } from 'node:url';
import type { CommentFact } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Progress } from '../analysis.ts';
import type { Machine } from '../platform/machine.ts';
import type { ClientSettings, Status } from '../protocol.ts';
import { type Change, Session, type Snapshot } from '../session.ts';
import { NOTHING, type Report, reportOfFindings, reportsOf } from './reports.ts';
import { createSchedule } from './schedule.ts';
import type { Addresses } from './to-protocol.ts';

export interface Folder {
  readonly uri: string;
  /** Absolute path on this machine. */
  readonly root: string;
  readonly settings: ClientSettings;
  readonly machine: Machine;
  readonly status: Status['state'];
  readonly reason: string | undefined;
  /** The last one made; it may be older than the last change. */
  readonly latest: Snapshot | undefined;
  /** Of the last snapshot, those without findings left out; before there is one, what was recalled. */
  readonly reports: ReadonlyMap<FilePath, Report>;
  /** The version of each open text that the reports are of. */
  readonly versions: ReadonlyMap<FilePath, number>;
  apply(changes: readonly Change[]): void;
  /** Waits until every change so far is judged; undefined when stopped, failed or closed instead. */
  upToDate(): Promise<Snapshot | undefined>;
  /** Until there is a snapshot, reports of this file what the last session found there; false when nothing is known of it as it is now. */
  recall(file: FilePath): Promise<boolean>;
  reportOf(file: FilePath): Report;
  /** As {@link Session.commentsIn}. */
  commentsIn(file: FilePath, text: string): Promise<readonly CommentFact[]>;
  /** Analyse now; also after a stop. */
  start(): void;
  /** Give up the run in progress, until the next change. */
  stop(): void;
  /** Resolves when what the next session is to know is kept. */
  close(): Promise<void>;
}

export interface FolderHost {
  addressesIn(folder: string): Addresses;
  /** A run began, ended or got further. */
  onStatus(folder: Folder): void;
  onProgress(folder: Folder, progress: Progress): void;
  onSnapshot(folder: Folder): void;
  log(message: string): void;
}

export function openFolder(uri: string, settings: ClientSettings, machineFor: (root: string) => Machine, host: FolderHost): Folder {
  const root = withoutEnd(fileURLToPath(uri));
  const machine = machineFor(root);
  const session = new Session(root, {
    advice: settings.advice,
    ...(settings.configPath !== '' && { configFile: absolute(root, settings.configPath) }),
    onProgress: (progress) => host.onProgress(folder, progress),
    onNews() {
      if (status === 'off') return;
      enter('analysing');
      schedule.hurry();
    },
  }, machine);
  let status: Status['state'] = 'analysing';
  let reason: string | undefined;
  let reports: ReadonlyMap<FilePath, Report> = new Map();
  let versions: ReadonlyMap<FilePath, number> = new Map();
  const recalls = new Map<FilePath, Promise<boolean>>();
  let remembering: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];
  const schedule = createSchedule(run);

  const folder: Folder = {
    uri, root, settings, machine,
    get status() { return status; },
    get reason() { return reason; },
    get latest() { return session.latest; },
    get reports() { return reports; },
    get versions() { return versions; },
    apply(changes) {
      if (changes.length === 0 || status === 'off') return;
      session.apply(changes);
      enter('analysing');
      schedule.touch();
    },
    async upToDate() {
      while (status === 'analysing') await new Promise<void>((resolve) => waiting.push(resolve));
      return status === 'ready' ? session.latest : undefined;
    },
    recall(file) {
      const recalled = recalls.get(file) ?? recall(file);
      recalls.set(file, recalled);
      return recalled;
    },
    reportOf: (file) => reports.get(file) ?? { file, ...NOTHING },
    commentsIn: (file, text) => session.commentsIn(file, text),
    start() {
      enter('analysing');
      schedule.hurry();
    },
    stop: () => session.stop(),
    async close() {
      schedule.cancel();
      clearTimeout(remembering);
      session.stop();
      const wasReady = status === 'ready';
      enter('off');
      if (wasReady) await session.remember();
    },
  };
  return folder;

  async function run(): Promise<void> {
    try {
      const snapshot = await session.snapshot();
      if (status === 'off') return;
      reports = reportsOf(snapshot, host.addressesIn(uri));
      versions = snapshot.versions;
      recalls.clear();
      if (session.isUpToDate) {
        enter('ready');
        clearTimeout(remembering);
        remembering = setTimeout(() => void session.remember(), REMEMBERED_AFTER_MS);
      }
      host.onSnapshot(folder);
    } catch (error) {
      if (status === 'off') return;
      const isStopped = error instanceof Error && error.name === 'AbortError';
      if (!isStopped) host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      enter(isStopped ? 'stopped' : 'failed', isStopped ? undefined : String(error));
    }
  }

  async function recall(file: FilePath): Promise<boolean> {
    const recalled = session.latest || status === 'off' ? undefined : await session.recall(file);
    if (!recalled || session.latest) return false;
    reports = new Map(reports).set(file, reportOfFindings(file, recalled.findings, host.addressesIn(uri)));
    if (recalled.version !== undefined) versions = new Map(versions).set(file, recalled.version);
    return true;
  }

  function enter(next: Status['state'], because?: string): void {
    const hasChanged = status !== next;
    status = next;
    reason = because;
    if (next !== 'analysing') {
      const resolved = waiting;
      waiting = [];
      for (const resolve of resolved) resolve();
    }
    if (hasChanged) host.onStatus(folder);
  }
}

/** When nothing was edited for so long; a killed server has then lost nothing that matters. */
const REMEMBERED_AFTER_MS = 5000;

/** With `/` on every platform, which Windows understands too. */
function withoutEnd(path: string): string {
  const straight = /^([A-Za-z]:|\\)/.test(path) ? path.replaceAll('\\', '/') : path;
  return straight.length > 1 ? straight.replace(/\/$/, '') : straight;
}

function absolute(root: string, path: string): string {
  return /^([\\/]|[A-Za-z]:)/.test(path) ? path : `${root}/${path}`;
}
