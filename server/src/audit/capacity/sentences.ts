/** What the model took for granted, what it does not know, and what it was told, in sentences. */

import type { Bottleneck, CapacityModel, RouteCapacity } from '../../../../rules/kit/capacity-model.ts';
import type { Measurements } from '../../../../rules/model/measurements.ts';
import type { Scale } from '../../../../rules/model/workspace.ts';
import { ELEMENTS } from './costs.ts';

interface Taken {
  /** How requests are spread. */
  readonly spread: string;
  /** Between restarts, where nobody says otherwise. */
  readonly hours: number;
  /** Routes that a clock asks for. */
  readonly clocked: readonly string[];
}

export function assumptionsOf(bottlenecks: readonly Bottleneck[], { calibration, loadTests, traces }: Measurements, { hoursBetweenRestarts }: Scale, { spread, hours, clocked }: Taken): readonly string[] {
  const speaksOfMemory = bottlenecks.some(({ resource }) => resource === 'memory');
  const isMeasured = loadTests.some(({ routes }) => routes.some(({ p50 }) => p50 !== undefined)) || traces.length > 0;
  return [
    `Requests are spread ${spread}.`,
    ...(clocked.length > 0 ? [`${clocked.length === 1 ? `${clocked[0] ?? ''} is` : `${clocked.length} routes such as ${clocked[0] ?? ''} are`} asked for by a clock, and not more often when customers grow: not counted.`] : []),
    ...(traces.length > 0 ? [] : [`A list of unknown length has ${ELEMENTS.typical} elements (${ELEMENTS.low} to ${ELEMENTS.high}).`]),
    'What stands behind a condition runs every second time, what turns a request away one time in twenty.',
    ...(isMeasured ? [] : ['A query takes 3 ms of its connection (0.5 to 20).']),
    calibration ? `Costs of calls were measured on ${calibration.machine} on ${calibration.at.slice(0, 10)} where a calibration knows them.` : 'Costs of calls are orders of magnitude, each with its source in server/COSTS.md of Tenfold: tenfold calibrate measures them on this machine.',
    ...(speaksOfMemory ? [`A process starts anew every ${hoursBetweenRestarts ?? hours} hours${hoursBetweenRestarts === undefined ? ' (scale.hoursBetweenRestarts says otherwise)' : ', as scale.hoursBetweenRestarts says'}; what it keeps under keys that come again grows with one request in a hundred.`] : []),
  ];
}

export function unknownsOf(bottlenecks: readonly Bottleneck[], routes: readonly RouteCapacity[], { loadTests, traces }: Measurements, isTrafficAssumed: boolean, unseen: readonly string[]): readonly string[] {
  const waits = routes.some(({ demand }) => demand['outbound connections'] !== undefined);
  const boundsOutbound = bottlenecks.some(({ resource }) => resource === 'outbound connections');
  return [
    ...(isTrafficAssumed ? ['Today’s traffic: set scale.peakRequestsPerSecond in tenfold.json.'] : []),
    ...(unseen.length > 0 ? [`What ${unseen.join(', ')} ${unseen.length === 1 ? 'does' : 'do'} for GraphQL: a server for it is there, and none of its resolvers was found. ${MOST_OF_IT}`] : []),
    ...(bottlenecks.some(({ supply }) => supply.because.includes('in one process')) ? ['How many processes run: no manifest of this repository says so for every service.'] : []),
    ...(traces.length > 0 || loadTests.length > 0 || !bottlenecks.some(({ resource }) => resource === 'database connections') ? [] : ['How long queries take: a load test (--load-test) or a trace (--traces) tells.']),
    ...(waits && !boundsOutbound ? ['How many calls to others may wait at once: nothing in the code bounds their sockets, so what gives way first is the other side.'] : []),
    'What loops over data compute between calls, and what the database server itself can bear.',
  ];
}

/** Whether what is not known may be most of it, so that no headline may leave it out. */
export function leavesOutMuch({ unknowns }: CapacityModel): boolean {
  return unknowns.some((each) => each.endsWith(MOST_OF_IT));
}

const MOST_OF_IT = 'Most of the work may be there.';

export function measuredSentences({ calibration, loadTests, traces }: Measurements, routes: readonly RouteCapacity[]): readonly string[] {
  return [
    ...(calibration ? [`tenfold calibrate measured ${Object.keys(calibration.costs).length} costs on ${calibration.machine} (${calibration.processors} processors) on ${calibration.at.slice(0, 10)}.`] : []),
    ...loadTests.map(({ tool, file, routes: rows }) => `${file} (${tool}) speaks of ${rows.filter(({ name }) => routes.some(({ measured }) => measured?.name === name)).length} of ${routes.length} routes.`),
    ...traces.map(({ file, routes: rows }) => `${file} (traces) holds ${rows.reduce((sum, { requests }) => sum + requests, 0)} requests to ${rows.length} routes.`),
  ];
}

const SAYINGS: Readonly<Record<Scale['stage'], string>> = {
  mvp: 'An MVP: only what is full at the load spoken of is named. What holds ten times the load can wait, and nothing here asks for shards, replicas or more services.',
  growth: 'A growing product: the three that give way first are named, full or not, and mended one at a time.',
  scale: 'A product at scale: look at the lower end of each range, and at what follows once the first three are mended.',
};

export function stageOf({ stage, isStageDeclared }: Scale): CapacityModel['stage'] {
  return { name: stage, isDeclared: isStageDeclared, says: `${SAYINGS[stage]}${isStageDeclared ? '' : ' (scale.stage of tenfold.json says which stage it is.)'}` };
}
