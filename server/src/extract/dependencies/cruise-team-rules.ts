/** Lets dependency-cruiser, in its own process, judge what is saved by a team's own config. */

import type { Breach } from '../../../../rules/model/architecture.ts';
import type { Outcome, Problem } from '../../../../rules/model/outcome.ts';
import { filePath, type FilePath } from '../../../../rules/model/source.ts';
import type { Helper, HelperAnswer } from '../../platform/helper.ts';
import { ANSWER, type CruiseAnswer, type CruisedBreach, type CruiseRequest } from './cruise-request.ts';
import type { LiveRules } from './live-rules.ts';
import type { TeamRules } from './team-rules.ts';

export interface CruiseOptions {
  readonly mayRunCode: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What was found, and the absolute paths of all configs that were read for it. */
export interface Cruised extends Outcome<readonly Breach[]> {
  readonly reads: readonly string[];
  readonly live: readonly LiveRules[];
}

const LONGEST_MS = 180_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** `root` is absolute. A config that cannot be used is a problem; throws the signal's reason when stopped. */
export async function cruiseTeamRules(root: string, rules: readonly TeamRules[], cruiser: Helper, options: CruiseOptions): Promise<Cruised> {
  const breaches: Breach[] = [];
  const problems: Problem[] = [];
  const reads: string[] = [];
  const live: LiveRules[] = [];
  for (const each of rules) {
    const found = await cruiseOne(root, each, cruiser, options);
    breaches.push(...found.value);
    problems.push(...found.problems);
    reads.push(...found.reads);
    live.push(...found.live);
  }
  return { value: breaches, problems, reads, live };
}

async function cruiseOne(root: string, rules: TeamRules, cruiser: Helper, { mayRunCode, signal }: CruiseOptions): Promise<Cruised> {
  const { folder, config, known, begins, isFromScript } = rules;
  const inFolder = (file: FilePath): string => (folder === '' ? file : file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : `${root}/${file}`);
  const problem = (message: string, kind: Problem['kind'] = 'not-trusted'): Cruised => ({ value: [], reads: [], live: [], problems: [{ kind, message, file: config }] });
  if (!config.endsWith('.json') && !mayRunCode) return problem(needsTrust(config));
  const request: CruiseRequest = {
    root: folder === '' ? root : `${root}/${folder}`,
    files: begins,
    rules: { config: inFolder(config), ...(known !== undefined && { known: inFolder(known) }), mayRunCode, ignoresOutput: !isFromScript },
  };
  const answered = await cruiser.ask(JSON.stringify(request), { milliseconds: LONGEST_MS, bytes: MOST_BYTES, signal });
  signal?.throwIfAborted();
  const answer = readAnswer(answered);
  switch (answer.kind) {
    case 'breaches':
      return { value: answer.breaches.map((breach) => placed(folder, breach)), reads: answer.reads, live: [{ ...answer.live, folder, begins }], problems: answer.notes.map((message) => ({ kind: 'not-trusted', message, file: config })) };
    case 'needs-code':
      return problem(needsTrust(config, answer.file));
    case 'edges':
      return problem(`The rules in ${config} are not checked: dependency-cruiser gave another answer than was asked for.`, 'invalid-setting');
    case 'failed':
      return problem(`The rules in ${config} are not checked: ${answer.message}`, 'invalid-setting');
  }
}

function needsTrust(config: FilePath, other?: string): string {
  const what = other === undefined ? `${config} is code` : `${config} extends ${other}, which is code`;
  return `${what} and was not run, so its rules are not checked. Trust the workspace, or pass --trust on the command line.`;
}

function readAnswer(answered: HelperAnswer): CruiseAnswer {
  if (!answered.ok) {
    const why = { 'too-slow': `it took longer than ${LONGEST_MS / 60_000} minutes.`, 'too-large': 'it found more than can be shown.', stopped: 'it was stopped.', failed: `dependency-cruiser ended early. ${lastLine(answered.said)}` }[answered.why];
    return { kind: 'failed', message: why.trim() };
  }
  const at = answered.output.lastIndexOf(ANSWER);
  if (at < 0) return { kind: 'failed', message: 'the config ended the process.' };
  return JSON.parse(answered.output.slice(at + ANSWER.length)) as CruiseAnswer;
}

function lastLine(said: string): string {
  return said.trim().split('\n').find((line) => /error/i.test(line))?.trim() ?? '';
}

/** With paths relative to the workspace; what lies outside of it, such as a package, keeps its name. */
function placed(folder: FilePath, { from, to, via, ...breach }: CruisedBreach): Breach {
  const inWorkspace = (path: string): FilePath => filePath(straight(folder === '' ? path : `${folder}/${path}`));
  const isPath = /[/.]/.test(to) && !/(?:^|\/)node_modules\//.test(to);
  return { ...breach, from: inWorkspace(from), to: isPath ? inWorkspace(to) : to, via: via.map(inWorkspace) };
}

function straight(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
