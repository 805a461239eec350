import { Module } from '@nestjs/common';
import { CartsController } from './carts.controller';
import { CartsService } from './carts.service';
import { HealthController } from './health.controller';

@Module({ controllers: [CartsController, HealthController], providers: [CartsService] })
export class CartsModule {}
