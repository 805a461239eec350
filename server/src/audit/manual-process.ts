/** Picks the one manual process to kill: what stands in the way of every change comes first. Pure. */

import type { ManualProcess } from '../../../rules/kit/audit/manual-process.ts';
import { placeOfService } from '../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import { deployedServices } from './deployed.ts';
import { locationOf } from './location.ts';

interface Candidate {
  readonly rule: string;
  readonly why: string;
  readonly firstStep: string;
}

const CANDIDATES: readonly Candidate[] = [
  { rule: 'no-automated-pipeline', why: 'Every change is built, tested and put live by someone who remembers how. With ten times the changes, that person is the bottleneck.', firstStep: 'Add one pipeline that installs, builds and tests on each pull request; 20 lines, half a day.' },
  { rule: 'tests-not-in-pipeline', why: 'Tests that nobody has to run are not run when it is urgent, and that is when they are needed.', firstStep: 'Add one step that runs the test script to the pipeline that builds, and make it required for merging.' },
];

const LATER: readonly Candidate[] = [
  { rule: 'manual-approval-gate', why: 'Each release waits for a person to press a button, so releases are saved up, become large, and fail more often.', firstStep: 'Let the pipeline go on by itself when the checks pass, first for one service; keep the button for rolling back.' },
  { rule: 'infrastructure-by-hand', why: 'What was set up by hand cannot be set up again in an hour, nor ten times over.', firstStep: 'Write down what runs today as a compose file or in Terraform, and recreate a staging environment from it.' },
  { rule: 'no-load-test', why: 'Without a load test, customers are the ones who find out where it breaks.', firstStep: 'Run tenfold k6 to write one from the routes, and start it once a night against staging.' },
];

export function manualProcessOf(codebase: Codebase, findings: readonly Finding[]): ManualProcess | undefined {
  return found(findings, CANDIDATES) ?? deployedByHand(codebase) ?? found(findings, LATER);
}

function found(findings: readonly Finding[], candidates: readonly Candidate[]): ManualProcess | undefined {
  for (const { rule, why, firstStep } of candidates) {
    const finding = findings.find((each) => each.rule === rule && each.suppressed === undefined);
    if (finding) return { what: finding.message, why, firstStep, location: finding.location };
  }
  return undefined;
}

/** A script that deploys, and no pipeline that does. */
function deployedByHand(codebase: Codebase): ManualProcess | undefined {
  if (codebase.manifests.pipelines.some(({ deploys }) => deploys)) return undefined;
  for (const service of deployedServices(codebase)) {
    const script = Object.keys(service.package.scripts).find((name) => /^(deploy|release:prod|publish:prod)(:|$)/.test(name));
    const at = script === undefined ? undefined : placeOfService(codebase, service);
    if (script === undefined || !at) continue;
    return {
      what: `${service.name} is deployed by hand: its package.json has a script ${script}, and no pipeline runs it.`,
      why: 'A release that needs someone’s machine waits for that person, and differs from machine to machine.',
      firstStep: `Let a pipeline run the script ${script} when something is merged to the main branch.`,
      location: locationOf(codebase, at),
    };
  }
  return undefined;
}
