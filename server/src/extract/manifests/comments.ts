/** Finds the comments in manifests that speak to Tenfold: behind `#` in YAML and its like, behind `//` in a Prisma schema. */

import type { CommentFact } from '../../../../rules/model/facts.ts';
import type { Format } from './what-file.ts';

export function commentsIn(text: string, format: Format): readonly CommentFact[] {
  // JSON has no comments.
  if (!text.includes('tenfold-ignore') || format === 'package') return [];
  const comment = format === 'prisma' ? /(?<=^|\s)\/\/[ \t]*(tenfold-[^\r\n]*)/g : /(?<=^|\s)#[ \t]*(tenfold-[^\r\n]*)/g;
  return [...text.matchAll(comment)].map((found) => ({ text: (found[1] ?? '').trim(), span: [found.index, found.index + found[0].length] }));
}
