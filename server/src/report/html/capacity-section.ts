/** What breaks first, and at which load: the capacity model with a slider for the load and a switch for each fix. */

import type { Bottleneck, CapacityModel, Cause, Range } from '../../../../rules/kit/capacity-model.ts';
import { escapeHtml } from './escape.ts';
import { place } from './place.ts';

const MOST = 3;
/** The columns of the printed page. */
const LOADS = [1, 5, 10] as const;

export function capacitySection({ bottlenecks, traffic, assumptions, unknowns }: CapacityModel): string {
  if (bottlenecks.length === 0) return '';
  const [top, others] = [bottlenecks.slice(0, MOST), bottlenecks.slice(MOST)];
  return `<section aria-labelledby="first"><h2 id="first">What breaks first</h2>
<p>1× is ${number(traffic.requestsPerSecond)} requests a second at the peak, ${escapeHtml(traffic.because)}${traffic.isAssumed ? ' (assumed)' : ''}. Every figure is a typical one with its range in brackets: the code says what is asked for, not how long it takes.</p>
<p class="slider"><label for="load">Load</label> <input id="load" type="range" min="0" max="100" value="50" step="1" aria-describedby="load-shown"> <output id="load-shown" for="load">10×</output></p>
<ol class="cards bottlenecks">${top.map(card).join('')}</ol>
<div class="scroll" tabindex="0" role="region" aria-label="Use of each resource at 1, 5 and 10 times the load"><table><thead><tr><th scope="col">resource</th><th scope="col">service</th>${LOADS.map((load) => `<th scope="col" class="number">${load}×</th>`).join('')}<th scope="col" class="number">full at</th></tr></thead><tbody>${[...top, ...others].map(row).join('')}</tbody></table></div>
<details><summary>What this takes for granted, and what it does not know</summary><ul>${[...assumptions, ...unknowns].map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul></details>
</section>`;
}

function card(bottleneck: Bottleneck, index: number): string {
  const { service, resource, supply, factor, saturation, causes, afterFix } = bottleneck;
  const fix = afterFix ? `<p><label><input type="checkbox" class="mended" data-factor="${afterFix.factor.typical}"> With the fix: ${escapeHtml(afterFix.what)} → full at ${times(afterFix.factor)}</label></p>` : '';
  return `<li class="card bottleneck" data-factor="${factor.typical}">
<p class="rank" aria-hidden="true">${index + 1}</p>
<h3>The ${escapeHtml(resource)} of ${escapeHtml(service)} ${resource.endsWith('connections') ? 'are' : 'is'} full at ${times(factor)} today’s load</h3>
<p class="quiet">${number(saturation.typical)} requests a second (${number(saturation.low)} to ${number(saturation.high)}) · ${escapeHtml(supply.because)}</p>
<p><meter min="0" max="1" low="0.7" high="0.9" optimum="0" value="${Math.min(1, 10 / factor.typical).toFixed(3)}" aria-label="Use at the load chosen above"></meter> <span class="use">${use(factor.typical, 10)}</span></p>
${fix}<ul>${causes.slice(0, 3).map(causeItem).join('')}</ul></li>`;
}

function causeItem({ label, location, routes, share, times: often, finding }: Cause): string {
  const from = routes.length === 0 ? '' : ` for ${routes.slice(0, 2).map(escapeHtml).join(', ')}${routes.length > 2 ? ' and others' : ''}`;
  return `<li>${Math.round(share * 100)} %: ${escapeHtml(label)}${often > 1 ? `, ${often} times a request,` : ''}${from} ${place(location)}${finding ? `<br><span class="quiet">${escapeHtml(finding.message)}</span>` : ''}</li>`;
}

function row({ service, resource, factor }: Bottleneck): string {
  return `<tr><th scope="row">${escapeHtml(resource)}</th><td>${escapeHtml(service)}</td>${LOADS.map((load) => `<td class="number">${use(factor.typical, load)}</td>`).join('')}<td class="number">${times(factor)}</td></tr>`;
}

function use(factor: number, load: number): string {
  return load >= factor ? 'full' : `${Math.max(1, Math.round((load / factor) * 100))} % used`;
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
