/** Starts a sample and its database, talks to them, and ends them. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { LINE_MS } from './samples.mjs';

const PATIENCE_MS = 60_000;
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

export async function startDatabase(workshop) {
  const child = fork(here('database.mjs'), [workshop, String(LINE_MS)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = await answerOf(child);
  return { address: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, ask: (word) => ask(child, word), stop: () => stop(child) };
}

/** `command`: what the sample's start script gives to node. */
export async function startService({ place, command }, database) {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', here('probe.mjs'), ...command], {
    cwd: place,
    env: { PATH: process.env.PATH, PORT: String(port), NODE_ENV: 'production', ...(database && { DATABASE_URL: database.address }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let told = '';
  child.stderr.on('data', (chunk) => (told = (told + chunk).slice(-4000)));
  const address = `http://127.0.0.1:${port}`;
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`${place} does not start: ${told}`);
    if (await fetch(`${address}/health`).then((response) => response.ok, () => false)) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  return { address, isAlive: () => child.exitCode === null && child.signalCode === null, diedOfMemory: () => /heap out of memory/.test(told), ask: (word) => ask(child, word), stop: () => stop(child) };
}

async function ask(child, word) {
  child.send(word);
  return (await answerOf(child))[0];
}

async function answerOf(child) {
  return once(child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) });
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
