import Fastify from 'fastify';
import { customerOf, newestOf, orderOf, totalOf } from './orders.js';

const app = Fastify();

app.get('/health', async () => ({ status: 'well' }));

app.get('/orders/:id', async (request) => orderOf(request.params.id));

app.get('/orders/:id/customer', async (request) => {
  const order = await orderOf(request.params.id);
  return customerOf(order.customer_id);
});

app.get('/customers/:id', async (request) => {
  const customer = await customerOf(request.params.id);
  const total = await totalOf(request.params.id);
  const newest = await newestOf(request.params.id);
  return { customer, total, newest };
});

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
