/** What one sample really bears: each route alone, then all together, with the use of each resource meanwhile. */
import { availableParallelism } from 'node:os';
import { startDatabase, startService } from './processes.mjs';

const TIMES = {
  full: { light: 2, alone: 4, together: 8, filling: 90 },
  quick: { light: 1, alone: 3, together: 5, filling: 60 },
};
const AT_ONCE = 24;
/** Requests a second while memory fills: few enough that nothing else does. */
const FILLING_RATE = 400;
/** From here on a resource of which the rest is waited for counts as full. */
const BUSY = 0.6;

/** `light`: results of a load that nobody feels, for the model to be calibrated by. */
export async function measureSample(sample, placed, workshop, load, isQuick) {
  const times = TIMES[isQuick ? 'quick' : 'full'];
  const database = sample.hasDatabase ? await startDatabase(workshop) : undefined;
  try {
    let service = await startService(placed, database);
    const light = [];
    for (const route of sample.routes) light.push(await load(service.address, [route], { connections: 1, seconds: times.light }));
    const routes = [];
    for (const route of sample.routes) {
      // What only grows would carry over from one route to the next.
      if (sample.isFilled) service = await again(service, placed, database);
      routes.push({ label: route.label, ...(await capacityOf([route], sample.isFilled ? times.light : times.alone)) });
    }
    service = await again(service, placed, database);
    const together = sample.isFilled ? await filled() : await capacityOf(sample.routes, times.together);
    await service.stop();
    return { light, routes, together };

    async function capacityOf(asked, seconds) {
      await service.ask('begin');
      if (database) await database.ask('begin');
      await load(service.address, asked, { connections: AT_ONCE, seconds });
      const found = borne(await service.ask('end'), database && (await database.ask('end')));
      // What was asked and is not yet answered would count for the next: one more of each is answered after all of it.
      for (const route of asked) await load(service.address, [route], { connections: 1, amount: 1 });
      return found;
    }

    /** Until it dies of it, or the time is over. */
    async function filled() {
      await service.ask('begin');
      let last = { loop: 0, poolWaits: 0, heap: 0, finished: 0 };
      const watching = setInterval(() => service.isAlive() && service.ask('end').then((use) => (last = use), () => undefined), 250);
      const loading = load(service.address, sample.routes, { connections: 10, seconds: times.filling, rate: FILLING_RATE });
      const dead = new Promise((done) => {
        const looking = setInterval(() => {
          if (service.isAlive()) return;
          clearInterval(looking);
          done();
        }, 100);
        void loading.then(() => clearInterval(looking));
      });
      await Promise.race([loading, dead]);
      clearInterval(watching);
      const died = service.diedOfMemory();
      return { use: { 'event loop': last.loop, 'thread pool': last.poolWaits, 'database connections': 0, memory: died ? 1 : last.heap }, requestsUntilFull: died ? last.finished : last.finished / Math.max(0.01, last.heap), died };
    }
  } finally {
    await database?.stop();
  }
}

async function again(service, placed, database) {
  await service.stop();
  return startService(placed, database);
}

/**
 * Requests a second that it bears, and the use of each resource. Where it computes, other programs on the machine take processors from it: what it
 * did with the processor time it got is what counts then.
 */
function borne(used, connections) {
  const requests = used.finished;
  const raw = requests / used.seconds;
  const databaseUse = connections ? Math.min(1, connections.busySeconds / Math.max(1, connections.connections) / connections.seconds) : 0;
  const use = { 'event loop': used.loop, 'thread pool': used.loop > 0.8 ? 0 : used.poolWaits, 'database connections': databaseUse, memory: used.heap };
  const perProcessor = requests / Math.max(0.001, used.processorSeconds);
  const saturation = databaseUse > BUSY ? raw : use['thread pool'] > BUSY ? perProcessor * availableParallelism() : perProcessor;
  return { raw, saturation, use, queries: connections && requests > 0 ? connections.queries / requests : 0 };
}
