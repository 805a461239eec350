/** One page to print and talk over: three failures, what to do, who does it, what to decide. */

import type { Failure, PreMortem } from '../../../../rules/kit/audit/pre-mortem.ts';
import { escapeHtml } from './escape.ts';

export function preMortemSection({ failures, says }: PreMortem, name: string): string {
  if (failures.length === 0) return '';
  return `<section class="pre-mortem" aria-labelledby="pre-mortem"><h2 id="pre-mortem">Pre-mortem: a year from now, ${escapeHtml(name)} has failed. Why?</h2>
<p>${escapeHtml(says)}</p><button type="button" id="print-pre-mortem">Print this page alone</button>
<ol class="failures">${failures.map(failure).join('')}</ol>
<p class="quiet">From a model of the code, not from measurements. Present: ______________________ Date: ______________</p></section>`;
}

function failure({ title, story, when, at5, at10, mitigation, forDevelopers, afterwards, decision }: Failure): string {
  return `<li><h3>${escapeHtml(title)}</h3><p>${escapeHtml(story)}</p>
<dl><dt>When</dt><dd>${escapeHtml(when)} <span class="columns">5×: <strong>${escapeHtml(at5)}</strong> · 10×: <strong>${escapeHtml(at10)}</strong></span></dd>
<dt>What to do</dt><dd>${escapeHtml(mitigation)} ${escapeHtml(afterwards)}${forDevelopers === undefined ? '' : ` <span class="quiet">For developers: ${escapeHtml(forDevelopers)}.</span>`}</dd>
<dt>Who</dt><dd class="fill">Owner: ______________________ By: ______________</dd>
<dt>Decide</dt><dd class="fill">${escapeHtml(decision)} ☐ yes ☐ no ☐ not yet</dd></dl></li>`;
}
