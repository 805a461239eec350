/** Import specifiers between files of the workspace, written as the file writes its others. */

import type { FileFacts } from '../model/facts.ts';
import type { FilePath } from '../model/source.ts';

/** `./queues/mail` for a file; with the ending the importing file gives to its own relative imports. */
export function relativeSpecifier({ file, imports }: FileFacts, to: FilePath): string {
  const others = imports.map(({ specifier }) => specifier).filter((each) => each.startsWith('.'));
  const ending = others.map((each) => /\.[cm]?[jt]s$/.exec(each)?.[0]).find((each) => each !== undefined);
  const isEsm = /\.m[jt]s$/.test(file);
  const path = relativePath(file, to.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, ''));
  if (ending === undefined && !isEsm) return path;
  return relativePath(file, ending?.endsWith('js') === true || ending === undefined ? to.replace(/\.([cm]?)tsx?$/, '.$1js') : to);
}

/** A relative specifier of `from`, as `to` has to write it. */
export function movedSpecifier(from: FilePath, specifier: string, to: FilePath): string {
  if (!specifier.startsWith('.') || from === to) return specifier;
  const parts = folderOf(from);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return relativePath(to, parts.join('/'));
}

function relativePath(from: FilePath, to: string): string {
  const start = folderOf(from);
  const parts = to.split('/');
  let common = 0;
  while (common < start.length && common < parts.length - 1 && start[common] === parts[common]) common++;
  const up = start.length - common;
  return `${up === 0 ? './' : '../'.repeat(up)}${parts.slice(common).join('/')}`;
}

function folderOf(file: FilePath): string[] {
  return file.split('/').slice(0, -1);
}
