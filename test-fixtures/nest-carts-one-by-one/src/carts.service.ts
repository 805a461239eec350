import { Injectable } from '@nestjs/common';
import { pool } from './pool';

interface Cart {
  readonly id: number;
  readonly customer: string;
}

@Injectable()
export class CartsService {
  async all() {
    const { rows } = await pool.query<Cart>('SELECT id, customer FROM carts ORDER BY id LIMIT 12');
    const carts = [];
    for (const cart of rows) carts.push({ ...cart, lines: await this.linesOf(cart.id) });
    return carts;
  }

  async one(id: string) {
    const { rows } = await pool.query<Cart>('SELECT id, customer FROM carts WHERE id = $1', [id]);
    return { ...rows[0], lines: await this.linesOf(id) };
  }

  async count() {
    const { rows } = await pool.query('SELECT count(*) AS carts FROM carts');
    return rows[0];
  }

  private async linesOf(cart: number | string) {
    const { rows } = await pool.query('SELECT item, amount FROM lines WHERE cart_id = $1', [cart]);
    return rows;
  }
}
