/** One workspace folder while a client has it open: its session, when to run it, and the reports of the last run. */

import { fileURLToPath } from 'node:url';
import type { CommentFact } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Progress } from '../analysis.ts';
import type { Machine } from '../platform/machine.ts';
import type { ClientSettings, Status } from '../protocol.ts';
import { type Change, Session, type Snapshot } from '../session.ts';
import { NOTHING, type Report, reportsOf } from './reports.ts';
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
  /** Of the last snapshot, those without findings left out. */
  readonly reports: ReadonlyMap<FilePath, Report>;
  apply(changes: readonly Change[]): void;
  /** Waits until every change so far is judged; undefined when stopped, failed or closed instead. */
  upToDate(): Promise<Snapshot | undefined>;
  reportOf(file: FilePath): Report;
  /** As {@link Session.commentsIn}. */
  commentsIn(file: FilePath, text: string): Promise<readonly CommentFact[]>;
  /** Analyse now; also after a stop. */
  start(): void;
  /** Give up the run in progress, until the next change. */
  stop(): void;
  close(): void;
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
  let waiting: (() => void)[] = [];
  const schedule = createSchedule(run);

  const folder: Folder = {
    uri, root, settings, machine,
    get status() { return status; },
    get reason() { return reason; },
    get latest() { return session.latest; },
    get reports() { return reports; },
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
    reportOf: (file) => reports.get(file) ?? { file, ...NOTHING },
    commentsIn: (file, text) => session.commentsIn(file, text),
    start() {
      enter('analysing');
      schedule.hurry();
    },
    stop: () => session.stop(),
    close() {
      schedule.cancel();
      session.stop();
      enter('off');
    },
  };
  return folder;

  async function run(): Promise<void> {
    try {
      const snapshot = await session.snapshot();
      if (status === 'off') return;
      reports = reportsOf(snapshot, host.addressesIn(uri));
      if (session.isUpToDate) enter('ready');
      host.onSnapshot(folder);
    } catch (error) {
      if (status === 'off') return;
      const isStopped = error instanceof Error && error.name === 'AbortError';
      if (!isStopped) host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      enter(isStopped ? 'stopped' : 'failed', isStopped ? undefined : String(error));
    }
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

/** With `/` on every platform, which Windows understands too. */
function withoutEnd(path: string): string {
  const straight = /^([A-Za-z]:|\\)/.test(path) ? path.replaceAll('\\', '/') : path;
  return straight.length > 1 ? straight.replace(/\/$/, '') : straight;
}

function absolute(root: string, path: string): string {
  return /^([\\/]|[A-Za-z]:)/.test(path) ? path : `${root}/${path}`;
}
