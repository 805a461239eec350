/**
 * Switches a finding off in place, with a reason:
 *
 *     // tenfold-ignore-next-line <rule> -- at most three regions
 *     // tenfold-ignore-line <rule>, <rule> -- admin only
 *     // tenfold-ignore-file <rule> -- generated
 */

import type { Codebase } from '../../../rules/model/codebase.ts';
import { ruleId, type RuleId } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { positionAt, rangeOf, type FilePath } from '../../../rules/model/source.ts';
import type { CommentFact, FileFacts } from '../../../rules/model/facts.ts';
import type { RawFinding } from './finding-from.ts';

interface Suppression {
  readonly facts: FileFacts;
  readonly comment: CommentFact;
  readonly rules: readonly string[];
  readonly reason: string;
  /** Zero-based; absent for the whole file. */
  readonly line?: number;
  isUsed: boolean;
}

export interface Suppressions {
  /** The reason given, when a comment speaks of this finding. */
  reasonFor(finding: RawFinding): string | undefined;
  /** Comments without a reason, with unknown rules, or that switch nothing off. */
  problems(): readonly Problem[];
}

const FORM = /^tenfold-ignore-(next-line|line|file)\s+([\w@/, -]*?)\s*(?:--\s*([\s\S]*))?$/;

/** `isJudged`: the rule was run for this file, so that its silence means something. `isLeftOut`: a rule of the team that was not loaded. */
export function createSuppressions(codebase: Codebase, rules: ReadonlySet<string>, isJudged: (rule: RuleId, file: FilePath) => boolean, isLeftOut: (rule: string) => boolean = () => false): Suppressions {
  const problems: Problem[] = [];
  const byFile = new Map<FilePath, Suppression[]>();
  for (const facts of codebase.facts.values()) {
    for (const comment of facts.directivesToTenfold) {
      const read = readComment(facts, comment, (name) => rules.has(name) || isLeftOut(name));
      if (typeof read === 'string') problems.push(problemAt(facts, comment, read));
      else byFile.set(facts.file, [...(byFile.get(facts.file) ?? []), read]);
    }
  }
  return {
    reasonFor({ finding }) {
      const { file, range } = finding.location;
      const match = byFile.get(file)?.find((each) => each.rules.includes(finding.rule) && (each.line === undefined || each.line === range.start.line));
      if (!match) return undefined;
      match.isUsed = true;
      return match.reason;
    },
    problems: () => [
      ...problems,
      ...[...byFile.values()].flat().flatMap((each) => (each.isUsed || !each.rules.every((rule) => isJudged(ruleId(rule), each.facts.file)) ? [] : [problemAt(each.facts, each.comment, `Nothing is found here by ${each.rules.join(', ')} any more; the comment can go.`)])),
    ],
  };
}

function readComment(facts: FileFacts, comment: CommentFact, isKnown: (name: string) => boolean): Suppression | string {
  const match = FORM.exec(comment.text);
  if (!match) return `The comment "${comment.text.slice(0, 60)}" is not understood: write "tenfold-ignore-next-line <rule> -- <reason>".`;
  const [, where, names = '', reason = ''] = match;
  const wanted = names.split(/[\s,]+/).filter((name) => name !== '');
  const unknown = wanted.filter((name) => !isKnown(name));
  if (wanted.length === 0) return 'The comment names no rule, so it switches nothing off.';
  if (unknown.length > 0) return `There is no rule named ${unknown.join(', ')}.`;
  if (reason.trim() === '') return 'The comment gives no reason, so it switches nothing off: add " -- <reason>".';
  const line = positionAt(facts.lineStarts, comment.span[where === 'next-line' ? 1 : 0]).line;
  return { facts, comment, rules: wanted, reason: reason.trim(), ...(where === 'file' ? {} : { line: where === 'next-line' ? line + 1 : line }), isUsed: false };
}

function problemAt(facts: FileFacts, comment: CommentFact, message: string): Problem {
  return { kind: 'invalid-setting', message, file: facts.file, range: rangeOf(facts.lineStarts, comment.span) };
}
