/** What each service, and each layer around them, has and lacks: every row a fact with the place that shows it. Pure. */

import type { Scorecard, ScoreRow } from '../../../rules/kit/audit/scorecard.ts';
import type { ServiceMap } from '../../../rules/kit/audit/service-map.ts';
import { placeOfService, requestsTo, workloadsOfService } from '../../../rules/kit/deployed-service.ts';
import { ownersBy } from '../../../rules/kit/owners-of.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Category, Finding } from '../../../rules/model/finding.ts';
import type { Document } from '../../../rules/model/manifests.ts';
import type { Service } from '../../../rules/model/workspace.ts';
import { answeringServices, deployedServices } from './deployed.ts';
import { locationOf, startOf } from './location.ts';
import { infrastructureRows, processRows, teamRows } from './scorecard/layers.ts';
import { placesOf, type Places } from './scorecard/places.ts';

export function scorecardOf(codebase: Codebase, findings: readonly Finding[], map: ServiceMap): Scorecard {
  const answering = new Set(answeringServices(codebase));
  const serving = deployedServices(codebase).filter((service) => answering.has(service));
  return {
    services: serving.map((service) => ({ service: service.name, rows: rowsOf(codebase, service, findings.filter((each) => each.service === service.name), map, serving.length === 1) })),
    layers: [
      { layer: 'infrastructure', rows: infrastructureRows(codebase) },
      { layer: 'team', rows: teamRows(codebase) },
      { layer: 'process', rows: processRows(codebase) },
    ],
  };
}

function rowsOf(codebase: Codebase, service: Service, findings: readonly Finding[], map: ServiceMap, isOnly: boolean): readonly ScoreRow[] {
  const places = placesOf(codebase, service);
  const home = placeOfService(codebase, service);
  const at = home && locationOf(codebase, home);
  const here = at ? { location: at } : {};
  const against = (...categories: readonly Category[]): readonly Finding[] => findings.filter(({ category, tier }) => categories.includes(category) && tier !== 'advice');
  return [
    cacheRow(places, against('caching'), here),
    asyncRow(places, against('async-work'), here),
    judged('statelessness', against('statelessness'), 'Nothing was found that ties a customer to one process.', here),
    copiesRow(codebase, service, here),
    databaseRow(service, against('database'), map, here),
    observed(places, against('observability'), here),
    judged('resilience', against('resilience'), `Nothing was found that waits for ever or fails in silence${places.shutdown ? '; it ends in good order' : ''}.`, places.shutdown ? { location: places.shutdown.location } : here),
    ownerRow(codebase, service, here),
    documented(codebase, service, isOnly, here),
    contractRow(codebase, service, places, isOnly, here),
    testsRow(codebase, service, here),
  ];
}

type Where = Pick<ScoreRow, 'location'> | Record<string, never>;

function cacheRow({ cache }: Places, [missing]: readonly Finding[], here: Where): ScoreRow {
  if (cache) return { topic: 'cache', state: missing ? 'partly' : 'there', fact: `Reads or writes a cache in ${counted(cache.count, 'place')} (${cache.label}).${missing ? ` ${missing.message}` : ''}`, location: cache.location };
  if (missing) return { topic: 'cache', state: 'missing', fact: missing.message, location: missing.location };
  return { topic: 'cache', state: 'unknown', fact: 'No cache is used, and no route was found that asks for one.', ...here };
}

function asyncRow({ queue }: Places, against: readonly Finding[], here: Where): ScoreRow {
  const [first] = against;
  if (first) return { topic: 'async work', state: queue ? 'partly' : 'missing', fact: `${more(against)}${queue ? ` Other work goes to a queue (${queue.label}).` : ''}`, location: first.location };
  if (queue) return { topic: 'async work', state: 'there', fact: `Puts work on a queue in ${counted(queue.count, 'place')} (${queue.label}).`, location: queue.location };
  return { topic: 'async work', state: 'there', fact: 'Nothing slow or blocking was found on the way of requests.', ...here };
}

function judged(topic: string, against: readonly Finding[], otherwise: string, where: Where): ScoreRow {
  const [first] = against;
  return first ? { topic, state: against.some(({ tier }) => tier === 'warning') ? 'missing' : 'partly', fact: more(against), location: first.location } : { topic, state: 'there', fact: otherwise, ...where };
}

function copiesRow(codebase: Codebase, service: Service, here: Where): ScoreRow {
  const workloads = workloadsOfService(codebase, service);
  const scaled = workloads.find(({ hasAutoscaler }) => hasAutoscaler);
  if (scaled) return { topic: 'autoscaling', state: 'there', fact: `An autoscaler runs ${scaled.maxReplicas === undefined ? 'more copies as they are needed' : `up to ${scaled.maxReplicas} copies`} of ${scaled.name}.`, location: locationOf(codebase, scaled.at) };
  const [first] = workloads;
  const fixed = workloads.find(({ replicas }) => replicas !== undefined);
  if (fixed) return { topic: 'autoscaling', state: (fixed.replicas ?? 1) > 1 ? 'partly' : 'missing', fact: `${fixed.name} runs in ${counted(fixed.replicas ?? 1, 'copy', 'copies')}, ${fixed.traits.includes('chart') ? 'by the values that its chart comes with' : 'as written'}; nothing adds more.`, location: locationOf(codebase, fixed.replicasAt ?? fixed.at) };
  if (first) return { topic: 'autoscaling', state: 'missing', fact: `${first.name} says nothing of copies: one runs.`, location: locationOf(codebase, first.at) };
  return { topic: 'autoscaling', state: 'unknown', fact: 'No manifest says how many copies run.', ...here };
}

function databaseRow({ name }: Service, against: readonly Finding[], { edges, nodes }: ServiceMap, here: Where): ScoreRow {
  const ways = edges.filter(({ from, kind, to }) => from === `service:${name}` && kind === 'uses' && to.startsWith('database:'));
  const [way] = ways;
  const [first] = against;
  if (!way) return { topic: 'database', state: 'unknown', fact: 'Asks no database that was recognised.', ...here };
  const names = ways.map(({ to }) => nodes.find(({ id }) => id === to)?.name ?? to).join(', ');
  const tables = new Set(ways.flatMap((each) => each.names)).size;
  const uses = `Asks ${names}${tables > 0 ? `, ${counted(tables, 'table')}` : ''} in ${counted(ways.reduce((sum, { places }) => sum + places, 0), 'place')}.`;
  return first ? { topic: 'database', state: 'partly', fact: `${more(against)} ${uses}`, location: first.location } : { topic: 'database', state: 'there', fact: `${uses} Nothing was found that grows with the data.`, location: way.location };
}

function observed({ measured }: Places, [missing]: readonly Finding[], here: Where): ScoreRow {
  if (missing) return { topic: 'observability', state: 'missing', fact: missing.message, location: missing.location };
  if (measured) return { topic: 'observability', state: 'there', fact: `Measures or logs in ${counted(measured.count, 'place')} (${measured.label}).`, location: measured.location };
  return { topic: 'observability', state: 'partly', fact: 'A package for logs or metrics is there; no call to it was followed.', ...here };
}

/** Of its files: who answers for fewer does not answer for the service. */
const MOSTLY = 0.8;

function ownerRow(codebase: Codebase, { files }: Service, here: Where): ScoreRow {
  const ownersOf = ownersBy(codebase.manifests);
  const owned = files.map((file) => ownersOf(file)).filter(({ length }) => length > 0);
  const counts = new Map<string, number>();
  for (const owner of owned.flat()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const owners = [...counts].sort(([, a], [, b]) => b - a).map(([owner]) => owner);
  const [rule] = codebase.manifests.owners;
  if (!rule) return { topic: 'ownership', state: 'unknown', fact: 'No CODEOWNERS file says who answers for it.', ...here };
  if (owners.length > 0 && owned.length < files.length * MOSTLY) return { topic: 'ownership', state: 'partly', fact: `CODEOWNERS names ${owners.slice(0, 3).join(', ')} for ${owned.length} of its ${files.length} files.`, location: locationOf(codebase, rule.at) };
  return owners.length > 0 ? { topic: 'ownership', state: 'there', fact: `Owned by ${owners.slice(0, 3).join(', ')}.`, location: locationOf(codebase, rule.at) } : { topic: 'ownership', state: 'missing', fact: 'CODEOWNERS names nobody for it.', location: locationOf(codebase, rule.at) };
}

function documented(codebase: Codebase, service: Service, isOnly: boolean, here: Where): ScoreRow {
  const readme = documentsIn(codebase, isOnly ? '' : service.root, 'readme').sort((a, b) => a.file.length - b.file.length)[0];
  return readme ? { topic: 'documentation', state: 'there', fact: `Described in ${readme.file}.`, location: startOf(readme.file) } : { topic: 'documentation', state: 'missing', fact: 'No README of its own.', ...here };
}

function contractRow(codebase: Codebase, service: Service, { contract }: Places, isOnly: boolean, here: Where): ScoreRow {
  const [document] = documentsIn(codebase, isOnly ? '' : service.root, 'api-contract');
  if (document) return { topic: 'contracts', state: 'there', fact: `Its interface is written in ${document.file}.`, location: startOf(document.file) };
  if (contract) return { topic: 'contracts', state: 'there', fact: `Its interface is made from the code (${contract.label}).`, location: contract.location };
  const shared = codebase.manifests.documents.find(({ kind, file }) => kind === 'api-contract' && !codebase.workspace.packages.some(({ root }) => root !== '' && file.startsWith(`${root}/`)));
  if (shared) return { topic: 'contracts', state: 'partly', fact: `${shared.file} describes an interface of this repository; whether it is this one, its place does not say.`, location: startOf(shared.file) };
  return { topic: 'contracts', state: 'missing', fact: `No OpenAPI, GraphQL or protobuf file describes its ${counted(requestsTo(codebase, service).length, 'entry point')}.`, ...here };
}

function testsRow(codebase: Codebase, service: Service, here: Where): ScoreRow {
  const tests = documentsIn(codebase, service.root, 'test');
  const [first] = tests;
  return first ? { topic: 'tests', state: 'there', fact: `${counted(tests.length, 'test file')}.`, location: startOf(first.file) } : { topic: 'tests', state: 'missing', fact: 'No test file lies in its folder.', ...here };
}

function documentsIn({ manifests }: Codebase, root: string, kind: Document['kind']): Document[] {
  return manifests.documents.filter((document) => document.kind === kind && (root === '' || document.file.startsWith(`${root}/`)));
}

function more(findings: readonly Finding[]): string {
  const [first] = findings;
  return first ? `${first.message}${findings.length > 1 ? ` And ${findings.length - 1} more.` : ''}` : '';
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
