/** The scorecard of what surrounds the services: infrastructure, team, process. */

import type { ScoreRow } from '../../../../rules/kit/audit/scorecard.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Document } from '../../../../rules/model/manifests.ts';
import { locationOf, startOf } from '../location.ts';

export function infrastructureRows(codebase: Codebase): readonly ScoreRow[] {
  const { workloads, documents } = codebase.manifests;
  const deployed = workloads.filter(({ traits }) => !traits.includes('development'));
  const [first] = deployed;
  const code = documents.find(({ kind }) => kind === 'infrastructure-as-code');
  const probed = deployed.filter(({ hasProbes }) => hasProbes);
  const limited = deployed.filter(({ hasLimits }) => hasLimits);
  return [
    code ? { topic: 'infrastructure as code', state: 'there', fact: `${code.file} (${code.traits.join(', ') || 'declared'}).`, location: startOf(code.file) }
      : first ? { topic: 'infrastructure as code', state: 'partly', fact: `Containers are declared in ${first.at.file}; what they run on is not.`, location: locationOf(codebase, first.at) }
        : { topic: 'infrastructure as code', state: 'missing', fact: 'Nothing here says what it runs on.' },
    ...(first ? [
      { topic: 'health checks', state: share(probed.length, deployed.length), fact: `${probed.length} of ${deployed.length} workloads are asked whether they are alive.`, location: locationOf(codebase, (deployed.find(({ hasProbes }) => !hasProbes) ?? first).at) } as const,
      { topic: 'memory limits', state: share(limited.length, deployed.length), fact: `${limited.length} of ${deployed.length} workloads are bounded.`, location: locationOf(codebase, (deployed.find(({ hasLimits }) => !hasLimits) ?? first).at) } as const,
    ] : []),
  ];
}

export function teamRows(codebase: Codebase): readonly ScoreRow[] {
  const { owners: [rule], documents, workloads } = codebase.manifests;
  const owners = new Set(codebase.manifests.owners.flatMap((each) => each.owners));
  const isForAll = codebase.manifests.owners.some(({ pattern }) => /^(?:\*|\/?\*\*?\/?\*?)$/.test(pattern));
  const readme = documents.filter(({ kind }) => kind === 'readme').sort((a, b) => a.file.length - b.file.length)[0];
  const local = workloads.find(({ traits, platform }) => platform === 'compose' && traits.includes('development'));
  const start = codebase.workspace.packages.find(({ root }) => root === '')?.scripts['dev'];
  return [
    rule ? { topic: 'ownership', state: owners.size > 1 ? 'there' : 'partly', fact: owners.size > 1 ? `${rule.at.file} names ${owners.size} owners.` : `${rule.at.file} names one owner${isForAll ? ' for all' : ', and for a part of it only'}.`, location: locationOf(codebase, rule.at) } : { topic: 'ownership', state: 'missing', fact: 'There is no CODEOWNERS file.' },
    readme ? { topic: 'onboarding', state: local || start !== undefined ? 'there' : 'partly', fact: `${readme.file} is there${local ? `, and ${local.at.file} starts what is needed on one machine` : start !== undefined ? ', and one script starts all of it' : '; nothing starts all of it with one command'}.`, location: local ? locationOf(codebase, local.at) : startOf(readme.file) } : { topic: 'onboarding', state: 'missing', fact: 'There is no README.' },
  ];
}

export function processRows(codebase: Codebase): readonly ScoreRow[] {
  const { pipelines, documents } = codebase.manifests;
  const [pipeline] = pipelines;
  const deploying = pipelines.find(({ deploys }) => deploys);
  const testing = pipelines.flatMap(({ commands }) => commands).find(({ text }) => runsTests(text));
  const loadTest = documents.find(({ kind }) => kind === 'load-test');
  return [
    pipeline ? { topic: 'pipeline', state: 'there', fact: `${pipelines.length} ${pipelines.length === 1 ? 'pipeline' : 'pipelines'}, such as ${pipeline.name}.`, location: locationOf(codebase, pipeline.at) } : { topic: 'pipeline', state: 'missing', fact: 'No pipeline builds this repository.' },
    testing ? { topic: 'tests in the pipeline', state: 'there', fact: `It runs ${testing.text.slice(0, 60)}.`, location: locationOf(codebase, testing.at) } : { topic: 'tests in the pipeline', state: pipeline ? 'unknown' : 'missing', fact: pipeline ? 'No command was found that runs tests; what a pipeline calls elsewhere was not read.' : 'There is no pipeline to run them.' },
    deploying ? { topic: 'deployment', state: deploying.manualGates.length > 0 ? 'partly' : 'there', fact: `${deploying.name} deploys${deploying.manualGates.length > 0 ? ' after someone presses a button' : ''}.`, location: locationOf(codebase, deploying.at) } : { topic: 'deployment', state: 'unknown', fact: 'No pipeline here deploys.' },
    loadTest ? { topic: 'load tests', state: 'there', fact: `${loadTest.file}.`, location: startOf(loadTest.file) } : { topic: 'load tests', state: 'missing', fact: 'No load test was found.' },
    documentation(documents),
  ];
}

/** `pnpm -r test:unit`, `CI=1 npx vitest run`, `make test`; not a text that only speaks of tests. */
function runsTests(command: string): boolean {
  const words = command.replace(/^(?:\w+=\S*\s+)+/, '');
  if (/^(?:echo|printf|cat|if|export|git|curl|jq|mkdir|rm|cp|mv|test)\b/.test(words)) return false;
  return /^(?:\S*\/)?(?:npx|pnpm|npm|yarn|bunx?|turbo|nx|lerna|rush\w*|make|just|task|node|deno|docker|docker-compose|dotenv|cross-env|xvfb-run|jest|vitest|mocha|ava|tap|playwright|cypress|sh|bash|\.\/\S+)\b.*?(?:^|[\s:/_-])(?:tests?|jest|vitest|mocha|playwright|cypress|ava|e2e|spec)(?:[\s:;&|_.-]|$)/.test(words) && !/\b(?:install|add|build|lint|docker (?:pull|push|login))\b(?!.*\btest)/.test(words);
}

function documentation(documents: readonly Document[]): ScoreRow {
  const contracts = documents.filter(({ kind }) => kind === 'api-contract');
  const [first] = contracts;
  return first ? { topic: 'contracts', state: 'there', fact: `${contracts.length} files describe interfaces.`, location: startOf(first.file) } : { topic: 'contracts', state: 'unknown', fact: 'No file describes an interface.' };
}

function share(have: number, of: number): ScoreRow['state'] {
  return have === of ? 'there' : have === 0 ? 'missing' : 'partly';
}
