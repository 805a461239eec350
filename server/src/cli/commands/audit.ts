/** `tenfold audit`: what breaks first, for people to read. */

import { resolve } from 'node:path';
import { savedAudit } from '../../audit/debt.ts';
import { AUDITS_FOLDER, earlierAudits } from '../../earlier-audits.ts';
import { nodeFileSystem } from '../../platform/node-file-system.ts';
import { analysisOf, ANALYSIS_OPTIONS } from '../analysing.ts';
import { defineCommand } from '../command.ts';
import { deliver, formatOf, REPORT_OPTIONS, writeReport } from '../reporting.ts';
import { UserError } from '../user-error.ts';
import { writeInto } from '../writing.ts';
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
    save: { type: 'boolean', says: 'keep a small record of this audit, so that the next says what came and went' },
    'saved-in': { type: 'string', value: '<dir>', says: `where records are kept (default: ${AUDITS_FOLDER} of the folder)` },
    anonymous: { type: 'boolean', says: 'leave people’s names out of the audit' },
  },
  async run(values, [dir], surroundings) {
    formatOf(values);
    const verdict = verdictFrom(values, 'none');
    if (values.save === true && values.rule !== undefined) throw new UserError('--save keeps all that is found, so that nothing seems to have gone: leave out --rule, or --save.');
    const analysed = await analysisOf(dir, values, { advice: true }, surroundings);
    const records = values['saved-in'] === undefined ? `${analysed.root}/${AUDITS_FOLDER}` : resolve(values['saved-in']).replaceAll('\\', '/');
    const earlier = await earlierAudits(records, nodeFileSystem);
    for (const { message } of earlier.problems) surroundings.stderr.write(`tenfold: ${message}\n`);
    const now = Date.now();
    const made = await deliver('audit', analysed, values, surroundings, { now, earlier: earlier.value, countsKnown: verdict.age === 'any', isAnonymous: values.anonymous === true });
    if (values.save === true) {
      const record = savedAudit(analysed.analysis.codebase, made().findings, now);
      const name = `${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.json`;
      const text = `${JSON.stringify(record, undefined, 1)}\n`;
      if (values['saved-in'] === undefined) {
        writeInto(analysed.root, `${AUDITS_FOLDER}/${name}`, text);
        surroundings.stderr.write(`The record is in ${AUDITS_FOLDER}/${name}.\n`);
      } else writeReport(`${records}/${name}`, text, surroundings.stderr);
    }
    return exitCodeFor(analysed, verdict);
  },
});
