/** Compiles `boundaries` to rules of dependency-cruiser. Pure. */

import type { ImportRule } from '../../../rules/model/architecture.ts';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Boundaries, BoundaryRule, Named } from './boundaries.ts';
import { withPresets } from './boundary-presets.ts';
import { importRulesOf, type Place } from './boundary-sentences.ts';
import { nearest } from './nearest.ts';

/** What names in boundaries may stand for besides folders. */
export interface Surroundings {
  readonly services: readonly { readonly name: string; readonly root: FilePath }[];
  /** Folders that carry each tag. */
  readonly tags: ReadonlyMap<string, readonly FilePath[]>;
}

/** A name nobody knows is a problem where it is written; its rule is left out, so that a typing error never forbids more than was meant. */
export function importRulesFrom(boundaries: Boundaries, { services, tags }: Surroundings): Outcome<readonly ImportRule[]> {
  const problems: Problem[] = [];
  const { parts, rules } = withPresets(boundaries);
  const partAt = new Map(parts.map(({ name, places }) => [name, places.flatMap((each) => globsOf(each))]));
  const places = new Map<Named, Place>();
  for (const place of rules.flatMap(placesIn)) places.set(place, { name: place.text, globs: partAt.get(place.text) ?? globsOf(place, [...partAt.keys()]) });
  const everywhere = [...partAt.values(), ...[...places.values()].map(({ globs }) => globs)].flat();
  const known = rules.filter((rule) => placesIn(rule).every((place) => places.get(place)?.globs.length));
  return { value: known.flatMap((rule) => importRulesOf(rule, (place) => places.get(place) ?? { name: place.text, globs: [place.text] }, everywhere)), problems };

  /** Empty when the name is unknown. `parts`: it may have been meant as one of these. */
  function globsOf(place: Named, parts: readonly string[] = []): readonly string[] {
    const [, kind, name = ''] = /^(service|tag):(.*)$/s.exec(place.text) ?? [];
    if (kind === 'service') {
      const service = services.find((each) => each.name === name);
      return service ? [service.root === '' ? '**' : service.root] : complain(place, `There is no service "${name}"`, name, services.map((each) => each.name));
    }
    if (kind === 'tag') return tags.get(name) ?? complain(place, `No project carries the tag "${name}"`, name, [...tags.keys()]);
    if (parts.length > 0 && !/[/*{.]/.test(place.text)) return complain(place, `There is no part "${place.text}"`, place.text, parts);
    return [place.text];
  }

  function complain({ file, range }: Named, what: string, name: string, known: readonly string[]): readonly string[] {
    const close = nearest(name, known);
    problems.push({ kind: 'invalid-setting', message: `${what}${close === undefined ? '' : `; "${close}" is close`}.`, file, range });
    return [];
  }
}

function placesIn({ from, mayImport = [], mayNotImport = [], to, onlyFrom = [] }: BoundaryRule): readonly Named[] {
  return [...(from ? [from] : []), ...(to ? [to] : []), ...mayImport, ...mayNotImport, ...onlyFrom];
}
