/** The extension inside VS Code, through the API that any extension sees. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in VS Code', () => {
  it('is there', () => {
    assert.ok(vscode.extensions.getExtension('tenfold.tenfold'));
  });
});
