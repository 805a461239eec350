import { defineRule } from '../../kit/define-rule.ts';
import { isServing, listed, placeOfService } from '../../kit/deployed-service.ts';

export default defineRule({
  scope: 'workspace',
  category: 'process',
  tier: 'advice',
  byHand: {
    stops: 'each release',
    why: 'What was set up by hand cannot be set up again in an hour, nor ten times over.',
    firstStep: 'Write down what runs today as a compose file or in Terraform, and recreate a staging environment from it.',
  },
  options: {},

  *check({ services }, codebase) {
    const { workloads, documents, pipelines } = codebase.manifests;
    const isWritten = workloads.some(({ traits }) => !traits.includes('development')) || documents.some(({ kind }) => kind === 'infrastructure-as-code');
    // A pipeline that deploys knows where to, even if the place itself was made by hand.
    if (isWritten || pipelines.some(({ deploys }) => deploys)) return;
    const serving = services.filter((service) => isServing(codebase, service));
    const [first] = serving;
    const at = first && placeOfService(codebase, first);
    if (!at) return;
    const dockerfile = documents.find(({ kind }) => kind === 'dockerfile');
    const local = workloads.find(({ platform }) => platform === 'compose');
    yield {
      at,
      message: `Nothing in this repository says how ${listed(serving.map(({ name }) => name))} ${serving.length === 1 ? 'is' : 'are'} run${local ? ` for customers; ${local.at.file} is for developers` : dockerfile ? `; ${dockerfile.file} only says how to build an image` : ''}.`,
      confidence: 'possible',
      evidenceIs: 'related',
    };
  },
});
