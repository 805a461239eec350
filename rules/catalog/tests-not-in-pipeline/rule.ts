import { defineRule } from '../../kit/define-rule.ts';
import { listed } from '../../kit/deployed-service.ts';
import type { Pipeline } from '../../model/manifests.ts';
import type { Workspace } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'process',
  tier: 'advice',
  byHand: {
    stops: 'every change',
    why: 'Tests that nobody has to run are not run when it is urgent, and that is when they are needed.',
    firstStep: 'Add one step that runs the test script to the pipeline that builds, and make it required for merging.',
  },
  options: {},

  *check(workspace, { manifests: { pipelines, documents } }) {
    const tests = documents.filter(({ kind }) => kind === 'test');
    const building = pipelines.filter(({ triggers }) => triggers.length === 0 || triggers.some((trigger) => /^(push|pull_request|pull_request_target|merge_group|release|workflow_dispatch|schedule|workflow_call)$/.test(trigger)));
    const [first] = building;
    if (!first || tests.length === 0 || !hasTestScript(workspace) || pipelines.some(mayTest)) return;
    yield {
      at: first.at,
      message: `${tests.length} test ${tests.length === 1 ? 'file is' : 'files are'} run by no pipeline: ${listed(building.map(({ name }) => name))} never ${building.length === 1 ? 'runs' : 'run'} the tests.`,
      confidence: 'likely',
      evidence: building.slice(1, 6).map(({ at, name }) => ({ at, shows: `${name} runs no tests either` })),
      evidenceIs: 'related',
    };
  },
});

function hasTestScript({ packages }: Workspace): boolean {
  return packages.some(({ scripts }) => Object.keys(scripts).some((name) => /^test/.test(name)));
}

const TESTING = /\b(tests?|jest|vitest|mocha|ava|tap|playwright|cypress|karma|jasmine|e2e|c8|nyc|coverage|verify|check)\b|:test|test:/i;
/** What runs elsewhere may run anything. */
const ELSEWHERE = /^(?!\.\/|actions\/|docker\/|pnpm\/|oven-sh\/|github\/|aws-actions\/|google-github-actions\/|azure\/|peaceiris\/|softprops\/)[\w.-]+\/[\w.-]+\/\.github\/workflows\//i;

function mayTest({ commands, uses, system }: Pipeline): boolean {
  return commands.some(({ text }) => TESTING.test(text) || /\b(make|just|task|nx|turbo|lerna|earthly|bazel|gradle|docker build|docker compose)\b/.test(text)) || uses.some((each) => ELSEWHERE.test(each) || /test|cypress|playwright|docker\/build-push/i.test(each)) || system === 'other';
}
