/** Where people wait for one another, how work comes out, and the one thing done by hand that should go first. */

import type { ManualProcess } from '../../../../rules/kit/audit/manual-process.ts';
import type { DeliveryModel, TeamModel } from '../../../../rules/kit/audit/team.ts';
import { shortServiceName } from '../../../../rules/kit/short-service-name.ts';
import { escapeHtml } from './escape.ts';
import { place } from './place.ts';

export function teamSection(team: TeamModel, delivery: DeliveryModel): string {
  return `<section aria-labelledby="team"><h2 id="team">Where people wait for people</h2>${truckFactors(team)}${waits(team)}${crossing(team)}${unowned(team)}
${delivery.measures.length > 0 ? `<h3 class="gap">Delivery, by proxy</h3>${delivered(delivery)}` : ''}${unseen([...team.unseen, ...delivery.unseen])}</section>`;
}

function truckFactors({ truckFactors: all }: TeamModel): string {
  if (all.length === 0) return '';
  const items = all.map(({ service, people, names, files, location }) => `<tr><th scope="row">${escapeHtml(shortServiceName(service))}</th><td class="number">${people}</td><td>${names.map(escapeHtml).join(', ')}${people > names.length ? ' …' : ''}</td><td class="number">${files}</td><td>${location ? place(location) : ''}</td></tr>`);
  return `<h3>How many people must leave until more than half of the files have no author</h3><div class="scroll" tabindex="0" role="region" aria-label="Truck factor of each service"><table><thead><tr><th scope="col">service</th><th scope="col" class="number">people</th><th scope="col">who</th><th scope="col" class="number">files</th><th scope="col">where</th></tr></thead><tbody>${items.join('')}</tbody></table></div><p class="quiet">Authors by the degree of authorship (Avelino and others, 2016): who began a file, and who changed it how often.</p>`;
}

function waits({ waitedFor }: TeamModel): string {
  return waitedFor.length === 0 ? '' : `<h3 class="gap">Teams that others build on</h3><ul>${waitedFor.map(({ team, by, imports, location }) => `<li><strong>${escapeHtml(team)}</strong>: ${by.map(escapeHtml).join(', ')} ${by.length === 1 ? 'imports' : 'import'} its code in ${imports} ${imports === 1 ? 'place' : 'places'} ${place(location)}</li>`).join('')}</ul>`;
}

function crossing({ crossing: all }: TeamModel): string {
  return all.length === 0 ? '' : `<h3 class="gap">Services that change together</h3><ul>${all.map(({ services: [one, other], together, of, location }) => `<li><strong>${escapeHtml(shortServiceName(one))}</strong> and <strong>${escapeHtml(shortServiceName(other))}</strong>: ${together} of ${of} changes touched both ${place(location)}</li>`).join('')}</ul>`;
}

function unowned({ unowned: found }: TeamModel): string {
  if (!found) return '';
  return `<h3 class="gap">Code that nobody owns</h3><p>${found.files === 0 ? 'Every file has an owner in CODEOWNERS.' : `${found.files} of ${found.of} files, mostly in ${found.folders.map((folder) => `<code>${escapeHtml(folder)}</code>`).join(', ')}.`}</p>`;
}

function delivered({ measures, from }: DeliveryModel): string {
  if (measures.length === 0) return '';
  return `<p class="quiet">From ${escapeHtml(from)}. The bands are those of DORA’s report of 2023.</p><ul class="measures">${measures.map(({ name, says, band }) => `<li><span class="topic">${name}</span> ${escapeHtml(says)} <span class="band">${band}</span></li>`).join('')}</ul>`;
}

function unseen(sentences: readonly string[]): string {
  return sentences.length === 0 ? '' : `<ul class="quiet">${[...new Set(sentences)].map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>`;
}

export function manualSection(manual: ManualProcess | undefined): string {
  if (!manual) return '';
  return `<section aria-labelledby="by-hand"><h2 id="by-hand">One manual process to kill</h2><div class="card"><p><strong>${escapeHtml(manual.what)}</strong> ${place(manual.location)}</p><p>${escapeHtml(manual.why)}</p><p><strong>First step:</strong> ${escapeHtml(manual.firstStep)}</p></div></section>`;
}
