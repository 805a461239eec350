/** `tenfold audit`: what breaks first, for people to read. */

import { analysisOf, ANALYSIS_OPTIONS } from '../analysing.ts';
import { defineCommand } from '../command.ts';
import { deliver, formatOf, REPORT_OPTIONS } from '../reporting.ts';
import { exitCodeFor, VERDICT_OPTIONS, verdictFrom } from '../verdict.ts';

export const audit = defineCommand({
  name: 'audit',
  takes: ['[dir]'],
  says: 'what breaks first, for people to read',
  options: {
    ...REPORT_OPTIONS,
    ...ANALYSIS_OPTIONS,
    ...VERDICT_OPTIONS,
    advice: { type: 'boolean', says: 'include the advice tier (audit always does)' },
  },
  async run(values, [dir], surroundings) {
    formatOf(values);
    const verdict = verdictFrom(values, 'none');
    const analysed = await analysisOf(dir, values, { advice: true }, surroundings);
    await deliver('audit', analysed, values, surroundings);
    return exitCodeFor(analysed, verdict);
  },
});
