/**
 * Switches a finding off in place, with a reason, and if its author wants only up to a day. In YAML behind `#`:
 *
 *     // tenfold-ignore-next-line <rule> -- at most three regions
 *     // tenfold-ignore-line <rule>, <rule> -- admin only
 *     // tenfold-ignore-function <rule> until 2027-03-31 -- goes with the old importer
 *     // tenfold-ignore-file <rule> -- generated
 *
 * One that speaks of the line of a loop speaks of all that the loop repeats.
 */

import { ofEachFile } from '../../../rules/kit/of-each-file.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { ruleId, type RuleId } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { positionAt, rangeOf, type FilePath, type Location } from '../../../rules/model/source.ts';
import type { CommentFact } from '../../../rules/model/facts.ts';
import type { RawFinding } from './finding-from.ts';

/** A file that may hold comments to us: code, or a manifest. */
interface Commented {
  readonly file: FilePath;
  readonly lineStarts: readonly number[];
  /** Of functions, each from the line it begins on to the one it ends on; the outermost first. Zero-based. */
  readonly functions: readonly { readonly first: number; readonly last: number }[];
}

interface Suppression {
  readonly in: Commented;
  readonly comment: CommentFact;
  readonly rules: readonly string[];
  readonly reason: string;
  /** The lines it speaks of, first and last, zero-based; absent for the whole file. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** The last day it holds, as `2027-03-31`. */
  readonly until?: string;
  isUsed: boolean;
}

export interface Suppressions {
  /** The reason given, when a comment speaks of this finding. */
  reasonFor(finding: RawFinding): string | undefined;
  /** Comments without a reason, with unknown rules, that switch nothing off, or whose day is over. */
  problems(): readonly Problem[];
}

const FORM = /^tenfold-ignore-(next-line|line|function|file)\s+([\w@/, -]*?)(?:\s+until\s+(\S+))?\s*(?:--\s*([\s\S]*))?$/;

/** `isJudged`: the rule was run for this file, so that its silence means something. `isLeftOut`: a rule of the team that was not loaded. `today`: as `2027-03-31`; no day is over where it is not said. */
export function createSuppressions(codebase: Codebase, rules: ReadonlySet<string>, isJudged: (rule: RuleId, file: FilePath) => boolean, isLeftOut: (rule: string) => boolean = () => false, today = ''): Suppressions {
  const problems: Problem[] = [];
  const byFile = new Map<FilePath, Suppression[]>();
  for (const [place, comments] of commentedFiles(codebase)) {
    for (const comment of comments) {
      const read = readComment(place, comment, (name) => rules.has(name) || isLeftOut(name));
      if (typeof read === 'string') problems.push(problemAt(place, comment, 'invalid-setting', read));
      else if (read.until !== undefined && read.until < today) problems.push(problemAt(place, comment, 'stale-suppression', `This was to be mended by ${read.until}: ${read.reason}. Since then it counts again.`));
      else byFile.set(place.file, [...(byFile.get(place.file) ?? []), read]);
    }
  }
  return {
    reasonFor({ finding: { rule, location, cause } }) {
      const spokenOf = ({ file, range: { start } }: Location): Suppression | undefined =>
        byFile.get(file)?.find(({ rules: named, lines }) => named.includes(rule) && (lines === undefined || (lines.first <= start.line && start.line <= lines.last)));
      const match = spokenOf(location) ?? (cause && spokenOf(cause.location));
      if (!match) return undefined;
      match.isUsed = true;
      return match.reason;
    },
    problems: () => [
      ...problems,
      ...[...byFile.values()].flat().flatMap((each) => (each.isUsed || !each.rules.every((rule) => isJudged(ruleId(rule), each.in.file)) ? [] : [problemAt(each.in, each.comment, 'stale-suppression', `Nothing is found here by ${each.rules.join(', ')} any more; the comment can go.`)])),
    ],
  };
}

const commentedCode = ofEachFile((own): readonly [Commented, readonly CommentFact[]] | undefined => {
  const { directivesToTenfold } = own;
  if (directivesToTenfold.length === 0) return undefined;
  const { file, lineStarts, functions } = own;
  const lines = functions.filter(({ kind }) => kind !== 'module').map(({ span }) => ({ first: positionAt(lineStarts, span[0]).line, last: positionAt(lineStarts, span[1]).line }));
  return [{ file, lineStarts, functions: lines.sort((a, b) => a.first - b.first || b.last - a.last) }, directivesToTenfold];
});

function* commentedFiles(codebase: Codebase): Iterable<readonly [Commented, readonly CommentFact[]]> {
  const { manifests } = codebase;
  yield* commentedCode.all(codebase).values();
  for (const [file, comments] of manifests.comments ?? []) {
    const lineStarts = manifests.lineStarts.get(file);
    if (lineStarts) yield [{ file, lineStarts, functions: [] }, comments];
  }
}

function readComment(place: Commented, comment: CommentFact, isKnown: (name: string) => boolean): Suppression | string {
  // With one space at a time no two parts of the form can compete for many.
  const match = FORM.exec(comment.text.replace(/\s+/g, ' '));
  if (!match) return `The comment "${comment.text.slice(0, 60)}" is not understood: write "tenfold-ignore-next-line <rule> -- <reason>".`;
  const [, where, names = '', until, reason = ''] = match;
  const wanted = names.split(/[\s,]+/).filter((name) => name !== '');
  const unknown = wanted.filter((name) => !isKnown(name));
  if (wanted.length === 0) return 'The comment names no rule, so it switches nothing off.';
  if (unknown.length > 0) return `There is no rule named ${unknown.join(', ')}.`;
  if (reason.trim() === '') return 'The comment gives no reason, so it switches nothing off: add " -- <reason>".';
  if (until !== undefined && !isDay(until)) return `"${until}" is no day, so the comment switches nothing off: write "until 2027-03-31".`;
  const line = positionAt(place.lineStarts, comment.span[where === 'next-line' || where === 'function' ? 1 : 0]).line;
  const own = where === 'function' ? place.functions.find(({ first }) => first === line + 1) : where === 'next-line' ? { first: line + 1, last: line + 1 } : { first: line, last: line };
  if (!own) return 'No function begins on the next line, so the comment switches nothing off.';
  return { in: place, comment, rules: wanted, reason: reason.trim(), ...(where !== 'file' && { lines: own }), ...(until !== undefined && { until }), isUsed: false };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function problemAt({ file, lineStarts }: Commented, comment: CommentFact, kind: Problem['kind'], message: string): Problem {
  return { kind, message, file, range: rangeOf(lineStarts, comment.span) };
}
