/** When a run begins after changes. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { createSchedule } from '../src/lsp/schedule.ts';

describe('the schedule of runs', () => {
  it('waits for a pause', async () => {
    let runs = 0;
    const schedule = createSchedule(async () => void runs++, { pause: 60, longestWait: 5000 });
    for (let change = 0; change < 5; change++) {
      schedule.touch();
      await delay(10);
    }
    assert.equal(runs, 0);
    await delay(150);
    assert.equal(runs, 1);
  });

  it('does not wait for ever', async () => {
    let runs = 0;
    const schedule = createSchedule(async () => void runs++, { pause: 60, longestWait: 150 });
    for (let change = 0; change < 30 && runs === 0; change++) {
      schedule.touch();
      await delay(20);
    }
    assert.equal(runs, 1);
    schedule.cancel();
  });

  it('never runs twice at once, and runs again for what changed meanwhile', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const schedule = createSchedule(async () => {
      most = Math.max(most, ++running);
      await delay(60);
      running--;
      runs++;
    }, { pause: 5, longestWait: 20 });
    schedule.hurry();
    schedule.touch();
    await delay(30);
    schedule.touch();
    await delay(400);
    assert.equal(most, 1);
    assert.equal(runs, 2);
  });

  it('does nothing once cancelled', async () => {
    let runs = 0;
    const schedule = createSchedule(async () => void runs++, { pause: 5 });
    schedule.touch();
    schedule.cancel();
    await delay(50);
    assert.equal(runs, 0);
  });
});
