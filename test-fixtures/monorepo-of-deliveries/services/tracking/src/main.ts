import express from 'express';
import { labelFor } from '@deliveries/documents';

const app = express();

app.get('/parcels/:id', (request, response) => {
  response.send(labelFor(request.params.id));
});

app.listen(3001);
