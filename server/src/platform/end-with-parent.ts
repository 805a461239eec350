/** Ends this process when the one that started it is gone, even while this one is too busy to notice. */

import { Worker } from 'node:worker_threads';

const CHECK_MS = 1000;

/** A thread of its own looks after it: whoever was killed cannot end its helpers, and a helper may be in the middle of long work. */
export function endWithParent(): void {
  new Worker(WATCH, { eval: true, workerData: { parent: process.ppid, every: CHECK_MS } }).unref();
}

const WATCH = `
const { parent, every } = require('node:worker_threads').workerData;
setInterval(() => {
  try {
    if (process.ppid === parent && process.kill(parent, 0)) return;
  } catch (error) {
    if (error.code === 'EPERM') return;
  }
  process.kill(process.pid, 'SIGKILL');
}, every);
`;
