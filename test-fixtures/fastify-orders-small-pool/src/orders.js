import { pool } from './pool.js';

export async function orderOf(id) {
  const { rows } = await pool.query('SELECT id, customer_id, total FROM orders WHERE id = $1', [id]);
  return rows[0];
}

export async function customerOf(id) {
  const { rows } = await pool.query('SELECT id, name FROM customers WHERE id = $1', [id]);
  return rows[0];
}

export async function totalOf(customer) {
  const { rows } = await pool.query('SELECT sum(total) AS total FROM orders WHERE customer_id = $1', [customer]);
  return rows[0].total;
}

export async function newestOf(customer) {
  const { rows } = await pool.query('SELECT id, total FROM orders WHERE customer_id = $1 ORDER BY id DESC LIMIT 5', [customer]);
  return rows;
}
