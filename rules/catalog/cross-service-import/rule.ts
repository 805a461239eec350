import { defineRule } from '../../kit/define-rule.ts';
import { oncePerModules } from '../../kit/once-per-modules.ts';
import { option } from '../../kit/options.ts';
import { crossings, importLink, type ServiceLink } from '../../kit/service-links.ts';
import { shortName } from '../../kit/short-name.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { functionId } from '../../model/function-id.ts';
import type { Dependency } from '../../model/graphs.ts';
import { contains, type FilePath } from '../../model/source.ts';
import type { Service } from '../../model/workspace.ts';
import { routeThroughEntry } from './route-through-entry.ts';

type Crossing = ServiceLink & { readonly dependency: Dependency };

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'warning',

  options: {
    shared: option.names({ default: [], description: 'Names of services whose files others may import.' }),
  },

  *check(_workspace, codebase, { shared }) {
    for (const [first, ...rest] of byFileAndService(codebase, shared)) {
      if (!first) continue;
      const isAllTypes = [first, ...rest].every(isType);
      const shown = (isAllTypes ? undefined : [first, ...rest].find((each) => !isType(each))) ?? first;
      const { from, to, at, dependency } = shown;
      const isOptional = [first, ...rest].every((each) => isBehindSetting(codebase, each.dependency));
      const isOnlyConstants = [first, ...rest].every((each) => isType(each) || holdsConstants(codebase, each.dependency.to));
      const others = rest.length === 0 ? '' : ` and ${rest.length} more ${rest.length === 1 ? 'file' : 'files'}`;
      yield {
        at,
        message: isOptional
          ? `${from.name} loads ${shortName(dependency.to)}${others} from inside the service ${to.name} where a setting says so, so a change there can break it.`
          : isAllTypes
          ? `${from.name} reads types from inside the service ${to.name} (${shortName(dependency.to)}${others}), so a change there can break the build here.`
          : `${from.name} imports ${shortName(dependency.to)}${others} from inside the service ${to.name}, so the two are built, deployed and scaled together.`,
        confidence: 'certain',
        evidence: [first, ...rest].filter((each) => each !== shown).map((each) => ({ at: each.at, shows: `also imports ${shortName(each.dependency.to)} of ${to.name}` })),
        evidenceIs: 'related',
        tier: isAllTypes || isOptional || isOnlyConstants ? 'information' : 'warning',
      };
    }
  },

  fix: routeThroughEntry,
});

/** Imports that reach past what a deployed service publishes, those of one file into one service together. */
function byFileAndService(codebase: Codebase, shared: readonly string[]): readonly (readonly Crossing[])[] {
  return reachingInside(codebase, crossings(codebase)).flatMap((group) => {
    const links = group.flatMap((dependency) => importLink(codebase, dependency) ?? []);
    return links[0] && !shared.includes(links[0].to.name) ? [links] : [];
  });
}

const reachingInside = oncePerModules((standing, all: readonly Dependency[]): readonly (readonly Dependency[])[] => {
  const groups = new Map<string, Dependency[]>();
  for (const dependency of all) {
    const to = standing.serviceOf(dependency.to);
    if (to?.kind !== 'service' || isTool(dependency.from) || isPublished(dependency, to)) continue;
    const key = `${dependency.from}\n${to.root}`;
    const known = groups.get(key);
    if (known) known.push(dependency);
    else groups.set(key, [dependency]);
  }
  return [...groups.values()];
});

/** `bin/repair.ts` is run by hand, beside what it imports. */
function isTool(file: FilePath): boolean {
  return /(?:^|\/)bin\//.test(file);
}

function isType({ dependency: { kind, isErasable } }: Crossing): boolean {
  return kind === 'type-only' || isErasable;
}

/** `if (process.env.INLINE) await import('…')`: elsewhere the two are apart. */
function isBehindSetting({ facts }: Codebase, { from, kind, span }: Dependency): boolean {
  const own = kind === 'dynamic-import' || kind === 'require' ? facts.get(from) : undefined;
  return own?.branches.some((branch) => branch.kind === 'then' && contains(branch.span, span) && branch.test !== undefined && readsSetting(own, branch.test)) === true;
}

function readsSetting(own: FileFacts, test: Expression, depth = 0): boolean {
  if (depth > 6) return false;
  if (test.kind === 'member' && test.name === 'env' && test.of.kind === 'name' && test.of.name === 'process') return true;
  const value = test.kind === 'name' && test.binding !== undefined ? own.bindings[test.binding]?.value : undefined;
  return [...partsOf(test), ...(value ? [value] : [])].some((part) => readsSetting(own, part, depth + 1));
}

/** Names and numbers, and what is worked out from them: nothing of it runs, or is kept, in the other service. */
function holdsConstants({ facts, calls }: Codebase, file: FilePath): boolean {
  const own = facts.get(file);
  return own !== undefined && own.classes.length === 0 && own.imports.every(({ kind, isErasable }) => kind === 'type-only' || isErasable)
    && own.bindings.every(({ in: at, kind }) => at !== 0 || kind === 'const' || kind === 'function' || kind === 'type' || kind === 'enum' || kind === 'import')
    && own.functions.every((_, index) => calls.callsIn(functionId(file, index)).every(({ operation }) => operation === undefined));
}

/** By the package's name, and only what it exports: that is its contract. */
function isPublished({ specifier }: Dependency, { package: owner }: Pick<Service, 'package'>): boolean {
  if (!owner.hasManifest) return false;
  return specifier === owner.name || (specifier.startsWith(`${owner.name}/`) && 'exports' in owner.manifest);
}
