import { pool } from './pool.js';

export async function latestOrders() {
  const { rows } = await pool.query('SELECT id, customer_id, total FROM orders ORDER BY id DESC LIMIT 50');
  return rows;
}

export async function customerById(id) {
  const { rows } = await pool.query('SELECT id, name FROM customers WHERE id = $1', [id]);
  return rows[0];
}

export async function ordersByCustomer(customer) {
  const { rows } = await pool.query('SELECT o.id, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.id = $1 LIMIT 100', [customer]);
  return rows;
}

export async function insertOrder({ customer, total }) {
  const { rows } = await pool.query('INSERT INTO orders (customer_id, total) VALUES ($1, $2) RETURNING id', [customer, total]);
  return rows[0];
}
