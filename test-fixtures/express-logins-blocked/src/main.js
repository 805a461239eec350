import express from 'express';
import { logins } from './logins.js';
import { receipts } from './receipts.js';

const app = express();
app.use(express.json());
app.get('/health', (request, response) => response.json({ status: 'well' }));
app.use('/logins', logins);
app.use('/receipts', receipts);
app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
