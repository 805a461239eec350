/**
 * Keeps what dependency-cruiser says of the saved code, beside the snapshots that never wait for it.
 *
 * It is asked again when what is saved may have changed its answer: an import somewhere, or one of the files that say how to judge.
 * Until it has answered, the answer before stands; a finding whose import is gone shows no more in the meantime.
 */

import { createHash } from 'node:crypto';
import type { FilePath } from '../../../rules/model/source.ts';
import type { FileExtract } from '../extract/cache/facts-pack.ts';
import type { Cruised } from '../extract/dependencies/cruise-team-rules.ts';
import { cruise } from '../read-all.ts';
import type { Ground } from '../survey.ts';
import type { Machine } from '../platform/machine.ts';

export interface Cruises {
  readonly latest: Cruised | undefined;
  /** Files that are no longer as it has read them. */
  readonly since: ReadonlySet<FilePath>;
  /** The saved file has changed, come or gone. */
  saved(file: FilePath): void;
  /** What an editor holds is no longer what is saved. */
  edited(file: FilePath): void;
  /** Asks when there is something to ask; returns at once. */
  keepUp(ground: Ground, extracts: ReadonlyMap<FilePath, FileExtract>): void;
  /** Gives up what is being asked; it is asked again with the next change. */
  stop(): void;
}

/** `onNews` is called after `latest` changed. */
export function createCruises(root: string, machine: Machine, onNews: () => void): Cruises {
  let latest: Cruises['latest'];
  /** Of files that say how to judge. */
  let epoch = 0;
  let isStale = true;
  /** What was asked last, answered or not. */
  let asked: string | undefined;
  let running = new AbortController();
  const unsaved = new Set<FilePath>();
  let since = new Set<FilePath>();
  /** The same for what is being asked. */
  let sinceAsked = new Set<FilePath>();

  return {
    get latest() {
      return latest;
    },
    get since() {
      return since;
    },
    edited(file) {
      unsaved.add(file);
      touch(file);
    },
    saved(file) {
      isStale = true;
      unsaved.delete(file);
      touch(file);
      if (SAYS_HOW.test(file)) epoch++;
    },
    keepUp(ground, extracts) {
      if (ground.teamRules.length === 0) {
        running.abort();
        asked = undefined;
        isStale = true;
        if (latest) take(undefined);
        return;
      }
      if (!isStale) return;
      isStale = false;
      const question = `${epoch} ${questionOf(ground, extracts)}`;
      if (question === asked) return;
      // The question speaks of unsaved imports, the answer does not: with the next save it is asked again.
      asked = unsaved.size === 0 ? question : undefined;
      running.abort();
      running = new AbortController();
      sinceAsked = new Set(unsaved);
      void ask(ground, running.signal);
    },
    stop() {
      running.abort();
      asked = undefined;
      isStale = true;
    },
  };

  function touch(file: FilePath): void {
    since.add(file);
    sinceAsked.add(file);
  }

  async function ask(ground: Ground, signal: AbortSignal): Promise<void> {
    try {
      const answer = await cruise(root, ground, machine, signal);
      if (signal.aborted) return;
      since = sinceAsked;
      take(answer);
    } catch {
      // Stopped: it throws for nothing else.
    }
  }

  function take(answer: Cruises['latest']): void {
    latest = answer;
    onNews();
  }
}

/** Configs of dependency-cruiser with what they extend, of the compiler, of packages. */
const SAYS_HOW = /\.json$|(?:^|\/)\.?(?:dependency-cruiser|depcruise|webpack\.config)[^/]*$/;

/** Everything in the code that its answer depends on: who imports what. */
function questionOf({ teamRules, workspace }: Ground, extracts: ReadonlyMap<FilePath, FileExtract>): string {
  const hash = createHash('sha1').update(JSON.stringify(teamRules));
  for (const file of workspace.files) {
    hash.update(file);
    for (const { specifier, kind } of extracts.get(file)?.facts?.imports ?? []) hash.update(`\0${kind} ${specifier}`);
  }
  return hash.digest('base64');
}
