/** Who owns a file, by CODEOWNERS: the last rule that matches decides. */

import type { Manifests, OwnerRule } from '../model/manifests.ts';
import type { FilePath } from '../model/source.ts';

export type OwnersOf = (file: FilePath) => readonly string[];

/** https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export function ownersBy({ owners }: Pick<Manifests, 'owners'>): OwnersOf {
  const rules = owners.map((rule) => ({ rule, matches: matcherOf(rule) })).reverse();
  return (file) => rules.find(({ matches }) => matches.test(file))?.rule.owners ?? [];
}

/** As in .gitignore: a slash within ties it to the root, a slash at the end means folders; no `!` and no ranges. */
function matcherOf({ pattern }: OwnerRule): RegExp {
  const isTied = pattern.slice(0, -1).includes('/');
  const path = pattern.replace(/^\//, '').replace(/\/$/, '');
  const body = path.split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/).map((part) => WILD[part] ?? part.replace(/[.+^${}()|[\]\\]/g, '\\$&')).join('');
  // `docs/*` owns the files in docs and not those deeper; everything else owns what lies below it.
  const below = /[^*]\/\*$/.test(pattern) ? '$' : pattern.endsWith('/') ? '/' : '(/|$)';
  return new RegExp(`^${isTied ? '' : '(.*/)?'}${body}${below}`);
}

const WILD: Readonly<Record<string, string>> = { '**/': '(.*/)?', '/**': '/.*', '**': '.*', '*': '[^/]*', '?': '[^/]' };
