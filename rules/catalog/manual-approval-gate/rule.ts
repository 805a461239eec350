import { defineRule } from '../../kit/define-rule.ts';
import { listed } from '../../kit/deployed-service.ts';
import type { Pipeline } from '../../model/manifests.ts';

export default defineRule({
  scope: 'workspace',
  category: 'process',
  tier: 'advice',
  byHand: {
    stops: 'each release',
    why: 'Each release waits for a person to press a button, so releases are saved up, become large, and fail more often.',
    firstStep: 'Let the pipeline go on by itself when the checks pass, first for one service; keep the button for rolling back.',
  },
  options: {},

  *check(_workspace, { manifests: { pipelines } }) {
    const called = new Set(pipelines.flatMap(({ uses }) => uses.filter((each) => each.startsWith('./')).map((each) => each.slice(2))));
    const started = pipelines.filter((pipeline) => pipeline.deploys && !isEmergency(pipeline) && isStartedByHand(pipeline) && !called.has(pipeline.file));
    const isShippedBesides = pipelines.some((pipeline) => pipeline.deploys && !isEmergency(pipeline) && pipeline.manualGates.length === 0 && pipeline.triggers.some((trigger) => /^(?:push|release|workflow_run|schedule)$/.test(trigger)));
    // What ships by itself needs no button; the others are for branches, unless they say that customers get it from them.
    const [first, ...rest] = isShippedBesides ? started.filter(({ name, file }) => /prod|live|release/i.test(`${name} ${file}`)) : started;
    if (first) {
      yield {
        at: first.at,
        message: `${listed([first, ...rest].map(({ name }) => name))} ${rest.length === 0 ? 'deploys' : 'deploy'} only when someone presses a button.`,
        confidence: 'likely',
        evidence: rest.slice(0, 20).map(({ at, name }) => ({ at, shows: `${name} waits for a hand too` })),
        evidenceIs: 'related',
      };
    }
    for (const pipeline of pipelines) {
      const [gate, ...gates] = pipeline.deploys && !isEmergency(pipeline) ? pipeline.manualGates : [];
      if (!gate) continue;
      yield {
        at: gate,
        message: `${pipeline.name} stops here until someone presses a button.`,
        confidence: 'certain',
        evidence: gates.map((at) => ({ at, shows: 'and here' })),
        evidenceIs: 'related',
      };
    }
  },
});

function isStartedByHand({ system, triggers }: Pipeline): boolean {
  return system === 'github' && triggers.includes('workflow_dispatch') && triggers.every((trigger) => trigger === 'workflow_dispatch');
}

function isEmergency({ name, file }: Pipeline): boolean {
  return /roll-?back|hot-?fix|emergency|destroy|teardown|tear-down|preview|sandbox|migrat|experimental|manual/i.test(`${name} ${file}`);
}
