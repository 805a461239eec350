/** Tells the first three bottlenecks as a story: what customers see, when, and what to do about it. Pure. */

import type { Failure, PreMortem } from '../../../rules/kit/audit/pre-mortem.ts';
import { shareInWords } from '../../../rules/kit/share-in-words.ts';
import { shortServiceName } from '../../../rules/kit/short-service-name.ts';
import { factorAfter } from '../../../rules/kit/capacity-after-fixes.ts';
import type { Bottleneck, CapacityModel, Range, Resource } from '../../../rules/kit/capacity-model.ts';
import { leavesOutMuch } from './capacity/sentences.ts';

const MOST = 3;
/** More turns than a page shows: a list whose length is not written counts as one of fifty. */
const LONG = 20;
/** Design for ten times the load, and do not block a hundred: what holds more is left alone. */
const FAR = 100;

export function preMortemOf(capacity: CapacityModel): PreMortem {
  const { bottlenecks, traffic } = capacity;
  const failures = bottlenecks.slice(0, MOST);
  return { failures: failures.map(failureOf), says: `${answer(bottlenecks, traffic)}${leavesOutMuch(capacity) ? ' What it does for GraphQL was not found, and is not counted.' : ''}${traffic.isAssumed ? ' Today’s load is assumed: ask first what it really is.' : ''}` };
}

/** The one sentence for who reads no further. */
function answer([first, ...rest]: readonly Bottleneck[], { isAssumed, requestsPerSecond }: CapacityModel['traffic']): string {
  if (!first) return 'Nothing here answers requests, as far as the code tells.';
  const name = shortServiceName(first.service);
  const at = `${figure(first.factor.typical)}×`;
  const others = rest.filter(({ service, resource }) => service !== first.service || resource !== first.resource);
  const within = others.filter(({ factor }) => factor.typical <= 10).length;
  const [next] = others;
  const then = next === undefined ? '' : within === 0 ? ` Nothing else does before ${figure(next.factor.typical)}×.` : ` ${within === 1 ? 'One more part gives' : `${within} more parts give`} way after it.`;
  // It runs today, whatever an example of a load says.
  if (first.factor.typical <= 1 && isAssumed) return `If ${figure(requestsPerSecond)} requests came each second, ${name} would give way: it ${GIVES_WAY[first.resource]} at about ${figure(first.factor.typical * requestsPerSecond)} a second.${then}`;
  if (first.factor.typical <= 1) return `${name} gives way at today’s load already: it ${GIVES_WAY[first.resource]}.${then}`;
  if (first.factor.typical <= 10) return `At ten times today’s load, ${name} gives way first: at about ${at} it ${GIVES_WAY[first.resource]}.${then}`;
  return `Nothing gives way at ten times today’s load, as far as the code tells. ${name} would be the first: at about ${at} it ${GIVES_WAY[first.resource]}.${then}`;
}

const GIVES_WAY: Readonly<Record<Resource, string>> = {
  'event loop': 'is busy without a pause',
  'thread pool': 'runs out of helpers for slow work',
  'database connections': 'runs out of connections to its database',
  'outbound connections': 'runs out of connections to the outside',
  memory: 'runs out of memory',
};

interface Words {
  /** What it is, for someone who has never heard of it. */
  readonly is: (service: string) => string;
  readonly happens: string;
  readonly helps: string;
}

const WORDS: Readonly<Record<Resource, Words>> = {
  'event loop': { is: (service) => `${service} does one thing at a time`, happens: 'While it is busy with one customer, all others wait. Pages become slow, then time out.', helps: 'Let the slow step wait in the background, or do it once for all instead of once for each.' },
  'thread pool': { is: (service) => `${service} has a few helpers for slow work, such as files and passwords`, happens: 'When all of them are busy, sign-in and uploads stand in line, though everything else seems fine.', helps: 'Take the slow work off the way of customers, or give it more helpers.' },
  'database connections': { is: (service) => `${service} has a fixed number of connections to its database`, happens: 'When all of them are taken, requests wait for one to come free. Pages become slow, then show errors.', helps: 'Ask the database once for all instead of once for each, and keep answers that seldom change.' },
  'outbound connections': { is: (service) => `${service} has a fixed number of connections to the outside`, happens: 'When all of them are taken, whatever needs the other side waits, and so do its customers.', helps: 'Ask the other side less often, in the background, or through more connections.' },
  memory: { is: (service) => `${service} keeps things in memory and never lets go of them`, happens: 'When memory is full, it stops and starts anew; whoever is being served at that moment gets an error.', helps: 'Give what is kept a limit and a date to forget it by.' },
};

function failureOf(bottleneck: Bottleneck): Failure {
  const { resource, factor, causes } = bottleneck;
  const service = shortServiceName(bottleneck.service);
  const words = WORDS[resource];
  const [first] = causes;
  const routes = (first?.routes ?? []).slice(0, 3);
  const isFar = factor.typical > FAR;
  const mended = first && factorAfter(bottleneck, new Set([first.fix.id]));
  return {
    what: `${service} ${GIVES_WAY[resource]}`,
    title: resource === 'memory' ? `${service} runs out of memory: whoever it serves then gets an error.` : `${service} ${GIVES_WAY[resource]}: its customers wait, then see errors.`,
    plainly: `${words.is(service)}. ${words.happens}`,
    story: `${words.is(service)}. ${words.happens}${first && routes.length > 0 ? ` It shows first at ${routes.join(', ')}${first.routes.length > routes.length ? ' and others' : ''}, counted as ${shareInWords(first.ofRequests)} of its requests.` : ''}`,
    when: `At about ${figure(factor.typical)} times today’s load; between ${figure(factor.low)} and ${figure(factor.high)} times, for the code does not say how long ${(first?.times ?? 1) > LONG ? 'lists are and how long ' : ''}things take.`,
    at5: useAt(factor, 5),
    at10: useAt(factor, 10),
    mitigation: isFar ? `Leave it for now: it holds about ${figure(factor.typical)} times today’s load.` : words.helps,
    ...(first && !isFar && { forDevelopers: first.fix.what }),
    ...(first && { where: { label: first.label, location: first.location, routes: first.routes, ofRequests: first.ofRequests } }),
    afterwards: isFar ? 'Look again once that much has come.' : mended && mended.typical > factor.typical * 1.05 ? `Then it holds up to about ${figure(mended.typical)} times today’s load.` : 'That alone helps little: several causes weigh about the same.',
    decision: isFar ? 'Does anyone see us grow that much before we look again?' : factor.typical <= 5 ? 'Do we mend this before the next growth, and who does it?' : factor.typical <= 10 ? 'Do we mend this within the quarter, or add copies and pay for them?' : 'Do we accept this until we have grown, and who watches for it?',
  };
}

function useAt({ typical }: Range, load: number): string {
  return load >= typical ? 'gives way' : `${Math.max(1, Math.round((load / typical) * 100))} % used`;
}

/** Two figures: no more is known. */
function figure(value: number): string {
  return value >= 1e6 ? 'a million' : Number(value.toPrecision(2)).toLocaleString('en', { maximumSignificantDigits: 2 });
}
