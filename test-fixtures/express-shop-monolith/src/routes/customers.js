import { Router } from 'express';
import { signUp } from '../services/accounts.js';

export const customers = Router();

customers.post('/', async (request, response) => {
  response.status(201).json(await signUp(request.body));
});
