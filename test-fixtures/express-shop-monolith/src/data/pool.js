import pg from 'pg';

/** One pool for the process. */
export const pool = new pg.Pool({ max: 10 });
