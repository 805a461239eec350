/** Joins the names and addresses of one person, and tells people from bots. */

import type { Author } from '../../../../rules/model/history.ts';

export interface Signature {
  readonly name: string;
  readonly email: string;
}

/** One author for all that share an address, or a full name; `indexOf` finds them again. */
export function authorsOf(signatures: readonly Signature[]): { readonly authors: readonly Author[]; indexOf(name: string, email: string): number } {
  const authors: Author[] = [];
  const known = new Map<string, number>();
  for (const { name, email } of signatures) {
    const keys = keysOf(name, email);
    const index = keys.map((key) => known.get(key)).find((each) => each !== undefined) ?? authors.push({ name: name || email, isBot: isBot(name, email) }) - 1;
    for (const key of keys) if (!known.has(key)) known.set(key, index);
  }
  return { authors, indexOf: (name, email) => known.get(keysOf(name, email)[0] ?? '') ?? 0 };
}

/** An address, the login in GitHub's private address, and a name of two words or more: fewer are shared by strangers. */
function keysOf(name: string, email: string): readonly string[] {
  const address = email.trim().toLowerCase();
  const login = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(address)?.[1];
  const words = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().split(/[\s._-]+/).filter((word) => word !== '');
  return [`address ${address}`, ...(login === undefined ? [] : [`login ${login}`]), ...(words.length > 1 ? [`name ${words.join(' ')}`] : [`login ${words.join('')}`])];
}

function isBot(name: string, email: string): boolean {
  return /\[bot\]|^(dependabot|renovate|greenkeeper|snyk|semantic-release|github-actions|web-flow|codecov|crowdin|weblate|allcontributors|imgbot|mergify)\b|[-_ ]bot$/i.test(name) || /\[bot\]@|^(bot|actions|noreply)@/i.test(email);
}
