/** An embedded PostgreSQL behind a line that takes its time, and a count of how busy each connection is. A process of its own. */
import { connect, createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [workshop, delay] = [process.argv[2], Number(process.argv[3])];
const require = createRequire(pathToFileURL(`${workshop}/`));
const { PGlite } = await import(pathToFileURL(require.resolve('@electric-sql/pglite')).href);
const { PGLiteSocketServer } = await import(pathToFileURL(require.resolve('@electric-sql/pglite-socket')).href);

const db = await PGlite.create();
await db.exec(`
  CREATE TABLE customers (id int PRIMARY KEY, name text);
  CREATE TABLE orders (id int PRIMARY KEY, customer_id int, total int);
  CREATE INDEX ON orders (customer_id);
  CREATE TABLE carts (id int PRIMARY KEY, customer text);
  CREATE TABLE lines (id int PRIMARY KEY, cart_id int, item text, amount int);
  CREATE INDEX ON lines (cart_id);
  INSERT INTO customers SELECT n, 'customer ' || n FROM generate_series(1, 50) n;
  INSERT INTO orders SELECT n, 1 + n % 50, n * 3 FROM generate_series(1, 1000) n;
  INSERT INTO carts SELECT n, 'customer ' || n FROM generate_series(1, 200) n;
  INSERT INTO lines SELECT n, 1 + n % 200, 'item ' || n, 1 FROM generate_series(1, 2000) n;
`);
const inner = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 64 });
const innerPort = await new Promise((done) => {
  inner.addEventListener('listening', ({ detail }) => done(detail.port));
  void inner.start();
});

/** ReadyForQuery, with which every answer ends. */
const isReady = (chunk) => chunk.length >= 6 && chunk[chunk.length - 6] === 0x5a && chunk.readUInt32BE(chunk.length - 5) === 5;
let busySeconds = 0;
let queries = 0;
let connections = 0;
let since = performance.now();

const outer = createServer((client) => {
  const server = connect(innerPort, '127.0.0.1');
  let asked;
  let isOpen = false;
  connections++;
  client.setNoDelay(true);
  client.on('data', (chunk) => {
    // The first is the greeting.
    if (isOpen && asked === undefined) asked = performance.now();
    isOpen = true;
    setTimeout(() => server.writable && server.write(chunk), delay);
  });
  server.on('data', (chunk) => {
    client.write(chunk);
    if (asked === undefined || !isReady(chunk)) return;
    busySeconds += (performance.now() - Math.max(asked, since)) / 1000;
    queries++;
    asked = undefined;
  });
  const close = () => {
    client.destroy();
    server.destroy();
  };
  client.on('close', () => {
    connections--;
    close();
  }).on('error', close);
  server.on('close', close).on('error', close);
});
outer.listen(0, '127.0.0.1', () => process.send({ port: outer.address().port }));

process.on('message', (message) => {
  if (message === 'begin') {
    [busySeconds, queries, since] = [0, 0, performance.now()];
    process.send({ begun: true });
  }
  if (message === 'end') process.send({ busySeconds, queries, connections, seconds: (performance.now() - since) / 1000 });
});
process.on('disconnect', () => process.exit());
