/** What load tests measured of each route, beside what the model says of it; folded, and not there where nothing was measured. */

import type { CapacityModel, RouteCapacity } from '../../../../rules/kit/capacity-model.ts';
import { number } from './capacity-section.ts';
import { escapeHtml } from './escape.ts';

const MOST = 200;
const COLUMNS = ['requests/s', 'p50', 'p95', 'p99', 'errors', 'queries', 'full at, alone'] as const;

export function measuredSection({ routes }: CapacityModel): string {
  const measured = routes.filter(({ measured: told }) => told !== undefined);
  if (measured.length === 0) return '';
  return `<section aria-labelledby="measured"><h2 id="measured">Routes as measured</h2><details open><summary>${measured.length} of ${routes.length} routes, by what a load test says and what the model makes of it</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Routes as measured"><table><thead><tr><th scope="col">route</th><th scope="col">service</th>${COLUMNS.map((name) => `<th scope="col" class="number">${name}</th>`).join('')}</tr></thead><tbody>${measured.slice(0, MOST).map(row).join('')}</tbody></table></div>${measured.length > MOST ? `<p class="quiet">… and ${measured.length - MOST} more.</p>` : ''}</details></section>`;
}

function row(route: RouteCapacity): string {
  return `<tr><th scope="row">${escapeHtml(route.route)}</th><td>${escapeHtml(route.service)}</td>${measuredCells(route).map((cell) => `<td class="number">${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

/** In the order of the columns; empty where the tool does not tell. */
export function measuredCells({ measured, queries, alone }: RouteCapacity): readonly string[] {
  const milliseconds = (value: number | undefined): string => (value === undefined ? '' : `${number(value)} ms`);
  return [
    measured === undefined ? '' : number(measured.requestsPerSecond),
    milliseconds(measured?.p50),
    milliseconds(measured?.p95),
    milliseconds(measured?.p99),
    measured === undefined ? '' : `${number(measured.errorRate * 100)} %`,
    queries.typical === 0 ? '0' : number(queries.typical),
    `${number(alone.saturation.typical)}/s (${alone.resource})`,
  ];
}
