/** Puts the server's page into a webview: nothing runs but our few lines, nothing loads, colours are those of the editor's theme. */

import { randomBytes } from 'node:crypto';

/** `html` is a whole document of ours. */
export function pageOf(html: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return html
    .replaceAll(/<meta[^>]*Content-Security-Policy[^>]*>/gi, '')
    .replaceAll('<style>', `<style nonce="${nonce}">`)
    .replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace('</body>', `<script nonce="${nonce}">${SCRIPT}</script></body>`);
}

export function messagePage(message: string): string {
  return pageOf(`<!doctype html><html lang="en"><head><title>Tenfold</title></head><body><p role="status">${escaped(message)}</p></body></html>`);
}

/** Tells the extension which place was clicked, and keeps the reader's place when the page is made anew. */
const SCRIPT = `
const api = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const place = event.target.closest('[data-file]');
  if (!place) return;
  event.preventDefault();
  api.postMessage({ file: place.dataset.file, line: Number(place.dataset.line ?? 1), column: Number(place.dataset.column ?? 1) });
});
const openDetails = () => [...document.querySelectorAll('details[id]')].filter((each) => each.open).map((each) => each.id);
const before = api.getState();
for (const id of before?.open ?? []) document.getElementById(id)?.setAttribute('open', '');
scrollTo(0, before?.scroll ?? 0);
const remember = () => api.setState({ scroll: scrollY, open: openDetails() });
addEventListener('scroll', remember, { passive: true });
addEventListener('toggle', remember, true);
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
