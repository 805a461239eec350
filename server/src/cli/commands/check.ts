/** `tenfold check`: findings, for CI. */

import { analysisOf, ANALYSIS_OPTIONS, findingsOf } from '../analysing.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { deliver, formatOf, needsCode, REPORT_OPTIONS } from '../reporting.ts';
import { exitCodeFor, VERDICT_OPTIONS, verdictFrom } from '../verdict.ts';

export const check = defineCommand({
  name: 'check',
  takes: ['[dir]'],
  says: 'findings, for CI',
  options: {
    ...REPORT_OPTIONS,
    ...ANALYSIS_OPTIONS,
    ...VERDICT_OPTIONS,
    advice: { type: 'boolean', says: 'include the advice tier (audit always does)' },
  },
  async run(values, [dir], surroundings) {
    const ask = needsCode(formatOf(values)) ? analysisOf : findingsOf;
    const verdict = verdictFrom(values, 'warning');
    const analysed = await ask(dir, values, { advice: values.advice === true }, surroundings);
    await deliver('check', analysed, values, surroundings, { countsKnown: verdict.age === 'any' });
    const code = exitCodeFor(analysed, verdict);
    // Whoever meets this for the first time hears how to begin.
    if (code === EXIT.findings && analysed.comparedWith === undefined && values.quiet !== true) await write(surroundings.stderr, 'tenfold: This ends with 1, as --fail-on says. To begin from here, tenfold baseline writes down what there is, and only what is new fails from then on.\n');
    return code;
  },
});
