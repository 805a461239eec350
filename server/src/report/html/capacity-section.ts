/** What breaks first, and at which load: a slider for the load, a switch for each fix, and the numbers behind them. */

import type { ServiceMap } from '../../../../rules/kit/audit/service-map.ts';
import type { Failure, PreMortem } from '../../../../rules/kit/audit/pre-mortem.ts';
import type { Bottleneck, CapacityModel, Cause, Range } from '../../../../rules/kit/capacity-model.ts';
import { shareInWords } from '../../../../rules/kit/share-in-words.ts';
import { shortServiceName } from '../../../../rules/kit/short-service-name.ts';
import { escapeHtml } from './escape.ts';
import { counted } from './findings-section.ts';
import { place } from './place.ts';

const MOST = 3;
const MOST_FIXES = 2;
/** The columns of the printed page. */
const LOADS = [1, 5, 10] as const;

export function capacitySection({ bottlenecks, traffic, stage, assumptions, unknowns, measured }: CapacityModel, { says, failures }: PreMortem): string {
  if (bottlenecks.length === 0) return '<section aria-labelledby="first"><h2 id="first">What breaks first</h2><p class="lead">No service here answers requests, as far as the code tells.</p></section>';
  const top = bottlenecks.slice(0, MOST);
  const start = Math.round(50 * Math.log10(Math.min(100, Math.max(1, traffic.growthFactor))));
  return `<section aria-labelledby="first"><h2 id="first">What breaks first</h2>
<p class="lead">${escapeHtml(says)}</p>
<div class="slider"><label for="load">Load</label><input id="load" type="range" min="0" max="100" value="${start}" step="1" aria-describedby="today"><output id="load-shown" for="load">${number(traffic.growthFactor)}×</output><span class="quiet" id="today">1× is ${number(traffic.requestsPerSecond)} requests a second at the peak: ${escapeHtml(traffic.because)}</span></div>
<ol class="bottlenecks">${top.map((each, index) => row(each, index, failures[index])).join('')}</ol>
<details class="printed"><summary>Every resource at 1×, 5× and 10×</summary><div class="scroll" tabindex="0" role="region" aria-label="Use of each resource at 1, 5 and 10 times the load"><table><thead><tr><th scope="col">resource</th><th scope="col">service</th>${LOADS.map((load) => `<th scope="col" class="number">${load}×</th>`).join('')}<th scope="col" class="number">full at</th></tr></thead><tbody>${bottlenecks.map(tableRow).join('')}</tbody></table></div></details>
<details class="printed"><summary>What this takes for granted, and what it does not know</summary><ul>${[stage.says, traffic.spread, ...measured, ...assumptions, ...unknowns].filter((each) => each !== '').map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul></details>
</section>`;
}

function row(bottleneck: Bottleneck, index: number, told: Failure | undefined): string {
  const { service, resource, supply, factor, saturation, causes } = bottleneck;
  const fixes = [...new Map(causes.map((cause) => [cause.fix.id, cause])).values()].slice(0, MOST_FIXES);
  return `<li class="bottleneck" data-bottleneck="${index}">
<p class="rank" aria-hidden="true">${index + 1}</p>
<div class="answer"><h3>${escapeHtml(told?.what ?? `${shortServiceName(service)} gives way`)} at about <span class="factor">${number(factor.typical)}×</span></h3>
<p>${escapeHtml(told?.plainly ?? '')}</p>
<p class="gauge"><meter min="0" max="1" low="0.7" high="0.9" optimum="0" value="${Math.min(1, 10 / factor.typical).toFixed(3)}" aria-label="Use of the ${escapeHtml(resource)} of ${escapeHtml(service)} at the load chosen above"></meter> <span class="use">${use(factor.typical, 10)}</span></p>${shownFirst(told)}<p class="quiet">Likely between ${number(factor.low)}× and ${number(factor.high)}×: the code does not say how long things take.</p></div>
<fieldset class="fixes"><legend>What to do</legend><p>${escapeHtml(told?.mitigation ?? '')}</p>${fixes.map(({ fix, routes: [route] }) => `<label><input type="checkbox" class="mended" data-fix="${escapeHtml(fix.id)}"> <span>${escapeHtml(fix.what)}${route === undefined ? '' : ` <span class="quiet">${escapeHtml(route)}</span>`}</span></label>`).join('')}<p class="after quiet" role="status" data-first="${escapeHtml(firstAfter(bottleneck))}">${escapeHtml(firstAfter(bottleneck))}</p></fieldset>
<details><summary>For developers: ${escapeHtml(resource)}, ${counted(causes.length, 'cause')}</summary><p class="quiet">Full at ${number(saturation.typical)} requests a second: ${escapeHtml(supply.because)}.</p><ul class="causes">${causes.map(causeItem).join('')}</ul></details></li>`;
}

function shownFirst(told: Failure | undefined): string {
  const [route] = told?.where?.routes ?? [];
  if (!told?.where || route === undefined) return '';
  return `<p>It shows first at <strong>${escapeHtml(route)}</strong>${told.where.routes.length > 1 ? ' and others' : ''}, counted as ${shareInWords(told.where.ofRequests)} of requests.</p>`;
}

/** What the first switch gives, before anyone has touched it. */
function firstAfter({ factor, afterFix }: Bottleneck): string {
  return afterFix && afterFix.factor.typical > factor.typical * 1.02 ? `With the first: up to about ${number(afterFix.factor.typical)}×.` : '';
}

function causeItem(cause: Cause): string {
  const { label, location, routes, share, ofRequests, finding, path } = cause;
  const from = routes.length === 0 ? '' : ` for ${routes.slice(0, 2).map(escapeHtml).join(', ')}${routes.length > 2 ? ' and others' : ''}, counted as ${shareInWords(ofRequests)} of requests`;
  const walk = path.length > 0 ? `<ol class="walk">${path.map((step) => `<li>${place(step.location)} ${escapeHtml(step.shows)}</li>`).join('')}</ol>` : '';
  return `<li><strong>${shareInWords(share)}</strong> ${escapeHtml(label)}${often(cause)}${from} ${place(location)}${finding ? `<br><span class="quiet">${escapeHtml(finding.message)}</span>` : ''}${walk}</li>`;
}

/** Most lists are not written down, and so is what they multiply. */
export function often({ times }: Pick<Cause, 'times'>): string {
  return times > 1 ? `, about ${times} times a request,` : '';
}

function tableRow({ service, resource, factor }: Bottleneck, index: number): string {
  return `<tr data-bottleneck="${index}"><th scope="row">${escapeHtml(resource)}</th><td>${escapeHtml(shortServiceName(service))}</td>${LOADS.map((load) => `<td class="number${load >= factor.typical ? ' over' : ''}">${use(factor.typical, load)}</td>`).join('')}<td class="number">${times(factor)}</td></tr>`;
}

function use(factor: number, load: number): string {
  return load >= factor ? 'full' : `${Math.max(1, Math.round((load / factor) * 100))} % used`;
}

/** What the page's script needs to say what is full at another load and with some fixes made. */
export function capacityData({ bottlenecks }: CapacityModel, { edges }: ServiceMap): string {
  const nodesOf = ({ service, resource }: Bottleneck): readonly string[] => {
    const id = `service:${service}`;
    return resource === 'database connections' ? [id, ...edges.filter(({ from, to, kind }) => from === id && kind === 'uses' && to.startsWith('database:')).map(({ to }) => to)] : [id];
  };
  const data = bottlenecks.map((each) => ({
    service: each.service,
    resource: each.resource,
    factor: each.factor.typical,
    demand: each.demand.typical,
    nodes: nodesOf(each),
    causes: each.causes.map(({ demand, fix }) => ({ fix: fix.id, saves: demand.typical - fix.demand.typical, ...(fix.moves && { moves: { to: fix.moves.to, demand: fix.moves.demand.typical } }) })),
  }));
  // Inside a script element only `<` can end what it is in.
  return JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** `3.4× (0.4× to 28×)`. */
export function times({ low, typical, high }: Range): string {
  return `${number(typical)}× (${number(low)}× to ${number(high)}×)`;
}

/** Two figures: no more is known. */
export function number(value: number): string {
  if (value >= 1e6) return 'over a million';
  const rounded = Number(value.toPrecision(2));
  return rounded.toLocaleString('en', { maximumSignificantDigits: 2 });
}
