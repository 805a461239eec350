/** What breaks first, and at which load, as Markdown. */

import type { PreMortem } from '../../../../rules/kit/audit/pre-mortem.ts';
import type { Bottleneck, CapacityModel, Cause } from '../../../../rules/kit/capacity-model.ts';
import { shareInWords } from '../../../../rules/kit/share-in-words.ts';
import { number, often, times } from '../html/capacity-section.ts';
import { escaped, placeOf } from './escaped.ts';

const MOST = 3;

export function capacityLines({ bottlenecks, traffic, assumptions, unknowns }: CapacityModel, { says }: PreMortem): readonly string[] {
  if (bottlenecks.length === 0) return [];
  return [
    '## What breaks first',
    '',
    escaped(says),
    '',
    `1× is ${number(traffic.requestsPerSecond)} requests a second at the peak, ${escaped(traffic.because)}${traffic.isAssumed ? ' (assumed)' : ''}.`,
    '',
    ...bottlenecks.slice(0, MOST).flatMap(bottleneckLines),
    ...[...assumptions, ...unknowns].map((each) => `- ${escaped(each)}`),
    '',
  ];
}

function bottleneckLines({ service, resource, supply, factor, saturation, causes, afterFix }: Bottleneck, index: number): readonly string[] {
  return [
    `### ${index + 1}. The ${resource} of ${escaped(service)}: full at ${times(factor)} today’s load`,
    '',
    `${number(saturation.typical)} requests a second; ${escaped(supply.because)}.${afterFix ? ` With ${escaped(afterFix.what)}: full at ${times(afterFix.factor)}.` : ''}`,
    '',
    ...causes.slice(0, MOST).map(causeLine),
    '',
  ];
}

function causeLine(cause: Cause): string {
  const { label, location, routes, share, ofRequests } = cause;
  const shown = routes.slice(0, MOST).map(escaped).join(', ');
  return `- ${shareInWords(share)}: ${escaped(label)}${often(cause)} for ${shown}${routes.length > MOST ? ' and others' : ''}, counted as ${shareInWords(ofRequests)} of requests (${placeOf(location)})`;
}
