/** Globs as regular expressions: `*` and `?` stay within a folder, `**` does not, `{a,b}` are alternatives. */

export function globRegex(glob: string): RegExp {
  const source = glob.split(/(\*\*\/|\*\*|\*|\?|\{[^}]*\})/).map((part) => {
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map((each) => globRegex(each).source.slice(1, -1)).join('|')})`;
    return WILD[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}

const WILD: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
