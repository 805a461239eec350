/** Each sentence of `boundaries` as rules of dependency-cruiser. Pure. */

import type { ImportRule } from '../../../rules/model/architecture.ts';
import type { BoundaryRule, Named } from './boundaries.ts';
import { folderOf, patternOf, samePattern, withinPattern } from './path-patterns.ts';

/** A place by the name it was given, and the globs that lie behind it. */
export interface Place {
  readonly name: string;
  readonly globs: readonly string[];
}

type Restrictions = Pick<ImportRule, 'from' | 'to'>;

/** `everywhere`: all globs that boundaries speak of; who may import only certain places may still import what lies outside all of them. */
export function importRulesOf(rule: BoundaryRule, placeOf: (named: Named) => Place, everywhere: readonly string[]): readonly ImportRule[] {
  const { from, mayImport, mayNotImport, to, onlyFrom, each, through } = rule;
  const wordsOf = (named: readonly Named[]): string => listed(named.map(({ text }) => text));
  const within = (named: readonly Named[]): readonly string[] => named.flatMap((one) => placeOf(one).globs.map(withinPattern));
  const made = (name: string, comment: string, restrictions: Restrictions): ImportRule => ({
    name: rule.name ?? name,
    comment: rule.because ?? comment,
    severity: rule.severity,
    from: restrictions.from,
    to: { ...restrictions.to, ...(rule.exceptTypes ? { dependencyTypesNot: ['type-only'] } : {}) },
  });

  if (from && mayImport) {
    const comment = mayImport.length === 0 ? `${from.text} imports no other part.` : `${from.text} imports ${wordsOf(mayImport)} only.`;
    return [made(`${wordFor(from)}-imports-only`, comment, { from: { path: within([from]) }, to: { path: everywhere.map(withinPattern), pathNot: within([from, ...mayImport]) } })];
  }
  if (from && mayNotImport) {
    // A file of both sides is free: `services` may mean a layer here and a folder of deployed services there.
    return [made(`${wordFor(from)}-imports-no-${mayNotImport.map(wordFor).join('-or-')}`, `${from.text} does not import ${wordsOf(mayNotImport)}.`, {
      from: { path: within([from]), pathNot: within(mayNotImport) },
      to: { path: within(mayNotImport), pathNot: within([from]) },
    })];
  }
  if (to && onlyFrom) {
    const comment = onlyFrom.length === 0 ? `Nobody else imports ${to.text}.` : `Only ${wordsOf(onlyFrom)} may import ${to.text}.`;
    return [made(`${wordFor(to)}-imported-elsewhere`, comment, { from: { pathNot: within([to, ...onlyFrom]) }, to: { path: within([to]) } })];
  }
  if (to && through) {
    const entries = placeOf(to).globs.flatMap((glob) => entriesBelow(folderOf(glob), through));
    return [made(`${wordFor(to)}-entered-elsewhere`, `${to.text} is entered through ${wordsOf(through)} only.`, { from: { pathNot: within([to]) }, to: { path: within([to]), pathNot: entries } })];
  }
  if (each && through) {
    const folder = folderOf(each.text);
    const own = `^${patternOf(folder, { captures: true })}/`;
    const any = `^${patternOf(folder)}/`;
    const entries = entriesBelow(folder, through);
    const said = [rule.name ?? 'entered-elsewhere', `Each of ${each.text} is entered through ${wordsOf(through)} only.`] as const;
    // From one of them into another, and from everywhere else: only the first can say "another" with groups.
    return [made(...said, { from: { path: own }, to: { path: any, pathNot: [`^${samePattern(folder)}/`, ...entries] } }), made(...said, { from: { pathNot: any }, to: { path: any, pathNot: entries } })];
  }
  return [];
}

function entriesBelow(folder: string, through: readonly Named[]): readonly string[] {
  return through.map(({ text }) => `^${patternOf(folder)}/${patternOf(text)}$`);
}

/** For names: of a path the last folder that is no glob. */
function wordFor({ text }: Named): string {
  const plain = text.replace(/^(?:service|tag):/, '');
  return (plain.split('/').filter((part) => part !== '' && !/[*{?]/.test(part)).at(-1) ?? plain).replace(/[^\w.@-]+/g, '-');
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
