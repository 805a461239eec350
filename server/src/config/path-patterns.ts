/** Globs as the regular expressions that dependency-cruiser reads: simple ones, that it deems safe. */

/**
 * The source of an expression for one path or folder, without anchors. `*` and `?` stay within a folder, `**` does not,
 * `{a,b}` are alternatives. With `captures`, each `*` that is a whole name, and each `**`, becomes a group.
 */
export function patternOf(glob: string, { captures = false } = {}): string {
  let pattern = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const character = glob.charAt(at);
    if (glob.startsWith('**/', at)) {
      pattern += captures ? '((?:.*/)?)' : '(?:.*/)?';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      pattern += '.*';
      at += 1;
    } else if (character === '*') pattern += captures && isWholeName(glob, at) ? '([^/]+)' : '[^/]*';
    else if (character === '?') pattern += '[^/]';
    else if (character === '{') {
      depth++;
      pattern += '(?:';
    } else if (character === '}' && depth > 0) {
      depth--;
      pattern += ')';
    } else if (character === ',' && depth > 0) pattern += '|';
    else pattern += character.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  }
  return pattern + ')'.repeat(depth);
}

/** A folder with all that is in it, or one file; a trailing slash or `/**` may be left out. */
export function withinPattern(glob: string): string {
  return `^${patternOf(folderOf(glob))}(?:/|$)`;
}

/** The same place again, where a rule's `from` has the pattern with captures. */
export function samePattern(glob: string): string {
  let group = 0;
  return patternOf(glob, { captures: true }).replace(/\(\(\?:\.\*\/\)\?\)|\(\[\^\/\]\+\)/g, () => `$${++group}`);
}

/** The glob without what stands for all that is inside. */
export function folderOf(glob: string): string {
  return glob.replace(/^\.\//, '').replace(/\/(?:\*\*\/?)?$/, '');
}

function isWholeName(glob: string, at: number): boolean {
  return (at === 0 || glob.charAt(at - 1) === '/') && (at + 1 === glob.length || glob.charAt(at + 1) === '/');
}
