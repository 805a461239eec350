import express from 'express';
import { quotes } from './quotes.js';

const app = express();
app.use(express.json());
app.get('/health', (request, response) => response.json({ status: 'well' }));
app.use('/quotes', quotes);
app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
