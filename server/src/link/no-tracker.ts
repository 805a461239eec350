/** A tracker for what is linked once and never again. */

import type { Stamp, Tracker } from './tracking.ts';

/** Keeps no account, so every answer holds. */
export const noTracker: Tracker = {
  inputOf: () => 0,
  read() {},
  use() {},
  begin() {},
  end: () => ALWAYS,
  apart: (compute) => compute(),
  isFresh: () => true,
  changedAt: () => 0,
  change() {},
  now: 1,
  size: 0,
};

const ALWAYS: Stamp = { reads: 0, at: 0 };
