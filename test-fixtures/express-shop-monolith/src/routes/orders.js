import { Router } from 'express';
import { invoiceFor } from '../services/invoices.js';
import { checkOut, listOrders, ordersOf } from '../services/orders.js';
import { trackParcel } from '../services/carrier.js';

export const orders = Router();

orders.get('/', async (_request, response) => {
  response.json(await listOrders());
});

orders.get('/mine', async (request, response) => {
  response.json(await ordersOf(request.query.customer));
});

orders.post('/', async (request, response) => {
  response.status(201).json(await checkOut(request.body));
});

orders.get('/:id/invoice', (request, response) => {
  response.send(invoiceFor(request.params.id));
});

orders.get('/:id/parcel', async (request, response) => {
  response.json(await trackParcel(request.params.id));
});
