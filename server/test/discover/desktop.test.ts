/** Which packages run on one person's machine. */

import assert from 'node:assert/strict';
import { filePath } from '../../../rules/model/source.ts';
import type { Package } from '../../../rules/model/workspace.ts';
import { desktopFolders } from '../../src/discover/desktop.ts';

describe('packages for a desktop', () => {
  const packageAt = (root: string, manifest: Package['manifest']): Package => ({ name: root, root: filePath(root), dependencies: new Set(), devDependencies: new Set(), scripts: {}, manifest, hasManifest: true });

  it('are those that Electron wraps, and their libraries', () => {
    const packages = [packageAt('', { devDependencies: { electron: '39' } }), packageAt('apps/agent', { devDependencies: { electron: '39' } }), packageAt('packages/windows', { dependencies: { 'electron-store': '10' } }), packageAt('apps/api', { dependencies: { express: '5', 'electron-to-chromium': '1' } })];
    assert.deepEqual(desktopFolders(packages, []), ['apps/agent', 'packages/windows']);
  });

  it('are none that an image is made of', () => {
    assert.deepEqual(desktopFolders([packageAt('apps/both', { dependencies: { electron: '39' } })], [filePath('apps/both/Dockerfile')]), []);
  });
});
