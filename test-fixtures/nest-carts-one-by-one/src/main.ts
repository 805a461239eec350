import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CartsModule } from './carts.module';

const app = await NestFactory.create(CartsModule, { logger: ['error'] });
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
