/** What load tests measured of each route, beside what the model says of it. */

import type { CapacityModel } from '../../../../rules/kit/capacity-model.ts';
import { measuredCells } from '../html/measured-section.ts';
import { escaped } from './escaped.ts';

const MOST = 50;

export function measuredLines({ routes }: CapacityModel): readonly string[] {
  const measured = routes.filter((route) => route.measured !== undefined);
  if (measured.length === 0) return [];
  return [
    '## Routes as measured',
    '',
    '| route | requests/s | p50 | p95 | p99 | errors | queries | full at, alone |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...measured.slice(0, MOST).map((route) => `| ${[route.route, ...measuredCells(route)].map(escaped).join(' | ')} |`),
    '',
  ];
}
