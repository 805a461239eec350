/** "Service A must reach B only through queue Q": every import, call and message that goes another way. */

import type { Report } from '../kit/define-rule.ts';
import { stepsOf } from '../kit/request-path-report.ts';
import { callsBetweenServices, importsBetweenServices } from '../kit/service-links.ts';
import type { Codebase } from '../model/codebase.ts';
import { functionId } from '../model/function-id.ts';
import { siteOf, type Call } from '../model/graphs.ts';
import { contains, type Site } from '../model/source.ts';
import type { EntryPoint, Service } from '../model/workspace.ts';
import type { OnlyThroughQueue } from './declaration.ts';
import { withReason } from './with-reason.ts';

export function* onlyThroughQueue(rule: OnlyThroughQueue, codebase: Codebase): Iterable<Report> {
  const { services } = codebase.workspace;
  const from = services.find(({ name }) => name === rule.from);
  const to = services.find(({ name }) => name === rule.to);
  if (!from || !to) return;
  const queues = rule.queues.join(' or ');
  const taken = to.entryPoints.filter(({ kind }) => kind === 'queue-consumer');
  const meant = taken.filter((consumer) => rule.queues.some((queue) => isOf(consumer, queue)));
  const related = meant.map(({ at, label }) => ({ at, shows: `${to.name} takes messages from ${label} here` }));
  if (meant.length === 0) {
    yield { at: rule.at, message: `${to.name} takes no messages from ${queues} that can be seen, so this rule leaves ${from.name} no way to it.`, confidence: 'possible', evidence: taken.map(({ at, label }) => ({ at, shows: `${to.name} listens to ${label}` })), evidenceIs: 'related' };
  }

  for (const link of importsBetweenServices(codebase)) {
    if (link.from.name !== from.name || link.to.name !== to.name || link.dependency.kind === 'type-only') continue;
    yield { at: link.at, message: withReason(`${from.name} imports ${link.dependency.to} of ${to.name}, past ${queues}.`, rule), confidence: 'certain', evidence: related, evidenceIs: 'related' };
  }
  for (const link of callsBetweenServices(codebase)) {
    if (link.from.name !== from.name || link.to.name !== to.name) continue;
    const call = callOf(codebase, link.at);
    yield { at: link.at, message: withReason(`${from.name} calls ${to.name} over the network, past ${queues}.`, rule), confidence: link.isGuessed ? 'likely' : 'certain', ...wayTo(codebase, call) };
  }
  for (const call of enqueuesIn(codebase, from)) {
    const subject = call.operation?.subject;
    const other = subject === undefined || rule.queues.includes(subject) ? undefined : taken.find((consumer) => isOf(consumer, subject));
    if (other) yield { at: siteOf(call), message: withReason(`${from.name} sends ${to.name} messages through ${other.label}, past ${queues}.`, rule), confidence: 'likely', ...wayTo(codebase, call) };
  }
}

/** `queue mails`, `topic mails`, `mails`. */
function isOf({ label }: EntryPoint, queue: string): boolean {
  return label === queue || label.endsWith(` ${queue}`);
}

/** The walk from a route, where a request comes there. */
function wayTo({ requests }: Codebase, call: Call | undefined): Pick<Report, 'evidence' | 'entryPoints'> {
  const path = call && requests.to(call.caller);
  return path && call ? { evidence: stepsOf(path), entryPoints: requests.entryPointsOf(call.caller) } : {};
}

function callOf(codebase: Codebase, { file, span }: Site): Call | undefined {
  const index = codebase.facts.get(file)?.calls.findIndex(({ nameSpan }) => contains(nameSpan, span)) ?? -1;
  return index < 0 ? undefined : codebase.calls.callAt(file, index);
}

function enqueuesIn({ calls, facts, isOffline }: Codebase, { files }: Service): readonly Call[] {
  return files.filter((file) => !isOffline(file)).flatMap((file) => [...(facts.get(file)?.functions.keys() ?? [])].flatMap((index) => calls.callsIn(functionId(file, index)).filter(({ operation }) => operation?.kind === 'enqueue')));
}
