/** Text of the workspace is text, not Markdown or HTML. */

import type { Location } from '../../../../rules/model/source.ts';

export function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}

export function placeOf({ file, range }: Location): string {
  return `\`${file.replaceAll('`', "'")}:${range.start.line + 1}\``;
}
