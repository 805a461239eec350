import { defineRule } from '../../kit/define-rule.ts';
import { isServing, placeOfService } from '../../kit/deployed-service.ts';

export default defineRule({
  scope: 'workspace',
  category: 'process',
  tier: 'advice',
  byHand: {
    stops: 'every change',
    why: 'Every change is built, tested and put live by someone who remembers how. With ten times the changes, that person is the bottleneck.',
    firstStep: 'Add one pipeline that installs, builds and tests on each pull request; 20 lines, half a day.',
  },
  options: {},

  *check({ services }, codebase) {
    if (codebase.manifests.pipelines.length > 0) return;
    const serving = services.filter((service) => isServing(codebase, service));
    const [first] = serving;
    const at = first && placeOfService(codebase, first);
    if (!at) return;
    const what = serving.length === 1 ? first.name : `any of ${serving.length} services`;
    yield { at, message: `No pipeline in this repository builds or tests ${what} when code changes.`, confidence: 'likely', evidenceIs: 'related' };
  },
});
