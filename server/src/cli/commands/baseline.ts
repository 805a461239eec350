/** `tenfold baseline`: writes down what is found today, so that only what is new shouts; `--prune` takes out what is no longer found. */

import { entryOf, type BaselineEntry } from '../../../../rules/model/baseline.ts';
import { withOthers, type Finding } from '../../../../rules/model/finding.ts';
import { BASELINE_NAME, baselineText, readBaseline } from '../../config/baseline-file.ts';
import { nodeFileSystem } from '../../platform/node-file-system.ts';
import { analysisOf, ANALYSIS_OPTIONS, exitCodeForSettings } from '../analysing.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { UserError } from '../user-error.ts';
import { writeInto } from '../writing.ts';

export const baseline = defineCommand({
  name: 'baseline',
  takes: ['[dir]'],
  says: `write today's findings to ${BASELINE_NAME}: only new ones fail from then on`,
  options: {
    config: ANALYSIS_OPTIONS.config,
    'no-cache': ANALYSIS_OPTIONS['no-cache'],
    trust: ANALYSIS_OPTIONS.trust,
    prune: { type: 'boolean', says: 'only take out what is no longer found' },
  },
  async run({ prune, ...given }, [dir], surroundings) {
    // Whoever turns advice on later is not to drown in it either.
    const { root, analysis } = await analysisOf(dir, given, { advice: true }, surroundings);
    const { stale = [], unjudged = [] } = analysis.baseline ?? {};
    if (exitCodeForSettings(analysis.problems, analysis.settingsFiles) !== EXIT.clean || analysis.stats.files === 0) {
      const problem = analysis.problems.find(({ kind }) => kind === 'invalid-setting');
      throw new UserError(`The baseline is as it was: ${problem ? `${problem.file === undefined ? '' : `${problem.file}: `}${problem.message}` : 'there is nothing to analyse here.'}`);
    }
    const { value: before } = await readBaseline(root, nodeFileSystem);
    if (prune === true && !before) throw new UserError(`There is no ${BASELINE_NAME} to prune in ${root}.`);

    const gone = new Set(stale.map(({ fingerprint }) => fingerprint));
    const kept = (before?.entries ?? []).filter(({ fingerprint }) => !gone.has(fingerprint));
    const active = analysis.findings.flatMap(withOthers).filter(({ suppressed }) => suppressed === undefined);
    const entries = prune === true ? kept : [...recorded(active, before?.entries ?? []), ...unjudged];
    writeInto(root, BASELINE_NAME, baselineText(entries));
    await write(surroundings.stdout, said({ isPruned: prune === true, entries, active, advice: new Set(analysis.catalog.filter(({ rule }) => rule.tier === 'advice').map(({ id }) => id)), isFirst: before === undefined, gone: stale.length, unjudged: unjudged.length }));
    return EXIT.clean;
  },
});

/** What was recorded before keeps its words, so that the difference shows what is new alone. */
function recorded(findings: readonly Finding[], before: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const saidBefore = new Map(before.map(({ fingerprint, says }) => [fingerprint, says]));
  return findings.map((finding) => ({ ...entryOf(finding), says: saidBefore.get(finding.fingerprint) ?? cut(finding.message) }));
}

function cut(message: string): string {
  return message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message;
}

/** Of a message, in UTF-16 units: the file is read by people, line by line. */
const LONGEST = 140;

interface Change {
  readonly isPruned: boolean;
  readonly entries: readonly BaselineEntry[];
  readonly active: readonly Finding[];
  /** Rules that a check is silent about if nobody asks for advice. */
  readonly advice: ReadonlySet<string>;
  readonly isFirst: boolean;
  readonly gone: number;
  readonly unjudged: number;
}

function said({ isPruned, entries, active, advice, isFirst, gone, unjudged }: Change): string {
  const { length: added } = active.filter(({ isKnown }) => isKnown !== true);
  const { length: quiet } = active.filter(({ rule, severity, isKnown }) => severity === 'hint' && advice.has(rule) && (!isPruned || isKnown === true));
  return [
    `${BASELINE_NAME} holds ${entries.length} ${entries.length === 1 ? 'finding' : 'findings'}.`,
    ...(quiet > 0 ? [`${quiet} of them ${quiet === 1 ? 'is' : 'are'} advice, which the audit shows, and check with --advice.`] : []),
    ...(isFirst ? [] : [isPruned ? `${gone} taken out.` : `${added} added, ${gone} taken out.`]),
    ...(unjudged > 0 ? [`${unjudged} ${unjudged === 1 ? 'stays' : 'stay'} unlooked at, since ${unjudged === 1 ? 'its rule was' : 'their rules were'} not run: --trust runs rules that are code.`] : []),
    ...(isPruned && added > 0 ? [`${added} new ${added === 1 ? 'finding is' : 'findings are'} not in it.`] : []),
    'Commit it.\n',
  ].join(' ');
}
