/** What came, what went, and what fits into a fifth of a sprint. */

import type { DebtModel, SavedItem } from '../../../../rules/kit/audit/debt.ts';
import { escapeHtml } from './escape.ts';
import { place } from './place.ts';

const MOST = 20;

export function debtSection({ since, came, went, trend, sprint }: DebtModel): string {
  const changes = since === undefined
    ? '<p class="quiet">No earlier audit was saved. <code>tenfold audit --save</code> keeps this one, and the next says what came and what went.</p>'
    : `<p>Since ${dayOf(since)}: <strong>${came.length}</strong> came, <strong>${went.length}</strong> went.</p>${trendOf(trend)}${list('Came', came)}${list('Went', went)}`;
  const items = sprint.items.map(({ message, days, location }) => `<li>${escapeHtml(message)} ${place(location)} <span class="quiet">${days === 1 ? 'a day' : 'half a day'}</span></li>`);
  return `<section aria-labelledby="debt"><h2 id="debt">Debt</h2>${changes}
<h3 class="gap">What fits into 20 % of a sprint</h3><p>${sprint.days} days: the ${sprint.items.length} worst. <span class="quiet">${escapeHtml(sprint.assumes)}</span></p>${items.length > 0 ? `<details><summary>Which they are</summary><ol>${items.join('')}</ol></details>` : ''}</section>`;
}

function list(title: string, items: readonly SavedItem[]): string {
  if (items.length === 0) return '';
  return `<details><summary>${title}: ${items.length}</summary><ul>${items.slice(0, MOST).map(({ message, file }) => `<li>${escapeHtml(message)} <code>${escapeHtml(file)}</code></li>`).join('')}</ul>${items.length > MOST ? `<p class="quiet">… and ${items.length - MOST} more.</p>` : ''}</details>`;
}

const WIDTH = 320;
const HEIGHT = 56;

/** A line is enough for a handful of runs. */
function trendOf(trend: DebtModel['trend']): string {
  if (trend.length < 2) return '';
  const most = Math.max(1, ...trend.map(({ count }) => count));
  const points = trend.map(({ count }, index) => `${((index / (trend.length - 1)) * (WIDTH - 12) + 6).toFixed(1)},${(HEIGHT - 6 - (count / most) * (HEIGHT - 12)).toFixed(1)}`);
  return `<svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Findings of each saved audit: ${trend.map(({ time, count }) => `${dayOf(time)} ${count}`).join(', ')}"><polyline points="${points.join(' ')}"/>${points.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3"/>`).join('')}</svg>`;
}

function dayOf(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : 'an earlier audit';
}
