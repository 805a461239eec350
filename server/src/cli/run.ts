/** Does what the command line asks, and says with which exit code to end. */

import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Finding, Severity } from '../../../rules/model/finding.ts';
import type { Analysis } from '../analysis.ts';
import { auditModel } from '../audit/audit-model.ts';
import { analyze } from '../pipeline.ts';
import { nodeMachine } from '../platform/node-machine.ts';
import { htmlReport } from '../report/html.ts';
import { jsonReport } from '../report/json.ts';
import { markdownReport } from '../report/markdown.ts';
import { prettyReport, type Palette } from '../report/pretty.ts';
import type { ReportInput } from '../report/report-input.ts';
import { sarifReport } from '../report/sarif.ts';
import type { Arguments, Threshold } from './arguments.ts';
import { EXIT } from './exit-codes.ts';
import { HELP } from './help.ts';
import { paletteFor, progressOn } from './terminal.ts';
import { UserError } from './user-error.ts';

export interface Surroundings {
  readonly version: string;
  readonly catalog: readonly CatalogEntry[];
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

export async function run(asked: Arguments, { version, catalog, stdout, stderr, signal }: Surroundings): Promise<number> {
  switch (asked.command) {
    case 'help':
      await write(stdout, HELP);
      return EXIT.clean;
    case 'version':
      await write(stdout, `${version}\n`);
      return EXIT.clean;
    case 'rules':
      await write(stdout, catalog.map(({ id, rule, prose }) => `${id.padEnd(38)} ${rule.tier.padEnd(12)} ${prose.summary.split('\n')[0]}\n`).join(''));
      return EXIT.clean;
    case 'explain':
      await write(stdout, explanation(catalog, asked.subject));
      return EXIT.clean;
    default:
      return analyse();
  }

  async function analyse(): Promise<number> {
    const root = folderOf(asked.subject ?? '.');
    for (const name of asked.rules) if (!catalog.some(({ id }) => id === name)) throw new UserError(`There is no rule "${name}". See tenfold rules.`);
    const progress = progressOn(stderr);
    let analysis: Analysis;
    try {
      analysis = await analyze(root, { advice: asked.withAdvice, signal, onProgress: progress.show, ...(asked.config === undefined ? {} : { configFile: resolve(asked.config) }) }, nodeMachine(root, { cache: asked.usesCache, mayRunCode: asked.mayRunCode }));
    } finally {
      progress.clear();
    }
    const wanted = asked.rules.length === 0 ? analysis.findings : analysis.findings.filter(({ rule }) => asked.rules.includes(rule));
    const input: ReportInput = { name: basename(root), version, findings: wanted, problems: analysis.problems, catalog, stats: analysis.stats };
    const text = reportFor(asked, input, analysis, asked.output === undefined ? paletteFor(stdout) : PLAIN);
    if (asked.output === undefined) await write(stdout, text);
    else writeReport(asked.output, text, stderr);
    return exitCodeFor(analysis, wanted, asked.failOn, asked.config !== undefined);
  }
}

const PLAIN: Palette = { error: (text) => text, warning: (text) => text, info: (text) => text, dim: (text) => text, strong: (text) => text };

function reportFor(asked: Arguments, input: ReportInput, analysis: Analysis, palette: Palette): string {
  const audit = () => auditModel(analysis.codebase, input.findings, input.problems, input.catalog);
  switch (asked.format) {
    case 'json':
      return jsonReport(input, asked.command === 'audit' ? audit().capacity : undefined);
    case 'sarif':
      return sarifReport(input);
    case 'markdown':
      return markdownReport(input, audit());
    case 'html':
      return htmlReport(input, audit(), { nonce: randomBytes(16).toString('base64') });
    case 'pretty':
      return prettyReport(input, { palette, isQuiet: asked.isQuiet });
  }
}

function exitCodeFor({ stats, problems }: Analysis, findings: readonly Finding[], failOn: Threshold, hasOwnConfig: boolean): number {
  const isMisconfigured = problems.some(({ kind, file }) => kind === 'invalid-setting' && (file === undefined || /(?:^|\/)tenfold\.json$/.test(file) || hasOwnConfig && !/\.[cm]?[jt]sx?$/.test(file)));
  if (isMisconfigured || stats.files === 0) return EXIT.couldNotJudge;
  const loud: readonly Severity[] = { error: ['error'] as const, warning: ['error', 'warning'] as const, info: ['error', 'warning', 'info'] as const, none: [] }[failOn];
  return findings.some(({ severity, suppressed }) => suppressed === undefined && loud.includes(severity)) ? EXIT.findings : EXIT.clean;
}

function folderOf(given: string): string {
  try {
    const path = realpathSync(resolve(given));
    if (statSync(path).isDirectory()) return path.replaceAll('\\', '/');
  } catch {
    // Said below.
  }
  throw new UserError(`There is no folder "${given}".`);
}

function writeReport(path: string, text: string, stderr: NodeJS.WriteStream): void {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    writeFileSync(path, text);
    stderr.write(`The report is in ${path}.\n`);
  } catch (error) {
    throw new UserError(`The report cannot be written to "${path}": ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function explanation(catalog: readonly CatalogEntry[], name: string | undefined): string {
  if (name === undefined) throw new UserError('Which rule? See tenfold rules.');
  const entry = catalog.find(({ id }) => id === name);
  if (!entry) throw new UserError(`There is no rule "${name}". See tenfold rules.`);
  const { title, summary, why, instead, keep } = entry.prose;
  return [`${title} (${entry.id}, ${entry.rule.tier})`, '', summary, '', 'Why it hurts at scale', '', why, '', 'What to do instead', '', instead, '', 'When to keep it', '', keep, ''].join('\n');
}

/** Waits until all is written: a process that ends too early cuts a long report off. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((done, fail) => stream.write(text, (error) => (error ? fail(error) : done())));
}
