/** Starts VS Code's server for one test run in a folder of its own, and takes everything away at the end. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from './install-host.ts';
import { runProgram } from './run-program.ts';

const START_LIMIT_MS = 60_000;

/** Nothing that asks, greets, updates or calls out while a test looks at the window. */
const QUIET_SETTINGS = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'update.mode': 'none',
  // The browser's VS Code saves by itself; the desktop's waits to be told.
  'files.autoSave': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
  'window.dialogStyle': 'custom',
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
};

export interface VscodeServer {
  readonly port: number;
  stop(): Promise<void>;
}

export type Settings = Readonly<Record<string, unknown>>;

interface Wishes {
  /** Reaches the extension host and the language server. */
  readonly environment?: NodeJS.ProcessEnv;
  /** User settings. */
  readonly settings?: Settings;
  /** A packaged extension, installed as a user would. */
  readonly vsix?: string;
}

export async function startVscodeServer(host: Host, { environment, settings, vsix }: Wishes = {}): Promise<VscodeServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tf-'));
  mkdirSync(join(folder, 'data/User'), { recursive: true });
  writeFileSync(join(folder, 'data/User/settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
  const env = { ...process.env, ...environment, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: folder };
  const shared = [host.serverMain, '--accept-server-license-terms', '--server-data-dir', folder];

  if (vsix) await runProgram(host.node, [...shared, '--install-extension', vsix], { env });

  const child = spawn(
    host.node,
    [
      ...shared, '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-telemetry', '--disable-workspace-trust',
      // Without it a built workbench silently ignores the extension paths in its address.
      '--enable-smoke-test-driver',
    ],
    { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const end = () => {
    signalGroup(child.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', end);

  try {
    return { port: await portOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop(): Promise<void> {
    signalGroup(child.pid, 'SIGTERM');
    for (let waited = 0; waited < 2000 && signalGroup(child.pid, 0); waited += 50) await delay(50);
    end();
    process.off('exit', end);
  }
}

function portOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const late = setTimeout(() => reject(new Error(`VS Code's server was not ready in time:\n${output}`)), START_LIMIT_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (!port || !output.includes('Extension host agent started')) return;
      clearTimeout(late);
      resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended with ${String(code)} before it was ready:\n${output}`)));
  });
}

/** The server leads a process group, so its extension hosts and their language servers end with it. Tells whether anything was there. */
function signalGroup(leader: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (leader === undefined) return false;
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}
