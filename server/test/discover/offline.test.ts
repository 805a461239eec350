/** Which code serves no request, told by its path. */

import assert from 'node:assert/strict';
import { isOfflinePath } from '../../src/discover/offline.ts';

describe('code that serves no request', () => {
  for (const path of ['test/a.ts', 'src/orders.spec.ts', 'apps/api/benchmarks/run.ts', 'benchmark/load.js', 'src/benchmark/run.ts', 'scripts/seed.ts', 'playground/nest/src/orders.controller.ts', 'packages/dev-server/plugins/reviews.ts', 'packages/mails/src/dev-mailbox.ts', 'apps/api/migrations/1.ts', 'apps/api/src/migration/1.ts', '.claude/skills/browser/server.mjs', '.cursor/tools.js', 'containers/image-stub/index.mjs', 'services/mock-payment-server/app.ts', 'apps/stripe-mock/src/app.ts']) it(`is ${path}`, () => assert.equal(isOfflinePath(path), true));
  for (const path of ['src/orders.ts', 'src/routes/docs/list.ts', 'apps/api/src/services/benchmark/benchmark.service.ts', 'apps/api/src/app/endpoints/benchmarks/benchmarks.controller.ts', 'web/src/features/playground/server.ts', 'apps/web/app/playground/route.ts', 'src/dev-portal.controller.ts', 'web/pages/api/v1/migration/index.ts', 'web/lib/controllers/migration/take-over.ts', 'src/mock-exams/mock-exams.service.ts', 'src/agent/agent.ts', 'app/.well-known/route.ts']) it(`is not ${path}`, () => assert.equal(isOfflinePath(path), false));
});
