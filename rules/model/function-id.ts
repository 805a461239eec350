/** The name of a function of the workspace. */

import type { FilePath } from './source.ts';

/** `<FilePath>#<index in FileFacts.functions>`. */
export type FunctionId = string & { readonly __brand: 'FunctionId' };

export function functionId(file: FilePath, index: number): FunctionId {
  return `${file}#${index}` as FunctionId;
}

export function partsOfFunctionId(id: FunctionId): { readonly file: FilePath; readonly index: number } {
  const hash = id.lastIndexOf('#');
  return { file: id.slice(0, hash) as FilePath, index: Number(id.slice(hash + 1)) };
}
