/** What a finding says when the pointer rests on it: what, why, and the walk that proves it. */

import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { stepsShown, type Finding } from '../../../rules/model/finding.ts';
import type { Snapshot } from '../session.ts';
import type { Place } from './folders.ts';
import { toProtocolRange, touches } from './to-protocol.ts';
import { uriIn } from './uris.ts';

export interface RuleProse {
  readonly title: string;
  /** The first paragraph of "Why it hurts at scale". */
  readonly why: string;
}

export function hoverAt(position: Position, { folder, file }: Place, { analysis }: Snapshot, proseOf: (rule: string) => RuleProse | undefined): Hover | undefined {
  const found = analysis.findings.filter(({ location, suppressed }) =>
    location.file === file && !suppressed && touches(toProtocolRange(location.range), { start: position, end: position }));
  const [first] = found;
  if (!first) return undefined;
  return {
    range: toProtocolRange(first.location.range),
    contents: { kind: MarkupKind.Markdown, value: found.map((finding) => textOf(finding, folder.uri, proseOf(finding.rule))).join('\n\n---\n\n') },
  };
}

const CERTAINTY: Record<Finding['confidence'], string> = {
  certain: 'Every step was followed by name.',
  likely: 'One step of the way was guessed.',
  possible: 'This is a judgement by rule of thumb.',
};

function textOf(finding: Finding, folder: string, prose: RuleProse | undefined): string {
  const { rule, message, evidenceIs, confidence, isKnown } = finding;
  const steps = stepsShown(finding).map(({ location, shows }, index) => {
    const { line } = location.range.start;
    const place = `[${escaped(`${location.file}:${line + 1}`)}](${uriIn(folder, location.file)}#L${line + 1})`;
    return `${evidenceIs === 'path' ? `${index + 1}.` : '-'} ${escaped(shows)}: ${place}`;
  });
  return [`**${escaped(prose?.title ?? rule)}**: ${escaped(message)}`, prose?.why, steps.join('\n'), `*${CERTAINTY[confidence]}${isKnown ? ' Known debt: it is in the baseline.' : ''}*`]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
}

/** Names come from code that nobody vouches for; none of it may act as Markdown or HTML. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~&-]/g, (mark) => (mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`)).replaceAll(/\s+/g, ' ');
}
