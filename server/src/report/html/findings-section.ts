/** All findings, folded; what a rule says of itself is in the page once, and shown with the finding that is opened. */

import type { AuditModel, RankedFinding, RuleSummary } from '../../../../rules/kit/audit-model.ts';
import { stepsShown, type Finding } from '../../../../rules/model/finding.ts';
import { escapeHtml, proseToHtml } from './escape.ts';
import { place } from './place.ts';

export function findingsSection({ findings, rules, services }: AuditModel): string {
  const option = (value: string, label: string): string => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`;
  const filters = `<form class="filters" role="search" aria-label="Findings"><label>Rule <select id="filter-rule">${option('', 'all')}${rules.map(({ id, about, count: n }) => option(id, `${about.title} (${n})`)).join('')}</select></label>
<label>Service <select id="filter-service">${option('', 'all')}${services.filter(({ warnings, others }) => warnings + others > 0).map(({ name }) => option(name, name)).join('')}</select></label>
<label>Text <input id="filter-text" type="search"></label> <span id="shown" role="status">${counted(findings.length, 'finding')}</span></form>`;
  return `<section aria-labelledby="findings"><h2 id="findings">Findings, worst first</h2>${findings.length > 0 ? `${filters}<p class="on-paper">${counted(findings.length, 'finding')}: listed on the page, not on paper.</p>` : '<p>None.</p>'}<ol class="findings">${findings.map(findingItem).join('')}</ol>${rules.map(about).join('')}</section>`;
}

function findingItem({ finding }: RankedFinding): string {
  const { rule, severity, confidence, message, location, entryPoints, entryPointCount, service = '' } = finding;
  const routes = entryPoints.length > 0 ? `<p class="quiet">Comes from ${entryPoints.slice(0, 8).map(escapeHtml).join(', ')}${entryPointCount > 8 ? ` and ${entryPointCount - 8} more` : ''}.</p>` : '';
  return `<li class="finding ${severity}" data-rule="${escapeHtml(rule)}" data-service="${escapeHtml(service)}"><details><summary><span class="level">${severity === 'hint' ? 'advice' : severity}</span> <span>${escapeHtml(message)} <code>${escapeHtml(location.file)}:${location.range.start.line + 1}</code></span></summary>
<p>${place(location)} <span class="quiet">${escapeHtml(rule)} · ${confidence}${finding.isKnown ? ' · debt: it was there before' : ''}</span></p>
${finding.observed ? `<p class="observed">${finding.observed.verdict === 'confirmed' ? 'Confirmed' : 'Cleared'} by traces: ${escapeHtml(finding.observed.says)}</p>` : ''}${walk(finding)}${routes}</details></li>`;
}

function about({ id, about: { why, instead } }: RuleSummary): string {
  return `<template data-about="${escapeHtml(id)}"><h4>Why it hurts at scale</h4>${proseToHtml(why)}<h4>What to do instead</h4>${proseToHtml(instead)}</template>`;
}

function walk(finding: Finding): string {
  const steps = stepsShown(finding);
  if (steps.length === 0) return '';
  const tag = finding.evidenceIs === 'path' ? 'ol' : 'ul';
  return `<${tag} class="walk">${steps.map(({ location, shows }) => `<li>${place(location)} ${escapeHtml(shows)}</li>`).join('')}</${tag}>`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
