/** What answering takes at the least: a server of a few lines in a process of its own, asked over the loopback address by this one. */

import { spawn, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { median } from './median.ts';

const ROUNDS = 5;
const REQUESTS = 400;
const AT_ONCE = 10;

/** Reads no code of anyone: all of it stands here. `GET /used` gives the processor time it has used, in microseconds. */
const SERVER = `
const server = require('node:http').createServer((request, response) => {
  if (request.url === '/used') { const { user, system } = process.cpuUsage(); response.end(String(user + system)); return; }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id: 1, name: 'orders', at: Date.now() }));
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
`;

/** Milliseconds of processor for each answer. Throws when no server can be started. */
export async function answeringCost(signal: AbortSignal): Promise<number> {
  const child = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], signal });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    const port = await portOf(child);
    const ask = (path: string): Promise<string> => answer(agent, port, path);
    await together(REQUESTS, () => ask('/'));
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = Number(await ask('/used'));
      await together(REQUESTS, () => ask('/'));
      rounds.push((Number(await ask('/used')) - before) / 1000 / REQUESTS);
    }
    return median(rounds);
  } finally {
    agent.destroy();
    if (child.connected) child.disconnect();
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  const [port] = await once(child, 'message');
  if (typeof port !== 'number') throw new Error('The server that answers to be measured did not start.');
  return port;
}

async function together(count: number, run: () => Promise<unknown>): Promise<void> {
  let left = count;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) await run();
  }));
}

function answer(agent: Agent, port: number, path: string): Promise<string> {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => done(text)).on('error', fail);
    }).on('error', fail).end();
  });
}
