/**
 * `npm run reality [-- --quick --only NAME]`: the capacity model against services that really run. Installs their packages in its own folder, loads them on
 * the loopback address, writes server/REALITY.md and ends by itself. It fails when a prediction is off: first bottleneck, order of routes, saturation.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { builtCli } from '../build/built-cli.mjs';
import { compare, spearman } from './reality/compare.mjs';
import { loader } from './reality/load.mjs';
import { measureSample } from './reality/measure.mjs';
import { isNear, page } from './reality/page.mjs';
import { calibrate, predict } from './reality/predict.mjs';
import { SAMPLES } from './reality/samples.mjs';
import { openWorkshop, placeSample } from './reality/workshop.mjs';

const ROUNDS = 3;
const LEAST_ORDER = 0.8;
const given = process.argv.slice(2);
const isQuick = given.includes('--quick');
const only = given[given.indexOf('--only') + 1];
const samples = given.includes('--only') ? SAMPLES.filter(({ name }) => name.includes(only)) : SAMPLES;
const rounds = isQuick ? 1 : ROUNDS;

const cli = builtCli();
const workshop = openWorkshop();
const load = loader(workshop);
const began = Date.now();
const atStart = loadavg()[0];
const results = [];
let calibration = '';
for (const sample of samples) {
  const placed = await placeSample(sample);
  const all = [];
  for (let round = 0; round < rounds; round++) {
    calibration = calibrate(cli, workshop);
    const measured = await measureSample(sample, placed, workshop, load, isQuick);
    all.push({ measured, predicted: predict(cli, workshop, placed, sample.name, measured.light) });
  }
  const result = compare(sample, all);
  results.push(result);
  console.log(`${sample.name}: ${result.predictedFirst} predicted, ${result.measuredFirst} measured; ${result.predicted.toPrecision(3)} and ${result.measured.toPrecision(3)}, ratio ${(result.predicted / result.measured).toFixed(2)}; order ${result.order.toFixed(2)}.`);
  for (const { label, predicted, measured } of result.routes) console.log(`  ${label}: ${predicted.toPrecision(3)} predicted, ${measured.toPrecision(3)} measured`);
}
if (!isQuick && samples.length === SAMPLES.length) {
  const text = page(results, { rounds, processors: availableParallelism(), loads: [atStart, loadavg()[0]], calibration, minutes: Math.max(1, Math.round((Date.now() - began) / 60_000)) });
  writeFileSync(fileURLToPath(new URL('../REALITY.md', import.meta.url)), text);
  console.log('Written to server/REALITY.md.');
}
const all = results.flatMap(({ routes }) => routes);
const order = spearman(all.map(({ predicted }) => predicted), all.map(({ measured }) => measured));
const wrong = results.filter((result) => result.predictedFirst !== result.measuredFirst || !isNear(result)).map(({ sample }) => sample.name);
console.log(`Order of all ${all.length} routes: ${order.toFixed(2)}.${wrong.length > 0 ? ` Off: ${wrong.join(', ')}.` : ''}`);
process.exitCode = wrong.length > 0 || order < LEAST_ORDER ? 1 : 0;
