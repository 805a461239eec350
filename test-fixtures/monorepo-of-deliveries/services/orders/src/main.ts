import express from 'express';
import { addressesOf } from '@deliveries/addresses';
import { labelFor } from '@deliveries/documents';

const app = express();

app.get('/orders/:id/label', async (request, response) => {
  response.send(labelFor(request.params.id));
});

app.get('/orders/:id/addresses', async (request, response) => {
  response.json(await addressesOf(request.query.ids as string[]));
});

app.listen(3000);
