import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CartsService } from './carts.service';

@Controller('carts')
export class CartsController {
  constructor(@Inject(CartsService) private readonly carts: CartsService) {}

  @Get()
  all() {
    return this.carts.all();
  }

  @Get('count')
  count() {
    return this.carts.count();
  }

  @Get(':id')
  one(@Param('id') id: string) {
    return this.carts.one(id);
  }
}
