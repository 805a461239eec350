import { randomUUID } from 'node:crypto';
import { Router } from 'express';

/** So that a customer may come back to a quote. */
const kept = new Map();

export const quotes = Router();

quotes.post('/', (request, response) => {
  const id = randomUUID();
  const prices = Array.from({ length: 4_000 }, (_, day) => 100 + day);
  kept.set(id, { id, at: Date.now(), prices });
  response.status(201).json({ id });
});

quotes.get('/:id', (request, response) => {
  const quote = kept.get(request.params.id);
  if (!quote) return response.status(404).json({ error: 'no such quote' });
  response.json({ id: quote.id, at: quote.at, first: quote.prices[0] });
});
