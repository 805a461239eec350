/** When to run after changes: once they pause, but not later than a while after the first. */

export interface Schedule {
  /** Something changed. */
  touch(): void;
  /** Run now instead of waiting for a pause. */
  hurry(): void;
  cancel(): void;
}

const PAUSE_MS = 200;
const LONGEST_WAIT_MS = 2000;

/** `run` is never called while it is still running; a touch meanwhile makes it run again. */
export function createSchedule(run: () => Promise<void>, { pause = PAUSE_MS, longestWait = LONGEST_WAIT_MS } = {}): Schedule {
  let timer: NodeJS.Timeout | undefined;
  let firstTouch: number | undefined;
  let isRunning = false;
  let isTouchedMeanwhile = false;

  async function start(): Promise<void> {
    clearTimeout(timer);
    firstTouch = undefined;
    if (isRunning) {
      isTouchedMeanwhile = true;
      return;
    }
    isRunning = true;
    try {
      await run();
    } finally {
      isRunning = false;
      if (isTouchedMeanwhile) {
        isTouchedMeanwhile = false;
        touch();
      }
    }
  }

  function touch(): void {
    const now = performance.now();
    firstTouch ??= now;
    clearTimeout(timer);
    timer = setTimeout(() => void start(), Math.max(0, Math.min(pause, firstTouch + longestWait - now)));
  }

  return {
    touch,
    hurry: () => void start(),
    cancel() {
      clearTimeout(timer);
      firstTouch = undefined;
      isTouchedMeanwhile = false;
    },
  };
}
