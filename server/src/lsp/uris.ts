/** Between the URIs of a client and the paths below a folder. Works on text alone, for any platform's URIs on any platform. */

import { filePath, type FilePath } from '../../../rules/model/source.ts';

/** The file named by `uri`, when it lies below the folder; the folder itself is not below. */
export function fileIn(folder: string, uri: string): FilePath | undefined {
  const above = pathOf(folder);
  const path = pathOf(uri);
  if (above === undefined || path === undefined) return undefined;
  const prefix = above.endsWith('/') ? above : `${above}/`;
  return path.length > prefix.length && path.startsWith(prefix) ? filePath(path.slice(prefix.length)) : undefined;
}

/** Encoded as VS Code does it, so that both speak of the same document. */
export function uriIn(folder: string, file: FilePath): string {
  // Settings may lie above the folder.
  if (file.startsWith('../')) return uriIn(folder.replace(/\/[^/]*\/?$/, ''), filePath(file.slice(3)));
  return `${folder.replace(/\/$/, '')}/${file.split('/').map(encodeSegment).join('/')}`;
}

export function isFolderUri(uri: string): boolean {
  return pathOf(uri) !== undefined;
}

/** The same for every spelling of the same URI. */
export function sameUriKey(uri: string): string {
  return pathOf(uri) ?? uri;
}

/** Authority and decoded path; drive letters in lower case. */
function pathOf(uri: string): string | undefined {
  const [, authority, path] = /^file:\/\/([^/?#]*)(\/[^?#]*)/i.exec(uri) ?? [];
  if (authority === undefined || path === undefined) return undefined;
  try {
    return authority.toLowerCase() + decodeURIComponent(path).replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function encodeSegment(segment: string): string {
  // A lone surrogate has no encoding; the name is not one a client can have open.
  return encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
