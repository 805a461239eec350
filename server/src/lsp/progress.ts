/** Shows in the client that a run is under way, with a way to stop it; short runs show nothing. */

import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Progress, Stage } from '../analysis.ts';
import type { Folder } from './folder.ts';

export interface RunProgress {
  begin(): void;
  advance(progress: Progress): void;
  end(): void;
}

/** Shorter runs would only flicker. */
const SHOWN_AFTER_MS = 400;

const DOING: Record<Stage, string> = {
  discover: 'finding services',
  extract: 'reading files',
  link: 'following request paths',
  check: 'judging',
};

export function createRunProgress(connection: Connection, nameOf: () => string, stop: () => void): RunProgress {
  let began: number | undefined;
  let shown: Promise<WorkDoneProgressServerReporter> | undefined;
  let percentage = -1;

  return {
    begin() {
      began ??= performance.now();
    },
    advance({ stage, done, of }) {
      if (began === undefined || performance.now() - began < SHOWN_AFTER_MS) return;
      shown ??= show();
      const next = of > 0 ? Math.floor((100 * done) / of) : 100;
      if (next === percentage && stage === 'extract') return;
      percentage = next;
      const message = of > 0 ? `${DOING[stage]} (${done} of ${of})` : DOING[stage];
      void shown.then((reporter) => reporter.report(next, message));
    },
    end() {
      void shown?.then((reporter) => reporter.done());
      began = undefined;
      shown = undefined;
      percentage = -1;
    },
  };

  async function show(): Promise<WorkDoneProgressServerReporter> {
    const reporter = await connection.window.createWorkDoneProgress();
    reporter.begin(`Tenfold: ${nameOf()}`, 0, undefined, true);
    reporter.token.onCancellationRequested(stop);
    return reporter;
  }
}

export function nameOf({ root }: Folder): string {
  return root.slice(Math.max(root.lastIndexOf('/'), root.lastIndexOf('\\')) + 1);
}
