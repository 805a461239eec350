/**
 * Loaded into a sample before its own code: says how much of each resource it uses. Asked over the channel to the bench; changes nothing else.
 */
import { subscribe } from 'node:diagnostics_channel';
import { stat } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

const PROBE_EVERY_MS = 50;
/** An idle pool looks at a file in a fraction of a millisecond. */
const WAITED_MS = 10;

let from;
let waits = [];
let finished = 0;

subscribe('http.server.response.finish', () => finished++);

setInterval(() => {
  const asked = performance.now();
  stat('.', () => waits.push(performance.now() - asked));
}, PROBE_EVERY_MS).unref();

process.on('message', (message) => {
  if (message === 'begin') {
    from = { at: performance.now(), loop: performance.eventLoopUtilization(), cpu: process.cpuUsage() };
    [waits, finished] = [[], 0];
    process.send({ begun: true });
  }
  if (message === 'end') {
    const { user, system } = process.cpuUsage(from.cpu);
    process.send({
      finished,
      seconds: (performance.now() - from.at) / 1000,
      loop: performance.eventLoopUtilization(from.loop).utilization,
      processorSeconds: (user + system) / 1e6,
      poolWaits: waits.length === 0 ? 0 : waits.filter((wait) => wait > WAITED_MS).length / waits.length,
      heap: process.memoryUsage().heapUsed / getHeapStatistics().heap_size_limit,
    });
  }
});
process.channel?.unref();
process.on('disconnect', () => process.exit());
