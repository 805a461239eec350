/**
 * Lets dependency-cruiser judge the imports we already know, in this process: no file is read, so that unsaved text counts and a keystroke can wait for it.
 * Good for rules about single imports; what needs the whole of its analysis (circles, reach, stability) is asked of a cruise.
 */

import normalizeRuleSet from '../../../../node_modules/dependency-cruiser/src/main/rule-set/normalize.mjs';
import { validateDependency } from '../../../../node_modules/dependency-cruiser/src/validate/index.mjs';
import type { Breach, ImportRule } from '../../../../rules/model/architecture.ts';
import type { Dependency } from '../../../../rules/model/graphs.ts';

export function judgeImports(rules: readonly ImportRule[], dependencies: Iterable<Dependency>): readonly Breach[] {
  if (rules.length === 0) return [];
  // Names need not be unique, but its answer says no more than the name.
  const ruleSet = normalizeRuleSet({ forbidden: rules.map((rule, index) => ({ ...rule, name: String(index) })) });
  const breaches: Breach[] = [];
  for (const dependency of dependencies) {
    const { from, to, specifier } = dependency;
    const broken = validateDependency(ruleSet, { source: from }, asCruised(dependency)).rules ?? [];
    const seen = new Set<string>();
    for (const { name } of broken) {
      const rule = rules[Number(name)];
      if (!rule || seen.has(rule.name)) continue;
      seen.add(rule.name);
      breaches.push({ rule: rule.name, ...(rule.comment !== '' && { comment: rule.comment }), severity: rule.severity, kind: 'import', from, to, specifier, via: [] });
    }
  }
  return breaches;
}

function asCruised({ to, kind, specifier }: Dependency): object {
  const how = { import: ['import'], 're-export': ['export'], 'dynamic-import': ['dynamic-import'], require: ['require'], 'type-only': ['import', 'type-only'] }[kind];
  return { resolved: to, module: specifier, dependencyTypes: ['local', ...how], circular: false, couldNotResolve: false, coreModule: false, dynamic: kind === 'dynamic-import', exoticallyRequired: false };
}
