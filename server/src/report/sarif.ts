/** Findings as SARIF 2.1.0 (OASIS), as GitHub code scanning and other consumers read it. */

import { stepsShown, type Evidence, type Finding, type Severity } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import type { Location, Range } from '../../../rules/model/source.ts';
import type { ArtifactLocation, CodeFlow, Location as SarifLocation, Log, Notification, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import type { ReportInput } from './report-input.ts';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
const SRCROOT = '%SRCROOT%';

export function sarifReport(input: ReportInput): string {
  const indexOf = new Map(input.catalog.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tenfold', semanticVersion: input.version, rules: input.catalog.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [SRCROOT]: { description: { text: 'The root of the workspace.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: input.problems.filter(({ kind }) => !isOfSettings(kind)).map(notificationOf),
            toolConfigurationNotifications: input.problems.filter(({ kind }) => isOfSettings(kind)).map(notificationOf),
          },
        ],
        results: input.findings.map((finding) => resultOf(finding, indexOf.get(finding.rule) ?? -1, input.comparedWith)),
        properties: { stats: input.stats },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function isOfSettings(kind: Problem['kind']): boolean {
  return kind === 'invalid-setting' || kind === 'stale-suppression';
}

function ruleOf({ id, rule, prose }: ReportInput['catalog'][number]): ReportingDescriptor {
  const help = [prose.summary, '', '## Why it hurts at scale', '', prose.why, '', '## What to do instead', '', prose.instead, '', '## When to keep it', '', prose.keep].join('\n');
  return {
    id,
    name: prose.title || id,
    shortDescription: { text: prose.title || id },
    fullDescription: { text: prose.summary || id },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: rule.tier === 'warning' ? 'warning' : 'note', enabled: rule.tier !== 'advice' },
    properties: { tags: ['scalability', rule.category], tier: rule.tier },
  };
}

function resultOf(finding: Finding, ruleIndex: number, comparedWith: string | undefined): Result {
  const { fingerprint, suppressed, isKnown, evidence, evidenceIs, others = [] } = finding;
  const flows = [...(evidenceIs === 'path' && evidence.length > 0 ? [flowOf(finding)] : []), ...others.map(flowOf)];
  const related = evidenceIs === 'path' ? stepsShown(finding).slice(evidence.length) : stepsShown(finding);
  return {
    ruleId: finding.rule,
    ...(ruleIndex >= 0 ? { ruleIndex } : {}),
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physical(finding.location) }],
    ...(flows.length > 0 ? { codeFlows: flows } : {}),
    ...(related.length > 0 ? { relatedLocations: related.map((step, id) => ({ id, ...shownAt(step) })) } : {}),
    partialFingerprints: { 'tenfold/v1': fingerprint },
    ...(comparedWith === undefined ? {} : { baselineState: isKnown ? 'unchanged' : 'new' }),
    ...(suppressed ? { suppressions: [{ kind: 'inSource', justification: suppressed.reason }] } : isKnown ? { suppressions: [{ kind: 'external', justification: `It was there before: ${comparedWith ?? 'the baseline'} has it.` }] } : {}),
    properties: {
      category: finding.category,
      tier: finding.tier,
      confidence: finding.confidence,
      entryPoints: finding.entryPoints,
      entryPointCount: finding.entryPointCount,
      ...(finding.service === undefined ? {} : { service: finding.service }),
    },
  };
}

/** The walk to it; of what is told with another, each has one of its own, however short. */
function flowOf({ evidence, evidenceIs, location, message }: Finding): CodeFlow {
  const steps = [...(evidenceIs === 'path' ? evidence : []), { location, shows: message }];
  return { threadFlows: [{ locations: steps.map((step) => ({ location: shownAt(step) })) }] };
}

function shownAt({ location, shows }: Evidence): SarifLocation {
  return { physicalLocation: physical(location), message: { text: shows } };
}

function notificationOf({ kind, message, file, range }: Problem): Notification {
  return {
    level: kind === 'skipped-file' || kind === 'no-history' || kind === 'not-trusted' || kind === 'unheeded-setting' ? 'note' : 'warning',
    descriptor: { id: kind },
    message: { text: message },
    ...(file ? { locations: [{ physicalLocation: { artifactLocation: artifact(file), ...(range ? { region: region(range) } : {}) } }] } : {}),
  };
}

function physical({ file, range }: Location): PhysicalLocation {
  return { artifactLocation: artifact(file), region: region(range) };
}

function artifact(file: string): ArtifactLocation {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: SRCROOT };
}

/** SARIF counts lines and columns from one; the end column lies behind the last character. */
function region({ start, end }: Range): Region {
  return { startLine: start.line + 1, startColumn: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}
