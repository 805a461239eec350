/** What the command line's exit code says. */

export const EXIT = {
  clean: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** Bad arguments, an unreadable folder, invalid settings, nothing to read. */
  couldNotJudge: 2,
  /** Stopped by Ctrl+C, as shells expect. */
  interrupted: 130,
} as const;
