import { pool } from './pool.js';

export async function basePrice(item, currency) {
  const { rows } = await pool.query('SELECT amount FROM prices WHERE item = $1 AND currency = $2', [item, currency]);
  return rows[0]?.amount;
}
