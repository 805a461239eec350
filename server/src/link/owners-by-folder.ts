/** Which of many folders a file belongs to: the deepest that holds it. */

import type { FilePath } from '../../../rules/model/source.ts';

export function ownersByFolder<Owner extends { readonly root: FilePath }>(owners: readonly Owner[]): (file: FilePath) => Owner | undefined {
  const byRoot = new Map(owners.map((owner) => [owner.root as string, owner]));
  const known = new Map<string, Owner | undefined>();
  const ownerOfFolder = (folder: string): Owner | undefined => {
    if (known.has(folder)) return known.get(folder);
    const above = folder === '' ? undefined : folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    const owner = byRoot.get(folder) ?? (above === undefined ? undefined : ownerOfFolder(above));
    known.set(folder, owner);
    return owner;
  };
  const ownerOf = new Map<FilePath, Owner | undefined>();
  return (file) => {
    if (ownerOf.has(file)) return ownerOf.get(file);
    const owner = ownerOfFolder(file.slice(0, Math.max(0, file.lastIndexOf('/'))));
    ownerOf.set(file, owner);
    return owner;
  };
}
