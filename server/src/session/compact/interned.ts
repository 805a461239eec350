/** Equal texts as one: names, specifiers and kinds come again and again. */

export type Intern = (text: string) => string;

/** V8 lets a shorter cut be a text of its own; a longer one keeps all of the text that it was cut from. */
const SHORTEST_CUT = 13;

/** Knows what it was given for as long as it is kept. */
export function createIntern(): Intern {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const own = text.length < SHORTEST_CUT ? text : Buffer.from(text, 'utf16le').toString('utf16le');
    known.set(own, own);
    return own;
  };
}
