import { readFileSync } from 'node:fs';
import express from 'express';
import { customers } from './routes/customers.js';
import { orders } from './routes/orders.js';
import { prices } from './routes/prices.js';

// Read once, before traffic arrives.
const { port } = JSON.parse(readFileSync(new URL('./config.json', import.meta.url), 'utf8'));

const app = express();
app.use(express.json());
app.get('/health', (_request, response) => response.send('ok'));
app.use('/customers', customers);
app.use('/orders', orders);
app.use('/prices', prices);

const server = app.listen(port);
process.on('SIGTERM', () => server.close());
