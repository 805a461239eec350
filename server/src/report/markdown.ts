/** The audit as Markdown, for a pull request or a wiki. */

import { stepsShown } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import type { AuditModel, RankedFinding } from '../../../rules/kit/audit-model.ts';
import { measuredLines } from './markdown/measured-lines.ts';
import { capacityLines } from './markdown/capacity-lines.ts';
import { code, escaped, placeOf } from './markdown/escaped.ts';
import { mapLines } from './markdown/map-lines.ts';
import { sectionLines } from './markdown/section-lines.ts';
import type { ReportInput } from './report-input.ts';

const MOST_FINDINGS = 50;
const MOST_ROUTES = 20;

export function markdownReport({ name, stats }: Pick<ReportInput, 'name' | 'stats'>, audit: AuditModel): string {
  const services = audit.services.filter(({ kind, warnings, others }) => kind === 'service' || warnings + others > 0);
  const known = audit.findings.filter(({ finding }) => finding.isKnown).length;
  const lines = [
    `# Scalability audit: ${escaped(name)}`,
    '',
    `${stats.files} files, ${stats.lines} lines, ${stats.entryPoints} entry points. ${audit.findings.length} findings${known > 0 ? `, ${known} of them known debt` : ''}${audit.suppressedCount > 0 ? `, ${audit.suppressedCount} suppressed` : ''}.`,
    '',
    ...capacityLines(audit.capacity, audit.preMortem),
    ...measuredLines(audit.capacity),
    ...mapLines(audit.map),
    ...sectionLines(audit),
    '## Findings that hurt most',
    '',
    ...(audit.findings.length === 0 ? ['Nothing was found.', ''] : audit.findings.slice(0, 3).flatMap((each, index) => headline(each, index + 1))),
    '## Services',
    '',
    '| service | folder | entry points | warnings | other findings |',
    '|---|---|--:|--:|--:|',
    ...services.map((each) => `| ${escaped(each.name)} | ${code(each.root || '.')} | ${each.entryPoints} | ${each.warnings} | ${each.others} |`),
    '',
    ...(audit.routes.length > 0
      ? ['## Routes, worst first', '', '| route | findings |', '|---|---|', ...audit.routes.slice(0, MOST_ROUTES).map(({ label, findings }) => `| ${escaped(label)} | ${[...new Set(findings.map(({ about }) => escaped(about.title)))].join(', ')} |`), '']
      : []),
    '## Findings',
    '',
    ...audit.findings.slice(0, MOST_FINDINGS).flatMap(findingLines),
    ...(audit.findings.length > MOST_FINDINGS ? [`… and ${audit.findings.length - MOST_FINDINGS} more.`, ''] : []),
    ...(audit.problems.length > 0 ? ['## Not seen, and therefore not judged', '', ...audit.problems.map(problemLine), ''] : []),
  ];
  return lines.join('\n');
}

function headline({ finding, about }: RankedFinding, place: number): readonly string[] {
  return [`### ${place}. ${escaped(about.title)}`, '', `${escaped(finding.message)} (${placeOf(finding.location)})`, '', ...walk(finding), about.instead, ''];
}

function findingLines({ finding, about }: RankedFinding): readonly string[] {
  const routes = finding.entryPointCount > 0 ? ` Entry points: ${finding.entryPointCount}.` : '';
  return [`- **${escaped(about.title)}** ${placeOf(finding.location)}: ${escaped(finding.message)}${routes}${finding.isKnown ? ' Known debt.' : ''}${finding.observed ? ` ${finding.observed.verdict === 'confirmed' ? 'Confirmed' : 'Cleared'} by traces: ${escaped(finding.observed.says)}` : ''}`, ...walk(finding).map((line) => (line === '' ? line : `  ${line}`))];
}

function walk(finding: RankedFinding['finding']): readonly string[] {
  const steps = stepsShown(finding);
  if (steps.length === 0) return [];
  return [...steps.map(({ location, shows }, index) => `${index + 1}. ${placeOf(location)} ${escaped(shows)}`), ''];
}

function problemLine({ message }: Problem): string {
  return `- ${escaped(message)}`;
}
