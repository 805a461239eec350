/** The texts a client has open, found by any spelling of their URI. */

import { TextDocuments as Synchronised } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { sameUriKey } from './uris.ts';

export type { TextDocument };

export interface TextDocuments {
  readonly synchronised: Synchronised<TextDocument>;
  all(): readonly TextDocument[];
  /** Clients encode the same URI in different ways; the open one counts. */
  at(uri: string): TextDocument | undefined;
}

export function createDocuments(): TextDocuments {
  const synchronised = new Synchronised(TextDocument);
  const byKey = new Map<string, TextDocument>();
  synchronised.onDidOpen(({ document }) => void byKey.set(sameUriKey(document.uri), document));
  synchronised.onDidClose(({ document }) => void byKey.delete(sameUriKey(document.uri)));
  return {
    synchronised,
    all: () => synchronised.all(),
    at: (uri) => byKey.get(sameUriKey(uri)),
  };
}
