/** Packages that run on one person's machine: what Electron wraps is asked by nobody else, even where it has a server inside. */

import type { FilePath } from '../../../rules/model/source.ts';
import type { Package } from '../../../rules/model/workspace.ts';

/** Folders of such packages. A manifest at the root may name what any of its packages uses, and one with an image is deployed. */
export function desktopFolders(packages: readonly Package[], everyFile: readonly FilePath[]): readonly FilePath[] {
  const images = new Set<string>(everyFile.filter((file) => /(?:^|\/)[\w.-]*Dockerfile[\w.-]*$/.test(file)).map((file) => file.slice(0, Math.max(0, file.lastIndexOf('/')))));
  return packages.filter((each) => each.root !== '' && !images.has(each.root) && needsElectron(each)).map(({ root }) => root);
}

function needsElectron({ manifest }: Package): boolean {
  return ['dependencies', 'devDependencies', 'peerDependencies'].some((field) => {
    const names = manifest[field];
    return typeof names === 'object' && names !== null && Object.keys(names).some((name) => ELECTRON.test(name));
  });
}

const ELECTRON = /^(?:electron|electron-(?:builder|vite|forge|packager|store|log|updater|util)|@electron\/remote)$/;
