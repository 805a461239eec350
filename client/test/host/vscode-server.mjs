/** Starts VS Code's server for one test run in a folder of its own, and takes everything away at the end. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from './run.mjs';

const START_LIMIT_MS = 60_000;

/** Nothing that asks, greets, updates or calls out while a test looks at the window. */
const QUIET_SETTINGS = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
  'window.dialogStyle': 'custom',
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
};

/**
 * Gives the `port`, the run's own `folder` and `stop()`.
 * `environment` reaches the extension host and the language server; `vsix` is installed as a user would; `settings` are user settings.
 */
export async function startVscodeServer(host, { environment = {}, settings = {}, vsix } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tf-'));
  mkdirSync(join(folder, 'data/User'), { recursive: true });
  writeFileSync(join(folder, 'data/User/settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
  const env = { ...process.env, ...environment, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: folder };
  const shared = [host.serverMain, '--accept-server-license-terms', '--server-data-dir', folder];

  if (vsix) await run([host.node, ...shared, '--install-extension', vsix], { env });

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
    killGroup(child.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', end);

  try {
    return { port: await portOf(child), folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop() {
    killGroup(child.pid, 'SIGTERM');
    for (let waited = 0; waited < 2000 && isAlive(child.pid); waited += 50) await delay(50);
    end();
    process.off('exit', end);
  }
}

function portOf(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const late = setTimeout(() => reject(new Error(`VS Code's server was not ready in time:\n${output}`)), START_LIMIT_MS);
    const read = (chunk) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (!port || !output.includes('Extension host agent started')) return;
      clearTimeout(late);
      resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended with ${code} before it was ready:\n${output}`)));
  });
}

/** The server leads a process group, so its extension hosts and their language servers end with it. */
function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
