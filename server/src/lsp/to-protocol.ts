/** The model's words in the protocol's words. Findings are converted, never sent as they are. */

import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation, type Range as ProtocolRange } from 'vscode-languageserver';
import type { BaselineEntry } from '../../../rules/model/baseline.ts';
import { stepsShown, type Finding, type Severity } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { rangeOf, type FilePath, type Range, type Span } from '../../../rules/model/source.ts';

export interface Addresses {
  uriOf(file: FilePath): string;
  /** Where the page of a rule opens, if anywhere. */
  rulePage(rule: string): string | undefined;
  readonly hasRelatedInformation: boolean;
}

/** What we put on a diagnostic to know it again. */
export interface DiagnosticData {
  readonly fingerprint: string;
}

/** What was there before does not shout: editors show a hint as a few dots, and not in the list of problems. */
export function diagnosticOf(finding: Finding, addresses: Addresses): Diagnostic {
  const { rule, severity, message, location, fingerprint, isKnown } = finding;
  const href = addresses.rulePage(rule);
  const related = addresses.hasRelatedInformation ? stepsShown(finding).map((step): DiagnosticRelatedInformation => ({
    location: { uri: addresses.uriOf(step.location.file), range: toProtocolRange(step.location.range) },
    message: step.shows,
  })) : [];
  const data: DiagnosticData = { fingerprint };
  return {
    range: toProtocolRange(location.range),
    severity: isKnown ? DiagnosticSeverity.Hint : SEVERITIES[severity],
    source: 'tenfold',
    code: rule,
    message,
    data,
    ...(href !== undefined && { codeDescription: { href } }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** An entry of the baseline that covers nothing any more, where it stands in the baseline's file. */
export function diagnosticOfStale({ rule, at }: BaselineEntry): Diagnostic {
  return {
    range: at ? toProtocolRange(at) : START,
    severity: DiagnosticSeverity.Information,
    tags: [DiagnosticTag.Unnecessary],
    source: 'tenfold',
    code: 'stale-baseline',
    message: `${rule} finds this no longer; "tenfold baseline --prune" takes it out.`,
  };
}

/** Problems a user can mend where they stand: in settings, manifests and the comments that speak to us. */
export function diagnosticOfProblem({ kind, message, range, file }: Problem): Diagnostic | undefined {
  if (kind !== 'invalid-setting' && kind !== 'stale-suppression' && kind !== 'unheeded-setting' && kind !== 'invalid-manifest' && kind !== 'not-trusted') return undefined;
  const isConfig = kind === 'invalid-setting' && file?.endsWith('.json');
  return {
    range: range ? toProtocolRange(range) : START,
    severity: isConfig ? DiagnosticSeverity.Error : kind === 'not-trusted' || kind === 'unheeded-setting' ? DiagnosticSeverity.Information : DiagnosticSeverity.Warning,
    source: 'tenfold',
    code: kind,
    message,
  };
}

const START: ProtocolRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toProtocolRange({ start, end }: Range): ProtocolRange {
  return { start: { line: start.line, character: start.column }, end: { line: end.line, character: end.column } };
}

export function spanToProtocolRange(lineStarts: readonly number[], span: Span): ProtocolRange {
  return toProtocolRange(rangeOf(lineStarts, span));
}

/** The two share at least a position. */
export function touches(a: ProtocolRange, b: ProtocolRange): boolean {
  return isNotAfter(a.start, b.end) && isNotAfter(b.start, a.end);
}

function isNotAfter(a: ProtocolRange['start'], b: ProtocolRange['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
