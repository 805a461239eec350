import { Router } from 'express';
import { priceOf } from '../services/prices.js';

export const prices = Router();

prices.get('/:item', async (request, response) => {
  response.json(await priceOf(request.params.item, request.query.currency));
});
