/** What the client at the other end can do, read once from what it says at the start. */

import type { InitializeParams } from 'vscode-languageserver';
import type { ClientSettings, InitializationOptions } from '../protocol.ts';

export interface ClientAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly hasRelatedInformation: boolean;
  readonly hasCodeDescription: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly changesFolders: boolean;
  /** Edits may carry the version of the document they are for; files may be created. */
  readonly versionsEdits: boolean;
  readonly createsFiles: boolean;
  readonly insertsSnippets: boolean;
  /** Edits may ask to be looked at before they are made. */
  readonly confirmsEdits: boolean;
  readonly rulePage: string | undefined;
  readonly hasCommands: boolean;
  readonly isTrusted: boolean;
  readonly settings: ClientSettings;
}

const DEFAULTS: ClientSettings = { enable: true, configPath: '', advice: false };

export function clientAbilities({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  const options = optionsIn(initializationOptions);
  const edits = workspace?.workspaceEdit;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasRelatedInformation: (textDocument?.diagnostic?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation) === true,
    hasCodeDescription: (textDocument?.diagnostic?.codeDescriptionSupport ?? textDocument?.publishDiagnostics?.codeDescriptionSupport) === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    versionsEdits: edits?.documentChanges === true,
    createsFiles: edits?.documentChanges === true && edits.resourceOperations?.includes('create') === true,
    insertsSnippets: edits?.documentChanges === true && edits.snippetEditSupport === true,
    confirmsEdits: edits?.documentChanges === true && edits.changeAnnotationSupport !== undefined,
    rulePage: options.rulePage,
    hasCommands: options.hasCommands === true,
    // An editor that knows no trust has none to withhold.
    isTrusted: options.isTrusted !== false,
    settings: settingsIn(options.settings),
  };
}

function optionsIn(given: unknown): InitializationOptions {
  if (!isRecord(given)) return {};
  const { rulePage, hasCommands, isTrusted, settings } = given;
  return {
    ...(typeof rulePage === 'string' && { rulePage }),
    ...(typeof hasCommands === 'boolean' && { hasCommands }),
    ...(typeof isTrusted === 'boolean' && { isTrusted }),
    settings: settingsIn(settings),
  };
}

/** What a client answered for the section `tenfold`; anything of a wrong type counts as not set. */
export function settingsIn(answer: unknown, fallback: ClientSettings = DEFAULTS): ClientSettings {
  if (!isRecord(answer)) return fallback;
  const { enable, configPath, advice } = answer;
  return {
    enable: typeof enable === 'boolean' ? enable : fallback.enable,
    configPath: typeof configPath === 'string' ? configPath : fallback.configPath,
    advice: typeof advice === 'boolean' ? advice : fallback.advice,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
