import fastify from 'fastify';
import { orders } from './orders.js';
import { pool } from './pool.js';

const server = fastify({ logger: true });
server.get('/health', async () => 'ok');
server.register(orders, { prefix: '/orders' });
await server.listen({ port: 3000, host: '0.0.0.0' });

process.on('SIGTERM', async () => {
  await server.close();
  await pool.end();
});
