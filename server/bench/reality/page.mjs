/** The page that the run writes: server/REALITY.md. */
import { spearman } from './compare.mjs';
import { LINE_MS } from './samples.mjs';

export function page(results, { rounds, processors, loads, calibration, minutes }) {
  const all = results.flatMap(({ routes }) => routes).filter((route) => Number.isFinite(route.predicted));
  const pooled = spearman(all.map(({ predicted }) => predicted), all.map(({ measured }) => measured));
  const right = results.filter(({ predictedFirst, measuredFirst }) => predictedFirst === measuredFirst).length;
  const near = results.filter(isNear).length;
  return `# The model against reality

Written by \`npm run reality\`, which runs the services of \`test-fixtures/\` named below, loads them over the loopback address with autocannon, and compares what the audit says with what is measured. Not to be edited by hand.

**${right} of ${results.length}** first bottlenecks are the measured ones. Over ${all.length} routes of all services, the order in which they give way agrees with Spearman's ρ = **${pooled.toFixed(2)}**. **${near} of ${results.length}** saturations are within a factor of two.

| service | built with | breaks first, predicted | measured | full at, predicted | measured | ratio | routes, ρ |
|---|---|---|---|---|---|---|---|
${results.map(row).join('\n')}

Full at: requests a second, all routes in equal parts; for memory, requests until the process dies. The ratio is predicted ÷ measured, the median of the rounds with each round in brackets.

## Use of each resource at saturation

| service | event loop | thread pool | database connections | memory |
|---|---|---|---|---|
${results.map(({ sample, use }) => `| \`${sample.name}\` | ${['event loop', 'thread pool', 'database connections', 'memory'].map((resource) => percent(use[resource])).join(' | ')} |`).join('\n')}

Event loop: its utilisation as Node.js tells it. Thread pool: of small tasks given to it, those that waited over 10 ms; not told while the event loop is full, which would make them wait too. Connections: the part of the time that a query was under way. Memory: of the heap's limit; 100 % is death.

## Routes alone

| service | route | predicted, a second | measured | queries measured |
|---|---|---|---|---|
${results.flatMap(({ sample, routes }) => routes.map(({ label, predicted, measured, queries }) => `| \`${sample.name}\` | \`${label}\` | ${short(predicted)} | ${short(measured)} | ${queries > 0.05 ? queries.toFixed(1) : ''} |`)).join('\n')}

For the routes of \`express-quotes-growing\` the prediction for \`POST /quotes\` is the rate that fills its memory within a day; what is measured is the rate it answers at until then.

## How it was measured

- ${rounds} round${rounds === 1 ? '' : 's'}, ${minutes} minutes, Node.js ${process.versions.node}, ${processors} processors shared with other work: load ${loads[0].toFixed(1)} at the start, ${loads[1].toFixed(1)} at the end. The median of the rounds counts.
- Because other work takes processors away, requests that compute are counted against the processor time the service got, not against the clock; requests that wait for the database, against the clock.
- Before each prediction \`tenfold calibrate\` measured this machine, and one connection asked each route for a few seconds; the audit was given both (\`--load-test\`). It knows nothing of the load that followed.
- The database is PGlite, an embedded PostgreSQL, behind a line that takes ${LINE_MS} ms.

Costs measured by the last calibration:

\`\`\`
${calibration.split('\n').filter((line) => / ms {2}/.test(line)).join('\n')}
\`\`\`
`;
}

export function isNear({ predicted, measured }) {
  return predicted / measured <= 2 && predicted / measured >= 0.5;
}

function row(result) {
  const { sample, predictedFirst, measuredFirst, cause, finding, predicted, measured, ratios, order } = result;
  return `| [\`${sample.name}\`](../test-fixtures/${sample.name}/README.md) | ${sample.framework} | ${predictedFirst}: \`${cause}\`${finding ? ` (\`${finding}\`)` : ''} | ${measuredFirst} | ${short(predicted)} | ${short(measured)} | ${(predicted / measured).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}) | ${Number.isFinite(order) ? order.toFixed(2) : ''} |`;
}

function percent(part) {
  return `${Math.round(part * 100)} %`;
}

function short(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '';
}
