/** What runs when code changes: GitHub Actions, GitLab CI, CircleCI, and others as far as their commands show. */

import type { Pipeline } from '../../../../rules/model/manifests.ts';
import type { FilePath, Site } from '../../../../rules/model/source.ts';
import { namesIn } from './compose.ts';
import { nameOf } from './paths.ts';
import type { YamlView } from './yaml-view.ts';

type Command = Pipeline['commands'][number];

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export function githubPipeline(file: FilePath, document: YamlView): readonly Pipeline[] {
  const jobs = (document.get('jobs')?.entries ?? []).map(([, job]) => job);
  if (jobs.length === 0) return [];
  const steps = jobs.flatMap((job) => job.get('steps')?.items ?? []);
  const commands = commandsOf(steps.map((step) => step.get('run')));
  const uses = [...jobs, ...steps].flatMap((each) => each.get('uses')?.text ?? []);
  const name = document.get('name')?.text ?? nameOf(file);
  return [{ system: 'github', file, name, triggers: namesIn(document.get('on')), commands, uses, manualGates: [], deploys: deploys(name, file, commands, uses), at: startOf(document, file) }];
}

/** Keys of .gitlab-ci.yml that are not jobs: https://docs.gitlab.com/ci/yaml/#global-keywords and the old global defaults. */
const NOT_JOBS = new Set(['default', 'include', 'stages', 'variables', 'workflow', 'image', 'services', 'cache', 'spec']);

export function gitlabPipeline(file: FilePath, document: YamlView): readonly Pipeline[] {
  const jobs = document.entries.filter(([name, job]) => !NOT_JOBS.has(name) && !name.startsWith('.') && job.kind === 'map');
  if (jobs.length === 0) return [];
  const defaults = [document, document.get('default')];
  const commands = commandsOf([...defaults, ...jobs.map(([, job]) => job)].flatMap((each) => ['before_script', 'script', 'after_script'].flatMap((key) => each?.get(key) ?? [])));
  const deploying = jobs.filter(([name, job]) => /deploy|release|prod/i.test(`${name} ${job.get('stage')?.text ?? ''}`) || job.has('environment'));
  const manualGates = deploying.flatMap(([, job]) => manualIn(job)).slice(0, 20);
  return [{ system: 'gitlab', file, name: nameOf(file), triggers: [], commands, uses: [], manualGates, deploys: deploying.length > 0, at: document.keyAt(jobs[0]?.[0] ?? '') ?? startOf(document, file) }];
}

/** `when: manual`, in the job or in each of its rules. */
function manualIn(job: YamlView): readonly Site[] {
  const own = job.get('when');
  if (own?.text === 'manual') return [own.at];
  const rules = (job.get('rules')?.items ?? []).flatMap((rule) => rule.get('when') ?? []).filter(({ text }) => text !== 'never');
  return rules.length > 0 && rules.every(({ text }) => text === 'manual') ? rules.map(({ at }) => at) : [];
}

/** https://circleci.com/docs/configuration-reference/ */
export function circlePipeline(file: FilePath, document: YamlView): readonly Pipeline[] {
  const jobs = document.get('jobs')?.entries ?? [];
  const steps = [...jobs, ...(document.get('commands')?.entries ?? [])].flatMap(([, job]) => job.get('steps')?.items ?? []);
  const commands = commandsOf(steps.flatMap((step) => step.get('run', 'command') ?? step.get('run') ?? []));
  const planned = (document.get('workflows')?.entries ?? []).flatMap(([, workflow]) => workflow.get('jobs')?.items ?? []).flatMap((job) => job.entries);
  const manualGates = planned.flatMap(([, job]) => job.get('type')).filter((type) => type?.text === 'approval').flatMap((type) => type?.at ?? []);
  const uses = (document.get('orbs')?.entries ?? []).flatMap(([, orb]) => orb.text ?? []);
  const names = jobs.map(([name]) => name).join(' ');
  return [{ system: 'circleci', file, name: 'CircleCI', triggers: [], commands, uses, manualGates, deploys: deploys(names, file, commands, uses), at: startOf(document, file) }];
}

/** Other systems: each text in the file that looks like a command line. */
export function otherPipeline(file: FilePath, documents: readonly YamlView[]): readonly Pipeline[] {
  const [first] = documents;
  if (!first) return [];
  const commands = documents.flatMap((document) => textsBelow(document, 8)).map(({ text, at }) => ({ text: text ?? '', at }));
  return [{ system: 'other', file, name: nameOf(file), triggers: [], commands, uses: [], manualGates: [], deploys: deploys('', file, commands, []), at: startOf(first, file) }];
}

function textsBelow(view: YamlView, depth: number): readonly YamlView[] {
  if (view.kind === 'text') return [view];
  if (depth === 0) return [];
  return [...view.items, ...view.entries.map(([, value]) => value)].flatMap((each) => textsBelow(each, depth - 1));
}

/** Texts and lists of texts, one command for each line. */
function commandsOf(runs: readonly (YamlView | undefined)[]): readonly Command[] {
  return runs.flatMap((run) => (run?.kind === 'list' ? run.items.flatMap((item) => (item.kind === 'list' ? item.items : [item])) : run ? [run] : [])).flatMap(({ text, at }) =>
    (text ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line) => ({ text: line, at })),
  );
}

const DEPLOYING_COMMAND = /\b(kubectl (apply|rollout|set)|helm (upgrade|install)|aws (ecs|lambda|s3 sync|cloudformation|apprunner)|gcloud (run|app|functions) deploy|(fly|flyctl|vercel|netlify|railway|wrangler|firebase|serverless|sls|cdk|sst|pulumi|terraform|copilot) (deploy|up|apply)|eb deploy|git push (heroku|dokku)|pm2 (deploy|reload)|docker stack deploy)\b/;
const DEPLOYING_ACTION = /(deploy|ecs-|app-runner|cloud-run|flyctl|vercel-action|heroku|argocd|azure\/webapps|static-web-apps)/i;

function deploys(name: string, file: string, commands: readonly Command[], uses: readonly string[]): boolean {
  return /\bdeploy(s|ment)?\b/i.test(`${name} ${nameOf(file)}`.replace(/[_-]/g, ' ')) || commands.some(({ text }) => DEPLOYING_COMMAND.test(text)) || uses.some((each) => DEPLOYING_ACTION.test(each));
}

/** Its name, or where its triggers stand, else the first character. */
function startOf(document: YamlView, file: FilePath): Site {
  return document.get('name')?.at ?? document.keyAt('on') ?? { file, span: [document.at.span[0], document.at.span[0] + 1] };
}
