import pg from 'pg';

/** A pool for each sign-up. */
export async function insertCustomer(address, secret) {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
  const { rows } = await pool.query('INSERT INTO customers (address, secret) VALUES ($1, $2) RETURNING id', [address, secret]);
  await pool.end();
  return rows[0];
}
