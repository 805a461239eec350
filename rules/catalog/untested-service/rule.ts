import { defineRule } from '../../kit/define-rule.ts';
import { isServing, placeOfService, requestsTo } from '../../kit/deployed-service.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FilePath } from '../../model/source.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'service',
  category: 'process',
  tier: 'advice',
  options: {},

  *check(service, codebase) {
    if (!isServing(codebase, service) || hasTests(codebase, service)) return;
    const at = placeOfService(codebase, service);
    const requests = requestsTo(codebase, service);
    if (!at) return;
    yield {
      at,
      message: `No test comes near ${service.name} and its ${requests.length} ${requests.length === 1 ? 'entry point' : 'entry points'}.`,
      confidence: 'likely',
      evidence: requests.slice(0, 3).map((each) => ({ at: each.at, shows: `${each.label} is tested by nobody` })),
      evidenceIs: 'related',
    };
  },
});

const OUTSIDE = /(^|[/_-])(e2e|end-to-end|integration|acceptance|system|api|app)[_-]?tests?(\/|$)|(^|[/_-])(e2e|playwright|cypress)\//i;

/** Test files in its folder, test files elsewhere that import it, or tests that call it from outside, by its name. */
function hasTests({ manifests, modules }: Codebase, { root, files, name }: Service): boolean {
  const tests = new Set<FilePath>(manifests.documents.filter(({ kind }) => kind === 'test').map(({ file }) => file));
  if ([...tests].some((file) => root === '' || file.startsWith(`${root}/`))) return true;
  if (files.some((file) => modules.dependentsOf(file).some(({ from }) => tests.has(from)))) return true;
  const folder = root.slice(root.lastIndexOf('/') + 1);
  // Tests from outside, in a project of their own, may call any service.
  return [...tests].some((file) => OUTSIDE.test(file) || file.split('/').some((part) => part === folder || part === name));
}
