import pg from 'pg';

const pool = new pg.Pool({ max: 20 });

export async function addressesOf(ids: readonly string[]): Promise<unknown[]> {
  const addresses = [];
  for (const id of ids) addresses.push(await pool.query('select street from addresses where id = $1', [id]));
  return addresses;
}
