/** Levels for rules of the team's own that there are not: told at the name. Those of the catalog the schema knows. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { filePath } from '../../../rules/model/source.ts';
import type { Config } from './config.ts';
import { nearest } from './nearest.ts';

/** `left`: prefixes whose rules were not loaded, so that nobody knows what there is. */
export function unknownRules({ layers }: Config, catalog: readonly CatalogEntry[], left: readonly string[]): readonly Problem[] {
  const known = new Set<string>(catalog.map(({ id }) => id));
  return layers.filter(({ above }) => above === undefined).flatMap(({ rules, services, overrides }) => [rules, ...services.map((each) => each.rules), ...overrides.map((each) => each.rules)]).flatMap((rules) => Object.entries(rules).flatMap(([name, { from, at }]): readonly Problem[] => {
    if (!name.includes('/') || known.has(name) || left.some((prefix) => name.startsWith(prefix))) return [];
    const close = nearest(name, [...known].filter((id) => id.includes('/')));
    return [{ kind: 'invalid-setting', message: `There is no rule "${name}"${close === undefined ? '' : `; "${close}" is close`}.`, file: filePath(from.name), range: at }];
  }));
}
