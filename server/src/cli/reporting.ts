/** Draws what was found in the form asked for, and puts it where it was asked for. */

import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import type { AuditModel } from '../../../rules/kit/audit-model.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { withoutNames } from '../audit/anonymous.ts';
import { auditModel, type AuditOptions } from '../audit/audit-model.ts';
import { checkstyleReport } from '../report/checkstyle.ts';
import { githubReport, githubSummary } from '../report/github.ts';
import { gitlabReport } from '../report/gitlab.ts';
import { htmlReport } from '../report/html.ts';
import { jsonReport } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { mermaidOf } from '../report/map/mermaid.ts';
import { mapSvgFile } from '../report/map/svg.ts';
import { markdownReport } from '../report/markdown.ts';
import { auditHead } from '../report/pretty-audit.ts';
import { prettyReport, type Palette } from '../report/pretty.ts';
import type { ReportInput } from '../report/report-input.ts';
import { sarifReport } from '../report/sarif.ts';
import type { Analysis } from '../analysis.ts';
import type { Told } from '../remembered-check.ts';
import type { Analysed } from './analysing.ts';
import { oneOf, type Surroundings, write } from './command.ts';
import { paletteFor } from './terminal.ts';
import { UserError } from './user-error.ts';

interface Drawing {
  readonly isAudit: boolean;
  readonly palette: Palette;
  readonly isQuiet: boolean;
  audit(): AuditModel;
}

/** Every form a report can have, by the name of `--format`. */
const FORMATS = {
  pretty: (input: ReportInput, { palette, isQuiet, isAudit, audit }: Drawing) => `${isAudit ? auditHead(audit(), palette) : ''}${prettyReport(input, { palette, isQuiet })}`,
  json: (input: ReportInput, { isAudit, audit }: Drawing) => jsonReport(input, isAudit ? audit() : undefined),
  sarif: sarifReport,
  github: githubReport,
  gitlab: gitlabReport,
  junit: junitReport,
  checkstyle: checkstyleReport,
  markdown: (input: ReportInput, { audit }: Drawing) => markdownReport(input, audit()),
  svg: ({ name }: ReportInput, { audit }: Drawing) => mapSvgFile(audit().map, name),
  mermaid: (_input: ReportInput, { audit }: Drawing) => mermaidOf(audit().map),
  html: (input: ReportInput, { audit }: Drawing) => htmlReport(input, audit(), { nonce: randomBytes(16).toString('base64') }),
};
type Format = keyof typeof FORMATS;
/** Those that show the audit whatever the command. */
const OF_THE_AUDIT: ReadonlySet<Format> = new Set(['markdown', 'svg', 'mermaid', 'html']);
const NAMES = Object.keys(FORMATS).filter((name): name is Format => name in FORMATS);

export const REPORT_OPTIONS = {
  format: { type: 'string', short: 'f', value: '<name>', says: `${NAMES.join(', ')} (default: pretty; svg and mermaid hold the service map alone)` },
  output: { type: 'string', short: 'o', value: '<file>', says: 'write the report to a file' },
  quiet: { type: 'boolean', short: 'q', says: 'the summary only' },
} as const;

interface Given {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly quiet?: boolean | undefined;
}

/** Asked before anything is analysed too: nobody waits for a run to hear that its report has no such form. */
export function formatOf({ format = 'pretty' }: Given): Format {
  return oneOf(NAMES, format, 'format');
}

/** The code itself is looked at again for it, not only what was found. */
export function needsCode(format: Format): boolean {
  return OF_THE_AUDIT.has(format);
}

/** Gives the audit, made when somebody asks for it. */
export async function deliver(command: 'audit' | 'check', { root, analysis, findings: found, comparedWith, unreadEvidence }: Analysed<Told & Partial<Pick<Analysis, 'codebase'>>>, given: Given, { version, stdout, stderr }: Surroundings, { countsKnown = false, ...options }: Partial<AuditOptions> & Pick<ReportInput, 'countsKnown'> = {}): Promise<() => AuditModel> {
  const { catalog } = analysis;
  for (const message of unreadEvidence) stderr.write(`tenfold: ${message}\n`);
  const code = (): Codebase => {
    if (!analysis.codebase) throw new Error('The audit was asked for where only findings are at hand.');
    return analysis.codebase;
  };
  const findings = options.isAnonymous === true ? found.map((finding) => withoutNames(code(), finding)) : found;
  let made: AuditModel | undefined;
  const audit = (): AuditModel => (made ??= auditModel(code(), findings, analysis.problems, catalog, { now: Date.now(), ...options }));
  const folder = relative(realpathSync(process.cwd()), root).replaceAll('\\', '/');
  const input: ReportInput = { name: basename(root), ...(!folder.startsWith('..') && !isAbsolute(folder) && { folder }), version, findings, problems: analysis.problems, catalog, stats: analysis.stats, ...(countsKnown && { countsKnown }), ...(comparedWith !== undefined && { comparedWith }), ...(analysis.baseline && { stale: analysis.baseline.stale }) };
  const text = FORMATS[formatOf(given)](input, {
    isAudit: command === 'audit',
    palette: given.output === undefined ? paletteFor(stdout) : PLAIN,
    isQuiet: given.quiet === true,
    audit,
  });
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (given.format === 'github' && summary !== undefined && summary !== '') appendFileSync(summary, githubSummary(input));
  if (given.output === undefined) await write(stdout, text);
  else writeReport(given.output, text, stderr);
  return audit;
}

const PLAIN: Palette = { error: (text) => text, warning: (text) => text, info: (text) => text, dim: (text) => text, strong: (text) => text };

export function writeReport(path: string, text: string, stderr: NodeJS.WriteStream): void {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    writeFileSync(path, text);
    stderr.write(`The report is in ${path}.\n`);
  } catch (error) {
    throw new UserError(`The report cannot be written to "${path}": ${error instanceof Error ? error.message : String(error)}.`);
  }
}
