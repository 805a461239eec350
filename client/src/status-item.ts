/** One item in the status bar: what Tenfold is doing and how much it found. A click opens the audit. */

import * as vscode from 'vscode';
import type { Status } from '../../server/src/protocol.ts';

export interface StatusItem extends vscode.Disposable {
  show(status: Status): void;
  showDown(why: string): void;
}

export function createStatusItem(): StatusItem {
  const item = vscode.window.createStatusBarItem('tenfold.status', vscode.StatusBarAlignment.Right, 50);
  item.name = 'Tenfold';
  item.command = 'tenfold.audit';
  set('$(loading~spin) Tenfold', 'Tenfold is starting.');
  item.show();

  return {
    show(status) {
      const { text, tooltip } = WORDS[status.state](status);
      set(text, tooltip, status.state === 'failed');
    },
    showDown: (why) => set('$(error) Tenfold', `${why} Run "Tenfold: Restart Server" to start it again.`, true),
    dispose: () => item.dispose(),
  };

  function set(text: string, tooltip: string, isBroken = false): void {
    item.text = text;
    item.tooltip = tooltip;
    item.backgroundColor = isBroken ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.accessibilityInformation = { label: `${item.name}: ${tooltip}`, role: 'button' };
  }
}

const WORDS: Record<Status['state'], (status: Status) => { readonly text: string; readonly tooltip: string }> = {
  analysing: (status) => ({ text: `$(loading~spin) Tenfold ${countsOf(status)}`.trimEnd(), tooltip: 'Tenfold is following request paths.' }),
  ready: (status) => ({ text: `$(pulse) Tenfold ${countsOf(status) || '0'}`, tooltip: summaryOf(status) }),
  stopped: () => ({ text: '$(debug-pause) Tenfold', tooltip: 'The analysis was stopped. It goes on with the next edit or audit.' }),
  failed: ({ reason }) => ({ text: '$(error) Tenfold', tooltip: `The analysis failed: ${reason ?? 'see the output'}.` }),
  off: () => ({ text: '$(circle-slash) Tenfold', tooltip: 'Tenfold is off, or no folder is open.' }),
};

function countsOf({ findings: { error, warning, info, hint } }: Status): string {
  const total = error + warning + info + hint;
  return total === 0 ? '' : String(total);
}

function summaryOf(status: Status): string {
  const { findings: { error, warning, info, hint }, problems, files, services, entryPoints } = status;
  const counts = [[error, 'error'], [warning, 'warning'], [info, 'information'], [hint, 'hint']] as const;
  const found = counts.filter(([count]) => count > 0).map(([count, noun]) => plural(count, noun)).join(', ');
  const unseen = problems > 0 ? ` ${plural(problems, 'thing')} could not be judged.` : '';
  return `${found || 'Nothing found'} in ${plural(files, 'file')}, ${plural(services, 'service')}, ${plural(entryPoints, 'entry point')}.${unseen} Click for the audit.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 || noun === 'information' ? '' : 's'}`;
}
