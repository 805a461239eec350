/**
 * The audit as one self-contained page: no network, a strict content policy, everything from the workspace escaped.
 *
 * The same page serves a browser, a printer and the VS Code webview; there a click on a place opens the editor.
 */

import type { AuditModel, RankedFinding, RouteSummary, ServiceSummary } from '../../../rules/kit/audit-model.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import { capacitySection } from './html/capacity-section.ts';
import { escapeHtml, proseToHtml } from './html/escape.ts';
import { mapSection } from './html/map-section.ts';
import { place } from './html/place.ts';
import { PAGE_SCRIPT } from './html/script.ts';
import { PAGE_STYLE } from './html/style.ts';
import type { ReportInput } from './report-input.ts';

export interface HtmlOptions {
  /** Allows this page's own script and style; made fresh by whoever shows it. */
  readonly nonce: string;
}

const MOST_ROUTES = 200;

export function htmlReport({ name, version, stats }: Pick<ReportInput, 'name' | 'version' | 'stats'>, audit: AuditModel, { nonce }: HtmlOptions): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scalability audit: ${escapeHtml(name)}</title>
<style nonce="${nonce}">${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to findings</a>
<header>
<h1>Scalability audit</h1>
<p class="subject">${escapeHtml(name)}</p>
<p class="facts">${stats.files} files · ${stats.lines.toLocaleString('en')} lines · ${stats.entryPoints} entry points · ${count(audit.findings.length, 'finding')}${debt(audit)}${audit.suppressedCount > 0 ? ` · ${audit.suppressedCount} suppressed` : ''}</p>
</header>
<main>
${capacitySection(audit.capacity)}
${mapSection(audit.map)}
${hurtsMost(audit)}
${servicesSection(audit.services)}
${routesSection(audit.routes)}
${findingsSection(audit)}
${problemsSection(audit)}
</main>
<footer><p>Made by Tenfold ${escapeHtml(version)} from the code alone: loads are modelled and findings ranked by certainty and by how many entry points come through them; neither is measured.</p></footer>
<script nonce="${nonce}">${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function debt({ findings }: AuditModel): string {
  const known = findings.filter(({ finding }) => finding.isKnown).length;
  return known > 0 ? ` · ${known} of them known debt` : '';
}

function hurtsMost({ findings }: AuditModel): string {
  const chosen = firstOfEachRule(findings).slice(0, 3);
  if (chosen.length === 0) return '<section aria-labelledby="worst"><h2 id="worst">Findings that hurt most</h2><p>Nothing was found that gives way under load.</p></section>';
  const cards = chosen.map(
    ({ finding, about }, index) => `<article class="card ${finding.severity}">
<p class="rank" aria-hidden="true">${index + 1}</p>
<h3>${escapeHtml(about.title)}</h3>
<p>${escapeHtml(finding.message)}</p>
<p>${place(finding.location)}${finding.entryPointCount > 0 ? ` <span class="quiet">${count(finding.entryPointCount, 'entry point')}</span>` : ''}</p>
${walk(finding)}
<details><summary>What to do instead</summary>${proseToHtml(about.instead)}</details>
</article>`,
  );
  return `<section aria-labelledby="worst"><h2 id="worst">Findings that hurt most</h2><div class="cards">${cards.join('')}</div></section>`;
}

/** The worst of each kind: three times the same thing says less than three things. */
function firstOfEachRule(findings: readonly RankedFinding[]): readonly RankedFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ finding: { rule } }) => !seen.has(rule) && seen.add(rule) !== undefined);
}

function servicesSection(services: readonly ServiceSummary[]): string {
  const rows = services
    .filter(({ kind, warnings, others }) => kind === 'service' || warnings + others > 0)
    .map((each) => `<tr><th scope="row">${escapeHtml(each.name)}</th><td>${each.kind}</td><td><code>${escapeHtml(each.root || '.')}</code></td><td class="number">${each.entryPoints}</td><td class="number">${each.warnings}</td><td class="number">${each.others}</td></tr>`);
  return `<section aria-labelledby="services"><h2 id="services">Services</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="services"><table><thead><tr><th scope="col">name</th><th scope="col">kind</th><th scope="col">folder</th><th scope="col" class="number">entry points</th><th scope="col" class="number">warnings</th><th scope="col" class="number">others</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
}

function routesSection(routes: readonly RouteSummary[]): string {
  if (routes.length === 0) return '';
  const rows = routes.slice(0, MOST_ROUTES).map(({ label, service, location, findings }) => {
    const kinds = [...new Set(findings.map(({ about }) => about.title))];
    return `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(service)}</td><td>${location ? place(location) : ''}</td><td>${kinds.map(escapeHtml).join(', ')}</td></tr>`;
  });
  return `<section aria-labelledby="routes"><h2 id="routes">Routes, worst first</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="routes"><table><thead><tr><th scope="col">route</th><th scope="col">service</th><th scope="col">registered</th><th scope="col">what is on its way</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${routes.length > MOST_ROUTES ? `<p class="quiet">… and ${routes.length - MOST_ROUTES} more.</p>` : ''}</section>`;
}

function findingsSection({ findings, rules, services }: AuditModel): string {
  const option = (value: string, label: string): string => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`;
  const filters = `<form class="filters" role="search"><label>Rule <select id="filter-rule">${option('', 'all')}${rules.map(({ id, about, count: n }) => option(id, `${about.title} (${n})`)).join('')}</select></label>
<label>Service <select id="filter-service">${option('', 'all')}${services.filter(({ warnings, others }) => warnings + others > 0).map(({ name }) => option(name, name)).join('')}</select></label>
<label>Text <input id="filter-text" type="search"></label> <span id="shown" role="status">${count(findings.length, 'finding')}</span></form>`;
  return `<section aria-labelledby="findings"><h2 id="findings">Findings</h2>${findings.length > 0 ? filters : '<p>None.</p>'}<ol class="findings">${findings.map(findingItem).join('')}</ol></section>`;
}

function findingItem({ finding, about }: RankedFinding): string {
  const { rule, severity, confidence, message, location, entryPoints, entryPointCount, service = '' } = finding;
  const routes = entryPoints.length > 0 ? `<p class="quiet">Comes from ${entryPoints.slice(0, 8).map(escapeHtml).join(', ')}${entryPointCount > 8 ? ` and ${entryPointCount - 8} more` : ''}.</p>` : '';
  return `<li class="finding ${severity}" data-rule="${escapeHtml(rule)}" data-service="${escapeHtml(service)}"><details><summary><span class="level">${severity === 'hint' ? 'advice' : severity}</span> ${escapeHtml(message)} <code>${escapeHtml(location.file)}:${location.range.start.line + 1}</code></summary>
<p>${place(location)} <span class="quiet">${escapeHtml(rule)} · ${confidence}${finding.isKnown ? ' · debt: it was there before' : ''}</span></p>
${walk(finding)}${routes}<h4>Why it hurts at scale</h4>${proseToHtml(about.why)}<h4>What to do instead</h4>${proseToHtml(about.instead)}</details></li>`;
}

function walk({ evidence, evidenceIs }: Finding): string {
  if (evidence.length === 0) return '';
  const tag = evidenceIs === 'path' ? 'ol' : 'ul';
  return `<${tag} class="walk">${evidence.map(({ location, shows }) => `<li>${place(location)} ${escapeHtml(shows)}</li>`).join('')}</${tag}>`;
}

function problemsSection({ problems }: AuditModel): string {
  if (problems.length === 0) return '';
  return `<section aria-labelledby="problems"><h2 id="problems">Not seen, and therefore not judged</h2><ul>${problems.slice(0, 200).map(({ message }) => `<li>${escapeHtml(message)}</li>`).join('')}</ul>${problems.length > 200 ? `<p class="quiet">… and ${problems.length - 200} more.</p>` : ''}</section>`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
