/** A place in the code: a button in the webview, plain text elsewhere; the page's script tells which. */

import type { Location } from '../../../../rules/model/source.ts';
import { escapeHtml } from './escape.ts';

export function place({ file, range: { start } }: Location): string {
  return `<button type="button" class="place" data-file="${escapeHtml(file)}" data-line="${start.line}" data-column="${start.column}">${escapeHtml(file)}:${start.line + 1}</button>`;
}
