/** What each service and layer has and lacks: rows of facts, each with the place that shows it. */

import type { Scorecard, ScoreRow } from '../../../../rules/kit/audit/scorecard.ts';
import { shortServiceName } from '../../../../rules/kit/short-service-name.ts';
import { escapeHtml } from './escape.ts';
import { place } from './place.ts';

/** Those that lack most come first; more are folded away. */
const MOST_OPEN = 1;

export function scorecardSection({ services, layers }: Scorecard): string {
  const lacking = (rows: readonly ScoreRow[]): number => rows.filter(({ state }) => state === 'missing').length;
  const sorted = [...services].sort((a, b) => lacking(b.rows) - lacking(a.rows));
  const parts = [...layers.map(({ layer, rows }) => ({ title: layer.charAt(0).toUpperCase() + layer.slice(1), rows })), ...sorted.map(({ service, rows }) => ({ title: shortServiceName(service), rows }))];
  return `<section aria-labelledby="scorecard"><h2 id="scorecard">What is there, and what is not</h2>
<p class="quiet">Facts, not grades: each row names what shows it.</p>
${parts.map(({ title, rows }, index) => `<details class="score"${index < layers.length + MOST_OPEN ? ' open' : ''}><summary><strong>${escapeHtml(title)}</strong> <span class="quiet">${summaryOf(rows)}</span></summary><ul class="scores">${rows.map(rowItem).join('')}</ul></details>`).join('')}</section>`;
}

const SAID: Readonly<Record<ScoreRow['state'], readonly [mark: string, words: string]>> = { there: ['●', 'there'], partly: ['◐', 'partly'], missing: ['○', 'missing'], unknown: ['?', 'not known'] };

function rowItem({ topic, state, fact, location }: ScoreRow): string {
  const [mark, words] = SAID[state];
  return `<li class="${state}"><span class="mark" aria-hidden="true">${mark}</span><span class="topic">${escapeHtml(topic)}<span class="state"> ${words}</span></span><span class="fact">${escapeHtml(fact)} ${location ? place(location) : ''}</span></li>`;
}

function summaryOf(rows: readonly ScoreRow[]): string {
  return (['missing', 'partly', 'there', 'unknown'] as const).flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length;
    return count > 0 ? [`${count} ${SAID[state][1]}`] : [];
  }).join(', ');
}
