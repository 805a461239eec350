/** How deep a YAML text is nested, counted before anything is parsed. */

/** Nobody writes deeper. The parser recurses, and where the stack ends V8 does not throw but ends the process when a pattern has yet to be compiled there. */
const DEEPEST = 200;

/** Where it becomes too deep to be parsed, if anywhere. Counts brackets that are still open, wherever they stand, and what a line begins with: spaces, `-` and `?`. */
export function tooDeepAt(text: string): number | undefined {
  let open = 0;
  let leading = 0;
  let isLeading = true;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\n' || character === '\r') {
      isLeading = true;
      leading = 0;
      continue;
    }
    isLeading &&= LEADING.has(character);
    if (isLeading && ++leading > DEEPEST) return at;
    if (character === '[' || character === '{') {
      if (++open > DEEPEST) return at;
    } else if ((character === ']' || character === '}') && open > 0) open--;
  }
  return undefined;
}

const LEADING = new Set([' ', '\t', '-', '?']);
