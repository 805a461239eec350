/**
 * The audit as one self-contained page: no network, a strict content policy, everything from the workspace escaped.
 *
 * The same page serves a browser, a printer and the VS Code webview; there a click on a place opens the editor.
 */

import type { AuditModel } from '../../../rules/kit/audit-model.ts';
import { capacityData, capacitySection } from './html/capacity-section.ts';
import { debtSection } from './html/debt-section.ts';
import { escapeHtml } from './html/escape.ts';
import { counted, findingsSection } from './html/findings-section.ts';
import { mapSection } from './html/map-section.ts';
import { preMortemSection } from './html/pre-mortem-section.ts';
import { problemsSection, routesSection } from './html/routes-section.ts';
import { measuredSection } from './html/measured-section.ts';
import { scorecardSection } from './html/scorecard-section.ts';
import { PAGE_SCRIPT } from './html/script.ts';
import { PAGE_STYLE } from './html/style.ts';
import { manualSection, teamSection } from './html/team-section.ts';
import type { ReportInput } from './report-input.ts';

export interface HtmlOptions {
  /** Allows this page's own script and style; made fresh by whoever shows it. */
  readonly nonce: string;
}

/** Sections by the id of their heading, in the order of the page. */
const CONTENTS = [['first', 'Breaks first'], ['measured', 'Measured'], ['map', 'Who calls whom'], ['by-hand', 'By hand'], ['scorecard', 'Scorecard'], ['team', 'People'], ['debt', 'Debt'], ['findings', 'Findings'], ['pre-mortem', 'Pre-mortem']] as const;

export function htmlReport({ name, version, stats }: Pick<ReportInput, 'name' | 'version' | 'stats'>, audit: AuditModel, { nonce }: HtmlOptions): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const sections = [
    capacitySection(audit.capacity, audit.preMortem),
    measuredSection(audit.capacity),
    mapSection(audit.map),
    manualSection(audit.manualProcess),
    scorecardSection(audit.scorecard),
    teamSection(audit.team, audit.delivery),
    debtSection(audit.debt),
    findingsSection(audit),
    routesSection(audit.services, audit.routes),
    problemsSection(audit.problems),
    preMortemSection(audit.preMortem, name),
  ].filter((section) => section !== '');
  const contents = CONTENTS.filter(([id]) => sections.some((section) => section.includes(`<h2 id="${id}"`)));
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
<h1>${escapeHtml(name)} <span class="kind">Scalability audit</span></h1>
<p class="facts">${stats.files.toLocaleString('en')} files · ${stats.lines.toLocaleString('en')} lines · ${counted(stats.entryPoints, 'entry point')} · ${counted(audit.findings.length, 'finding')}${knownDebt(audit)}${audit.suppressedCount > 0 ? ` · ${audit.suppressedCount} suppressed` : ''}</p>
<nav aria-label="Sections"><ul>${contents.map(([id, title]) => `<li><a href="#${id}">${title}</a></li>`).join('')}</ul></nav>
</header>
<main>
${sections.join('\n')}
</main>
<footer><p>Made by Tenfold ${escapeHtml(version)} from the code alone: loads are modelled and findings ranked by certainty and by how many entry points come through them; neither is measured unless said so.</p></footer>
<script nonce="${nonce}" type="application/json" id="capacity">${capacityData(audit.capacity, audit.map)}</script>
<script nonce="${nonce}">${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function knownDebt({ findings }: AuditModel): string {
  const known = findings.filter(({ finding }) => finding.isKnown).length;
  return known > 0 ? ` · ${known} of them known debt` : '';
}
