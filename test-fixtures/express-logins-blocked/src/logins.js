import { Router } from 'express';
import { hashed, keyFor } from './passwords.js';

export const logins = Router();

logins.post('/', (request, response) => {
  response.json({ token: hashed(request.body.password ?? 'secret') });
});

logins.post('/keys', (request, response) => {
  response.json({ key: keyFor(request.body.password ?? 'secret') });
});
