/** Opens and closes folders as the client does, each with the settings that hold for it. */

import type { Connection } from 'vscode-languageserver';
import type { Machine } from '../platform/machine.ts';
import type { ClientSettings } from '../protocol.ts';
import { type ClientAbilities, settingsIn } from './client-abilities.ts';
import type { TextDocuments } from './documents.ts';
import { type Folder, openFolder } from './folder.ts';
import type { Folders } from './folders.ts';
import { createRunProgress, nameOf, type RunProgress } from './progress.ts';
import type { RulePages } from './rule-pages.ts';
import type { Addresses } from './to-protocol.ts';
import { fileIn, isFolderUri, uriIn } from './uris.ts';

export interface FolderKeeper {
  open(uris: readonly string[]): void;
  change(added: readonly string[], removed: readonly string[]): void;
  /** The client's settings changed; `pushed` is what it sent along, for clients that cannot be asked. */
  configure(pushed: unknown): void;
  closeAll(): Promise<void>;
}

export interface KeeperHost {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly folders: Folders;
  readonly documents: TextDocuments;
  readonly rulePages: RulePages;
  machineFor(root: string, isTrusted: boolean): Machine;
  onSnapshot(): void;
  onStatus(): void;
}

export function keepFolders(host: KeeperHost): FolderKeeper {
  const { connection, client, folders, documents } = host;
  let wanted: readonly string[] = [];
  let settings = client.settings;

  return {
    open: (uris) => change(uris, []),
    change,
    configure(pushed) {
      if (isRecord(pushed)) settings = settingsIn(pushed['tenfold'], settings);
      inOrder(adjust);
    },
    async closeAll() {
      wanted = [];
      await Promise.all(folders.all.map(({ uri }) => folders.remove(uri)));
    },
  };

  function change(added: readonly string[], removed: readonly string[]): void {
    wanted = [...new Set([...wanted.filter((uri) => !removed.includes(uri)), ...added.filter(isFolderUri)])];
    inOrder(adjust);
  }

  /** One after the other, since each asks the client and waits. */
  function inOrder(task: () => Promise<void>): void {
    folders.settled = folders.settled.then(task).catch((error: unknown) => connection.console.error(String(error)));
  }

  /** Brings the open folders in line with what is wanted and how it is configured. */
  async function adjust(): Promise<void> {
    const next = await Promise.all(wanted.map(async (uri) => ({ uri, settings: await settingsFor(uri) })));
    for (const { uri, settings: before } of folders.all) {
      const after = next.find((each) => each.uri === uri && wanted.includes(uri))?.settings;
      if (!after?.enable || !isSame(before, after)) await folders.remove(uri);
    }
    for (const { uri, settings: own } of next) {
      const isOpen = folders.all.some((folder) => folder.uri === uri);
      if (own.enable && !isOpen && wanted.includes(uri)) open(uri, own);
    }
    host.onSnapshot();
    host.onStatus();
  }

  function open(uri: string, own: ClientSettings): void {
    const progress: RunProgress = createRunProgress(connection, () => nameOf(folder), () => folder.stop());
    const folder: Folder = openFolder(uri, own, (root) => host.machineFor(root, client.isTrusted), {
      addressesIn: addresses,
      onStatus({ status }) {
        if (status === 'analysing') progress.begin();
        else progress.end();
        host.onStatus();
      },
      onProgress: (_folder, at) => progress.advance(at),
      onSnapshot: host.onSnapshot,
      log: (message) => connection.console.error(message),
    });
    folders.add(folder);
    const opened = documents.all().flatMap((document) => {
      const file = fileIn(uri, document.uri);
      return file === undefined ? [] : [{ kind: 'opened' as const, file, text: document.getText(), version: document.version }];
    });
    folder.apply(opened);
    progress.begin();
    // What is known already is on the screen before the processor is taken.
    void Promise.all(opened.map(({ file }) => folder.recall(file))).then((known) => {
      if (known.includes(true)) host.onSnapshot();
      folder.start();
    });
  }

  async function settingsFor(scopeUri: string): Promise<ClientSettings> {
    if (!client.answersConfiguration) return settings;
    return settingsIn(await connection.workspace.getConfiguration({ scopeUri, section: 'tenfold' }), settings);
  }

  function addresses(folder: string): Addresses {
    return {
      uriOf(file) {
        const uri = uriIn(folder, file);
        return documents.at(uri)?.uri ?? uri;
      },
      rulePage: (rule) => (client.hasCodeDescription ? host.rulePages.addressOf(rule, client.rulePage) : undefined),
      hasRelatedInformation: client.hasRelatedInformation,
    };
  }
}

function isSame(a: ClientSettings, b: ClientSettings): boolean {
  return a.enable === b.enable && a.configPath === b.configPath && a.advice === b.advice;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
