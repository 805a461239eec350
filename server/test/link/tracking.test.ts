/** Keeping account of what answers were made from: an answer goes stale with anything that it has read, however much that is, and with nothing else. */

import assert from 'node:assert/strict';
import { createTracker } from '../../src/link/tracking.ts';

describe('an answer', () => {
  for (const count of [1, 40, 500, 5000]) {
    it(`made from ${count} files goes stale with each of them, and with no other`, () => {
      const tracker = createTracker();
      const read = (numbers: readonly number[]) => {
        tracker.begin();
        for (const number of numbers) tracker.read(tracker.inputOf(`file ${number}`));
        return tracker.end();
      };
      const numbers = Array.from({ length: count }, (_, number) => number);
      const other = read([count]);
      for (const changed of [0, Math.floor(count / 2), count - 1]) {
        const answer = read(numbers);
        tracker.change([`file ${count}`]);
        assert.equal(tracker.isFresh(answer), true);
        tracker.change([`file ${changed}`]);
        assert.equal(tracker.isFresh(answer), false);
      }
      assert.equal(tracker.isFresh(other), false);
    });
  }

  it('goes stale with what the answers were made from that it has used', () => {
    const tracker = createTracker();
    const halves = [0, 1000].map((start) => {
      tracker.begin();
      for (let number = start; number < start + 1000; number++) tracker.read(tracker.inputOf(`file ${number}`));
      return tracker.end();
    });
    tracker.begin();
    for (const half of halves) tracker.use(half);
    const whole = tracker.end();
    tracker.change(['file 1500']);
    assert.deepEqual([...halves, whole].map((each) => tracker.isFresh(each)), [true, false, false]);
  });

  it('is kept in as many sets however often it is made again', () => {
    const tracker = createTracker();
    const make = () => {
      tracker.begin();
      for (let number = 0; number < 1000; number++) tracker.read(tracker.inputOf(`file ${number}`));
      return tracker.end();
    };
    make();
    const before = tracker.size;
    for (let turn = 0; turn < 10; turn++) {
      tracker.change(['file 7']);
      make();
    }
    assert.equal(tracker.size, before);
  });
});
