import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Router } from 'express';

export const receipts = Router();

receipts.get('/terms', (request, response) => {
  response.type('text').send(readFileSync(new URL('./terms.txt', import.meta.url)));
});

receipts.get('/export', (request, response) => {
  const lines = Array.from({ length: 2_000 }, (_, line) => ({ line, customer: `c${line % 97}`, total: line * 1.25 }));
  response.type('application/gzip').send(gzipSync(JSON.stringify(lines)));
});
