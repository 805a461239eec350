/** Team bottlenecks: who alone knows what, whom others wait for, what always changes together, what nobody owns. Pure. */

import type { CrossingChange, TeamModel, TruckFactor, WaitedFor } from '../../../rules/kit/audit/team.ts';
import { authorsByFile } from '../../../rules/kit/authorship.ts';
import { placeOfService } from '../../../rules/kit/deployed-service.ts';
import { ownersBy } from '../../../rules/kit/owners-of.ts';
import { truckFactorOf } from '../../../rules/kit/truck-factor.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { nowNamed, type History } from '../../../rules/model/history.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { deployedServices } from './deployed.ts';
import { locationOf, startOf } from './location.ts';

const FEWEST_FILES = 5;
/** Larger commits are sweeps. */
const LARGEST_COMMIT = 30;
const FEWEST_TOGETHER = 5;
const LEAST_SHARE = 0.3;

export interface Naming {
  /** Say `person 1` instead of a name. */
  readonly isAnonymous: boolean;
}

export function teamOf(codebase: Codebase, naming: Naming): TeamModel {
  const { history, manifests } = codebase;
  const hasOwners = new Set(manifests.owners.flatMap(({ owners }) => owners)).size > 0;
  return {
    truckFactors: history?.isComplete ? truckFactors(codebase, history, naming) : [],
    waitedFor: waitedFor(codebase),
    crossing: history ? crossing(codebase, history) : [],
    unowned: hasOwners ? unowned(codebase) : undefined,
    unseen: [
      ...(history ? [] : ['There is no git history here, so who knows what is not judged.']),
      ...(history && !history.isComplete ? [`${history.isShallow === true ? 'Older commits were not fetched' : `Only the newest ${history.commits.length.toLocaleString('en')} commits were read`}, so who began a file, and so the truck factor, is not judged.${history.isShallow === true ? ' Fetch all of it: git fetch --unshallow.' : ''}`] : []),
      ...(hasOwners ? [] : ['No CODEOWNERS file names teams, so who waits for whom is not judged.']),
    ],
  };
}

function truckFactors(codebase: Codebase, history: History, { isAnonymous }: Naming): readonly TruckFactor[] {
  const authors = authorsByFile(history);
  const numbers = new Map<number, number>();
  const nameOf = (author: number): string => {
    if (!numbers.has(author)) numbers.set(author, numbers.size + 1);
    return isAnonymous ? `person ${numbers.get(author) ?? 0}` : (history.authors[author]?.name ?? 'someone');
  };
  return deployedServices(codebase)
    .flatMap((service): readonly TruckFactor[] => {
      const judged = service.files.filter((file) => !codebase.isOffline(file)).flatMap((file) => authors.get(file) ?? []);
      if (judged.length < FEWEST_FILES) return [];
      const gone = truckFactorOf(judged);
      const at = placeOfService(codebase, service);
      return [{ service: service.name, people: gone.length, names: gone.slice(0, 5).map(nameOf), files: judged.length, ...(at && { location: locationOf(codebase, at) }) }];
    })
    .sort((a, b) => a.people - b.people || b.files - a.files);
}

function waitedFor(codebase: Codebase): readonly WaitedFor[] {
  const ownersOf = ownersBy(codebase.manifests);
  const found = new Map<string, { readonly by: Set<string>; imports: number; readonly location: WaitedFor['location'] }>();
  const all = [...new Set(codebase.manifests.owners.flatMap(({ owners }) => owners))];
  if (all.length < 2) return [];
  for (const file of codebase.workspace.files) {
    const from = codebase.isOffline(file) ? [] : ownersOf(file);
    if (from.length === 0) continue;
    for (const { to, span } of codebase.modules.dependenciesOf(file)) {
      const owners = ownersOf(to);
      if (owners.length === 0 || owners.some((owner) => from.includes(owner))) continue;
      const key = owners.join(', ');
      const known = found.get(key) ?? { by: new Set<string>(), imports: 0, location: locationOf(codebase, { file, span }) };
      known.imports++;
      for (const owner of from) known.by.add(owner);
      found.set(key, known);
    }
  }
  return [...found].map(([team, { by, ...rest }]) => ({ team, by: [...by].sort(), ...rest })).sort((a, b) => b.by.length - a.by.length || b.imports - a.imports).slice(0, 10);
}

function crossing(codebase: Codebase, history: History): readonly CrossingChange[] {
  const services = new Set(deployedServices(codebase).map(({ name }) => name));
  const changes = new Map<string, number>();
  const pairs = new Map<string, { readonly services: readonly [string, string]; together: number; readonly file: FilePath | undefined }>();
  for (const { commit, files } of nowNamed(history)) {
    if (history.authors[commit.author]?.isBot !== false || commit.files.length > LARGEST_COMMIT) continue;
    const touched = new Map<string, FilePath>();
    for (const { file } of files) {
      const name = codebase.facts.has(file) && !codebase.isOffline(file) ? codebase.serviceOf(file)?.name : undefined;
      if (name !== undefined && services.has(name) && !touched.has(name)) touched.set(name, file);
    }
    const names = [...touched.keys()].sort();
    for (const [index, one] of names.entries()) {
      changes.set(one, (changes.get(one) ?? 0) + 1);
      for (const other of names.slice(index + 1)) {
        const key = `${one}\n${other}`;
        const known = pairs.get(key) ?? { services: [one, other] as const, together: 0, file: touched.get(one) ?? commit.files[0]?.file };
        known.together++;
        pairs.set(key, known);
      }
    }
  }
  return [...pairs.values()]
    .flatMap(({ file, ...pair }) => (file === undefined ? [] : [{ ...pair, of: Math.min(...pair.services.map((name) => changes.get(name) ?? 0)), location: startOf(file) }]))
    .filter(({ together, of }) => together >= FEWEST_TOGETHER && together >= LEAST_SHARE * of)
    .sort((a, b) => b.together / b.of - a.together / a.of)
    .slice(0, 8);
}

function unowned(codebase: Codebase): TeamModel['unowned'] {
  const ownersOf = ownersBy(codebase.manifests);
  const files = codebase.workspace.files.filter((file) => !codebase.isOffline(file));
  const without = files.filter((file) => ownersOf(file).length === 0);
  const folders = new Map<string, number>();
  for (const file of without) {
    const folder = file.split('/').slice(0, -1).slice(0, 2).join('/') || '.';
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return { files: without.length, of: files.length, folders: [...folders].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([folder]) => folder) };
}
