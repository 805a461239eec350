/** What breaks first, and at which load, as Markdown. */

import type { Bottleneck, CapacityModel } from '../../../../rules/kit/capacity-model.ts';
import { number, times } from '../html/capacity-section.ts';
import { escaped, placeOf } from './escaped.ts';

const MOST = 3;

export function capacityLines({ bottlenecks, traffic, assumptions, unknowns }: CapacityModel): readonly string[] {
  if (bottlenecks.length === 0) return [];
  return [
    '## What breaks first',
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
    ...causes.slice(0, MOST).map(({ label, location, routes, share, times: often }) => `- ${Math.round(share * 100)} %: ${escaped(label)}${often > 1 ? `, ${often} times a request,` : ''} for ${routes.slice(0, 3).map(escaped).join(', ')} (${placeOf(location)})`),
    '',
  ];
}
