/** Services and routes, folded: who wants the list has it. */

import type { RouteSummary, ServiceSummary } from '../../../../rules/kit/audit-model.ts';
import type { Problem } from '../../../../rules/model/outcome.ts';
import { escapeHtml } from './escape.ts';
import { place } from './place.ts';

const MOST_ROUTES = 200;
const MOST_PROBLEMS = 200;

export function routesSection(services: readonly ServiceSummary[], routes: readonly RouteSummary[]): string {
  return `<section aria-labelledby="routes"><h2 id="routes">Services and routes</h2>${servicesTable(services)}${routesTable(routes)}</section>`;
}

function servicesTable(services: readonly ServiceSummary[]): string {
  const rows = services
    .filter(({ kind, warnings, others }) => kind === 'service' || warnings + others > 0)
    .map((each) => `<tr><th scope="row">${escapeHtml(each.name)}</th><td>${each.kind}</td><td><code>${escapeHtml(each.root || '.')}</code></td><td class="number">${each.entryPoints}</td><td class="number">${each.warnings}</td><td class="number">${each.others}</td></tr>`);
  return `<details><summary>${rows.length} ${rows.length === 1 ? 'service' : 'services and packages'}</summary><div class="scroll" tabindex="0" role="region" aria-label="Services"><table><thead><tr><th scope="col">name</th><th scope="col">kind</th><th scope="col">folder</th><th scope="col" class="number">entry points</th><th scope="col" class="number">warnings</th><th scope="col" class="number">others</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`;
}

function routesTable(routes: readonly RouteSummary[]): string {
  if (routes.length === 0) return '';
  const rows = routes.slice(0, MOST_ROUTES).map(({ label, service, location, findings }) => {
    const kinds = [...new Set(findings.map(({ about }) => about.title))];
    return `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(service)}</td><td>${location ? place(location) : ''}</td><td>${kinds.map(escapeHtml).join(', ')}</td></tr>`;
  });
  return `<details><summary>${routes.length} routes with findings on their way, worst first</summary><div class="scroll" tabindex="0" role="region" aria-label="Routes"><table><thead><tr><th scope="col">route</th><th scope="col">service</th><th scope="col">registered</th><th scope="col">what is on its way</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${routes.length > MOST_ROUTES ? `<p class="quiet">… and ${routes.length - MOST_ROUTES} more.</p>` : ''}</details>`;
}

export function problemsSection(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  return `<section aria-labelledby="problems"><h2 id="problems">Not seen, and therefore not judged</h2><details${problems.length <= 5 ? ' open' : ''}><summary>${problems.length} ${problems.length === 1 ? 'thing' : 'things'}</summary><ul>${problems.slice(0, MOST_PROBLEMS).map(({ message }) => `<li>${escapeHtml(message)}</li>`).join('')}</ul>${problems.length > MOST_PROBLEMS ? `<p class="quiet">… and ${problems.length - MOST_PROBLEMS} more.</p>` : ''}</details></section>`;
}
