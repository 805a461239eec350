import { defineRule } from '../../kit/define-rule.ts';
import { isSample, listed, placeOfService } from '../../kit/deployed-service.ts';
import { option } from '../../kit/options.ts';

export default defineRule({
  scope: 'workspace',
  category: 'process',
  tier: 'advice',

  options: {
    services: option.count({ default: 4, description: 'Services at stage `mvp` from which on it is reported.' }),
    lines: option.count({ default: 2000, description: 'Lines below which a service counts as small.' }),
  },

  *check({ services, scale }, codebase, options) {
    if (scale.stage !== 'mvp') return;
    const deployed = services.filter(({ kind, root }) => kind === 'service' && !isSample(root));
    const small = deployed.filter(({ files }) => files.reduce((sum, file) => sum + (codebase.isOffline(file) ? 0 : (codebase.facts.get(file)?.lines ?? 0)), 0) < options.lines);
    const [first, ...rest] = small;
    const at = first && placeOfService(codebase, first);
    if (at && deployed.length >= options.services && small.length * 2 > deployed.length) {
      yield {
        at,
        message: `${deployed.length} services at stage mvp, ${small.length} of them below ${options.lines} lines (${listed(small.map(({ name }) => name))}), each with a deployment, a network and a failure of its own.`,
        confidence: 'likely',
        evidence: rest.flatMap((service) => {
          const place = placeOfService(codebase, service);
          return place ? [{ at: place, shows: `${service.name} is small too` }] : [];
        }),
        evidenceIs: 'related',
      };
    }
    const scaled = codebase.manifests.workloads.filter(({ platform, hasAutoscaler, traits }) => platform === 'kubernetes' && hasAutoscaler && !traits.includes('development'));
    const [workload] = scaled;
    if (workload) {
      yield { at: workload.at, message: `${listed(scaled.map(({ name }) => name))} ${scaled.length === 1 ? 'has' : 'have'} an autoscaler in Kubernetes at stage mvp.`, confidence: 'likely', evidenceIs: 'related' };
    }
  },
});
