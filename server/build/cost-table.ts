/** server/COSTS.md: what the capacity model takes calls to cost, and pools to hold, each with its source; made from the tables themselves. */

import { BASE, COSTS, ELEMENTS, FRAMEWORKS, type Cost } from '../src/audit/capacity/costs.ts';
import { POOLS } from '../src/audit/capacity/supply.ts';

export function costPage(): string {
  const rows = COSTS.flatMap(({ of, costs }) => costs.map((cost) => rowOf(of, cost)));
  return `# What calls cost

Written by \`npm run generate\` from \`server/src/audit/capacity/\`. The capacity model of the audit counts with these figures until something was measured: typical milliseconds of one call, and in brackets the range that is likely. What was marked as measured was measured with Node.js 20 on one shared server core.

\`tenfold calibrate\` measures on your machine what has a name in the last column and keeps it in \`tenfold/calibration.json\` in the cache folder of your operating system (\`~/.cache\`, \`~/Library/Caches\`, \`%LOCALAPPDATA%\`; \`XDG_CACHE_HOME\` and \`TENFOLD_CALIBRATION\` say otherwise). It is never part of a repository; remove the file to go back to the table. How long queries take is told by a load test or a trace: \`--load-test\`, \`--traces\`.

| call | takes of | milliseconds | source | calibrated as |
|---|---|---|---|---|
${[...rows, rowOf('answering at the least', BASE)].join('\n')}

A list whose length the code does not say has ${ELEMENTS.typical} elements (${ELEMENTS.low} to ${ELEMENTS.high}). Answering that was calibrated counts more with a framework: ${Object.entries(FRAMEWORKS).map(([name, times]) => `${name} ${times}×`).join(', ')}.

## Connections that clients keep

Where the code does not say:

| library | connections | source |
|---|---|---|
${Object.entries(POOLS).map(([library, { size, source }]) => `| ${library} | ${size} | ${source} |`).join('\n')}

Others: 10. Threads of the pool: 4, unless \`UV_THREADPOOL_SIZE\` says otherwise (docs.libuv.org, Thread pool work scheduling).
`;
}

function rowOf(of: string, { resource, milliseconds: { low, typical, high }, source, calibrated }: Cost): string {
  return `| ${of} | ${resource} | ${typical} (${low} to ${high}) | ${source.replaceAll('|', '\\|')} | ${calibrated === undefined ? '' : `\`${calibrated}\``} |`;
}
