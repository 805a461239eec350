/** Scorecard, team, delivery, manual work, debt and the pre-mortem, as Markdown. */

import type { AuditModel } from '../../../../rules/kit/audit-model.ts';
import type { ScoreRow } from '../../../../rules/kit/audit/scorecard.ts';
import { escaped, placeOf } from './escaped.ts';

const MOST_CHANGES = 15;

export function sectionLines(audit: AuditModel): readonly string[] {
  return [...scorecard(audit), ...team(audit), ...delivery(audit), ...manual(audit), ...debt(audit), ...preMortem(audit)];
}

function scorecard({ scorecard: { services, layers } }: AuditModel): readonly string[] {
  const parts = [...layers.map(({ layer, rows }) => ({ title: layer, rows })), ...services.map(({ service, rows }) => ({ title: service, rows }))];
  return ['## What is there, and what is not', '', '| of | what | is | fact |', '|---|---|---|---|', ...parts.flatMap(({ title, rows }) => rows.map((row) => rowLine(title, row))), ''];
}

function rowLine(title: string, { topic, state, fact, location }: ScoreRow): string {
  return `| ${escaped(title)} | ${escaped(topic)} | ${state} | ${escaped(fact)}${location ? ` (${placeOf(location)})` : ''} |`;
}

function team({ team: { truckFactors, waitedFor, crossing, unowned, unseen } }: AuditModel): readonly string[] {
  return [
    '## Where people wait for people',
    '',
    ...truckFactors.map(({ service, people, names }) => `- ${escaped(service)}: when ${people} ${people === 1 ? 'person leaves' : 'people leave'}, more than half of its files have no author (${names.map(escaped).join(', ')}${people > names.length ? ', …' : ''}).`),
    ...waitedFor.map(({ team: owner, by, imports, location }) => `- ${by.map(escaped).join(', ')} build on code of ${escaped(owner)} in ${imports} places (${placeOf(location)}).`),
    ...crossing.map(({ services: [one, other], together, of }) => `- ${together} of ${of} changes touched both ${escaped(one)} and ${escaped(other)}.`),
    ...(unowned ? [`- ${unowned.files} of ${unowned.of} files have no owner${unowned.files > 0 ? `, mostly in ${unowned.folders.map(escaped).join(', ')}` : ''}.`] : []),
    ...unseen.map((each) => `- ${escaped(each)}`),
    '',
  ];
}

function delivery({ delivery: { measures, from, unseen } }: AuditModel): readonly string[] {
  return ['### Delivery, by proxy', '', ...(from === '' ? [] : [`From ${escaped(from)}.`, '']), ...measures.map(({ name, says, band }) => `- ${name}: ${escaped(says)} (${band}).`), ...unseen.map((each) => `- ${escaped(each)}`), ''];
}

function manual({ manualProcess }: AuditModel): readonly string[] {
  return manualProcess ? ['## One manual process to kill', '', `${escaped(manualProcess.what)} (${placeOf(manualProcess.location)}) ${escaped(manualProcess.why)}`, '', `First step: ${escaped(manualProcess.firstStep)}`, ''] : [];
}

function debt({ debt: { since, came, went, sprint } }: AuditModel): readonly string[] {
  const changes = since === undefined ? ['No earlier audit was saved (`tenfold audit --save`).'] : [`Since ${new Date(since).toISOString().slice(0, 10)}: ${came.length} came, ${went.length} went.`, '', ...came.slice(0, MOST_CHANGES).map(({ message }) => `- came: ${escaped(message)}`), ...went.slice(0, MOST_CHANGES).map(({ message }) => `- went: ${escaped(message)}`)];
  return ['## Debt', '', ...changes, '', `20 % of a sprint is ${sprint.days} days: the ${sprint.items.length} worst fit. ${escaped(sprint.assumes)}`, ''];
}

function preMortem({ preMortem: { failures, says } }: AuditModel): readonly string[] {
  if (failures.length === 0) return [];
  return ['## Pre-mortem', '', escaped(says), '', ...failures.flatMap(({ title, story, when, at5, at10, mitigation, forDevelopers, afterwards, decision }, index) => [`### ${index + 1}. ${escaped(title)}`, '', escaped(story), '', `- When: ${escaped(when)} At 5×: ${at5}; at 10×: ${at10}.`, `- What to do: ${escaped(mitigation)} ${escaped(afterwards)}${forDevelopers === undefined ? '' : ` For developers: ${escaped(forDevelopers)}.`}`, '- Who: …', `- Decide: ${escaped(decision)}`, ''])];
}
