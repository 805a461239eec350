/** URIs of every platform, on any platform. */

import assert from 'node:assert/strict';
import { filePath } from '../../rules/model/source.ts';
import { fileIn, isFolderUri, sameUriKey, uriIn } from '../src/lsp/uris.ts';

describe('URIs', () => {
  it('name files below a folder, however they are spelled', () => {
    const spellings: readonly (readonly [folder: string, uri: string, file: string])[] = [
      ['file:///home/a/shop', 'file:///home/a/shop/src/api.ts', 'src/api.ts'],
      ['file:///home/a/shop/', 'file:///home/a/shop/src/api.ts', 'src/api.ts'],
      ['file:///home/a/my%20shop', 'file:///home/a/my%20shop/src/api%20v2.ts', 'src/api v2.ts'],
      ['file:///c%3A/shop', 'file:///C:/shop/src/api.ts', 'src/api.ts'],
      ['file:///C:/shop', 'file:///c%3A/shop/src/%5Bid%5D.ts', 'src/[id].ts'],
      ['file://server/share/shop', 'file://SERVER/share/shop/api.ts', 'api.ts'],
      ['file:///', 'file:///api.ts', 'api.ts'],
      ['file:///home/a/shop', 'file:///home/a/shop/%F0%9F%90%99.ts', '🐙.ts'],
    ];
    for (const [folder, uri, file] of spellings) assert.equal(fileIn(folder, uri), file, `${uri} in ${folder}`);
  });

  it('do not name what lies outside', () => {
    const outside = ['file:///home/a/shopping/api.ts', 'file:///home/a/shop', 'file:///home/a', 'untitled:/home/a/shop/x.ts', 'file:///home/a/shop/%', 'file://other/home/a/shop/x.ts', ''];
    for (const uri of outside) assert.equal(fileIn('file:///home/a/shop', uri), undefined, uri);
    assert.ok(!isFolderUri('vscode-vfs://github/a/b'));
  });

  it('are written as VS Code writes them, and found again', () => {
    for (const file of ['src/api.ts', 'src/[id]/(group)/@slot/page.tsx', "it's 100% #1?.ts", 'ünï/🐙.ts', 'a+b&c=d;e,f!*.ts']) {
      const uri = uriIn('file:///c%3A/my%20shop', filePath(file));
      assert.equal(fileIn('file:///C:/my%20shop', uri), file);
      assert.match(uri, /^file:\/\/\/c%3A\/my%20shop\/[\w./%~-]+$/);
    }
    assert.equal(uriIn('file:///s', filePath('[id].ts')), 'file:///s/%5Bid%5D.ts');
    assert.equal(sameUriKey('file:///C:/a%20b.ts'), sameUriKey('file:///c%3A/a b.ts'));
  });
});
