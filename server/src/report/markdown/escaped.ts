/** Text of the workspace is text, not Markdown or HTML. */

import type { Location } from '../../../../rules/model/source.ts';

export function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}

/** A bar would end the cell of a table, a backtick the code: such a name is text. */
export function code(text: string): string {
  return /[|`\r\n]/.test(text) ? escaped(text) : `\`${text}\``;
}

export function placeOf({ file, range }: Location): string {
  return code(`${file}:${range.start.line + 1}`);
}
