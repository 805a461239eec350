/** Asks a service with autocannon: one route, or all in turn. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export function loader(workshop) {
  const autocannon = createRequire(pathToFileURL(`${workshop}/`))('autocannon');
  /** `connections` ask at once for so many seconds; with `rate`, no more than so many requests a second in all. */
  return async function load(address, routes, { connections, seconds, rate, amount }) {
    const requests = routes.map(({ method, path, body }) => ({ method, path, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) }));
    const result = await autocannon({ url: address, connections, ...(amount ? { amount } : { duration: seconds }), requests, timeout: 30, ...(rate && { overallRate: rate }) });
    return { ...result, title: routes.length === 1 ? routes[0].label : 'all' };
  };
}
