/** The services that `npm run reality` loads, as the audit sees them before anything was measured: what breaks first is named right from the code alone. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { capacityOf } from '../../src/audit/capacity.ts';
import { analyze } from '../../src/pipeline.ts';
import { nodeMachine } from '../../src/platform/node-machine.ts';

const fixtures = join(import.meta.dirname, '../../../test-fixtures');

/** The resource, the call that takes most of it, and how often a request makes it. */
const FIRST = {
  'express-logins-blocked': ['event loop', 'crypto.scryptSync', 1],
  'fastify-signups-hashing': ['thread pool', 'crypto.scrypt', 1],
  'fastify-orders-small-pool': ['database connections', 'pool.query', 1],
  'nest-carts-one-by-one': ['database connections', 'pool.query', 50],
  'express-quotes-growing': ['memory', 'kept', 1],
} as const;

describe('the capacity model', () => {
  for (const [name, expected] of Object.entries(FIRST)) {
    it(`names what breaks ${name} first`, async () => {
      const root = join(fixtures, name);
      const { codebase, findings } = await analyze(root, { advice: true }, nodeMachine(root, { cache: false }));
      const [first] = capacityOf(codebase, findings).bottlenecks;
      assert.deepEqual([first?.resource, first?.causes[0]?.label, first?.causes[0]?.times], expected);
      // Hashing without blocking and a small pool are no mistakes: nothing is found there, and yet it is what gives way.
      const isQuiet = name === 'fastify-signups-hashing' || name === 'fastify-orders-small-pool';
      assert.equal(first?.causes[0]?.finding === undefined, isQuiet);
      assert.ok((first?.causes[0]?.path.length ?? 0) > 0, 'the way from the route');
    });
  }
});
