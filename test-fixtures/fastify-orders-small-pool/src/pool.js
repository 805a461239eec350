import pg from 'pg';

/** Three were plenty. */
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 3 });
