import { defineRule } from '../../kit/define-rule.ts';
import { isSample } from '../../kit/deployed-service.ts';
import { leadsTo, type Lead } from '../../kit/leads-to.ts';
import { filesBesideRequests } from '../../kit/served-calls.ts';
import { isSingleCopy } from '../../kit/single-copy.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Confidence } from '../../model/finding.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import { siteOf } from '../../model/graphs.ts';
import type { Site } from '../../model/source.ts';
import type { EntryPoint } from '../../model/workspace.ts';
import { isHeldByOne } from './held-by-one.ts';
import { isStartedInOnePlace } from './started-in-one-place.ts';
import { isStartedWithProcess } from './started-with-process.ts';
import { doesTwice, namesJob } from './done-twice.ts';
import { isOfThisProcess } from './of-this-process.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  // Where a job runs is often decided by a setting, and many jobs are meant for every instance: measured precision carries no more than advice.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    const served = filesBesideRequests(codebase);
    const jobs = codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints.filter((each) => isInProcess(each) && served.has(each.at.file) && !isSample(each.at.file)));
    if (jobs.length === 0) return;
    const does = leadsTo(codebase, (call) => doesTwice(codebase, call));
    for (const job of jobs) {
      const lead = does(job.handler);
      if (!lead || isOfThisProcess(codebase, job, lead) || isSingleCopy(codebase, job.at.file) || !isStartedWithProcess(codebase, job) || isStartedInOnePlace(codebase, job) || isHeldByOne(codebase, job, lead)) continue;
      if (lead.target.operation?.kind === 'enqueue' && lead.steps.some(({ call }) => namesJob(codebase, call))) continue;
      const service = codebase.serviceOf(job.at.file)?.name ?? 'the service';
      const operation = lead.target.operation?.label ?? 'its work';
      const at = placeOf(codebase, job);
      yield {
        at,
        message: `Every instance of ${service} runs ${nameOf(job)} for itself, and nothing keeps all but one from it: ${operation} runs once for each of them.`,
        confidence: confidenceOf(job, lead),
        evidence: [
          { at, shows: `${job.label} is set up here` },
          ...lead.steps.map(({ call }) => ({ at: siteOf(call), shows: `${job.label} comes through here` })),
          { at: siteOf(lead.target), shows: `${operation}, once per instance` },
        ],
      };
    }
  },
});

/** The method that a decorator makes a job, else the call that does. */
function placeOf({ facts }: Codebase, { at, framework, handler }: EntryPoint): Site {
  const { file, index } = partsOfFunctionId(handler);
  const method = framework === 'nest' ? facts.get(file)?.functions[index] : undefined;
  return method ? { file, span: method.nameSpan } : at;
}

/** Without what is only known as it runs. */
function nameOf({ label }: EntryPoint): string {
  return label.includes(' ') && !/[:{]\w/.test(label) ? `the ${label}` : `this ${label.replace(/ .*/, '')}`;
}

/** Kept by the clock of the process itself; the others are rung by a platform or a database. */
function isInProcess({ kind, framework, label }: EntryPoint): boolean {
  return kind === 'scheduled-job' && /^(?:node-cron|cron|node-schedule|toad-scheduler|croner|node|nest|nestjs)$/.test(framework) && !label.startsWith('timeout');
}

function confidenceOf({ resolution }: EntryPoint, { steps, target }: Lead): Confidence {
  return resolution === 'static' && !target.isGuessed && steps.every((step) => step.resolution === 'static') ? 'certain' : 'likely';
}
