/** The services of test-fixtures that really run, what each is asked, and which resource is meant to break first. */

export const SAMPLES = [
  {
    name: 'express-logins-blocked', framework: 'Express', breaks: 'event loop',
    routes: [['GET', '/health'], ['POST', '/logins', { password: 'correct horse' }], ['POST', '/logins/keys', { password: 'correct horse' }], ['GET', '/receipts/terms'], ['GET', '/receipts/export']],
  },
  {
    name: 'fastify-signups-hashing', framework: 'Fastify', breaks: 'thread pool',
    routes: [['GET', '/health'], ['POST', '/signups', { password: 'correct horse' }], ['POST', '/keys', { password: 'correct horse' }], ['GET', '/terms'], ['GET', '/export']],
  },
  {
    name: 'fastify-orders-small-pool', framework: 'Fastify, PostgreSQL', breaks: 'database connections', hasDatabase: true,
    routes: [['GET', '/health'], ['GET', '/orders/7', undefined, 'GET /orders/:id'], ['GET', '/orders/7/customer', undefined, 'GET /orders/:id/customer'], ['GET', '/customers/3', undefined, 'GET /customers/:id']],
  },
  {
    name: 'nest-carts-one-by-one', framework: 'NestJS, PostgreSQL', breaks: 'database connections', hasDatabase: true, builds: 'src/main.ts',
    routes: [['GET', '/health'], ['GET', '/carts'], ['GET', '/carts/count'], ['GET', '/carts/5', undefined, 'GET /carts/:id']],
  },
  {
    name: 'express-quotes-growing', framework: 'Express', breaks: 'memory', isFilled: true,
    routes: [['GET', '/health'], ['POST', '/quotes', {}], ['GET', '/quotes/none', undefined, 'GET /quotes/:id']],
  },
].map(({ routes, ...sample }) => ({ ...sample, routes: routes.map(([method, path, body, label]) => ({ method, path, body, label: label ?? `${method} ${path}` })) }));

/** What the samples and the bench itself need; none of it is a dependency of Tenfold. */
export const PACKAGES = {
  express: '5.3.0', fastify: '5.12.8', pg: '8.23.1', '@nestjs/common': '11.2.10', '@nestjs/core': '11.2.10', '@nestjs/platform-express': '11.2.10', 'reflect-metadata': '0.2.2', rxjs: '7.8.2',
  '@electric-sql/pglite': '0.5.14', '@electric-sql/pglite-socket': '0.2.17', autocannon: '9.0.0',
};

/** Milliseconds that every answer of the database is on its way: a database in another zone. */
export const LINE_MS = 15;
