import Fastify from 'fastify';
import { readFile } from 'node:fs/promises';
import { hashed, keyFor, packed } from './work.js';

const app = Fastify();

app.get('/health', async () => ({ status: 'well' }));

app.post('/signups', async (request) => ({ hash: await hashed(request.body?.password ?? 'secret') }));

app.post('/keys', async (request) => ({ key: await keyFor(request.body?.password ?? 'secret') }));

app.get('/export', async (request, reply) => {
  const lines = Array.from({ length: 2_000 }, (_, line) => ({ line, customer: `c${line % 97}`, total: line * 1.25 }));
  reply.type('application/gzip');
  return packed(JSON.stringify(lines));
});

app.get('/terms', async (request, reply) => {
  reply.type('text/plain');
  return readFile(new URL('./terms.txt', import.meta.url));
});

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
