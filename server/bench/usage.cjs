/** Loaded into a process that is timed (`node --require`): as it ends, it writes what the process used into the file that BENCH_USAGE names. */
const { writeFileSync } = require('node:fs');

const file = process.env.BENCH_USAGE;
// Processes that this one starts are not the one timed.
delete process.env.BENCH_USAGE;
process.on('exit', () => {
  if (!file) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS / 1024 }));
});
