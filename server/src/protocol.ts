/** What client and server say to one another beyond the Language Server Protocol. Types only. */

/** What the client gives with `initialize`. Every field may be missing: other editors know nothing of it. */
export interface InitializationOptions {
  /** Where rule pages open; `{rule}` stands for the rule's id. */
  readonly rulePage?: string;
  /** The client has the commands `tenfold.openRulePage` (a rule's id) and `tenfold.audit`. */
  readonly hasCommands?: boolean;
  /** The user trusts the authors of this workspace. */
  readonly isTrusted?: boolean;
  /** Used where the client does not answer `workspace/configuration`. */
  readonly settings?: Partial<ClientSettings>;
}

/** The section `tenfold` of the editor's settings, per folder. */
export interface ClientSettings {
  readonly enable: boolean;
  /** Relative to the folder; empty for its tenfold.json. */
  readonly configPath: string;
  /** Show the advice tier in the editor too. */
  readonly advice: boolean;
}

/** Notification `tenfold/status`, server to client, whenever it changes; the client may also ask for it by a request of that name. */
export interface Status {
  readonly state: 'analysing' | 'ready' | 'stopped' | 'failed' | 'off';
  /** What went wrong, when it failed. */
  readonly reason?: string;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
  /** Things we could not see, and so did not judge. */
  readonly problems: number;
  readonly files: number;
  readonly services: number;
  readonly entryPoints: number;
  /** Counts up with every new set of findings, so that an open audit knows when to ask again. */
  readonly revision: number;
}

/** Request `tenfold/audit`. */
export interface AuditParams {
  /** URI of the workspace folder; the first one without. */
  readonly folder?: string;
}

export interface Audit {
  readonly title: string;
  /** URI of the folder that was audited; places in the page are relative to it. */
  readonly folder: string;
  /** A whole HTML document with its own content policy; in a webview a click on a place posts `{ type: 'open', file, line, column }`, and saving a drawing `{ type: 'save', name, text }`. */
  readonly html: string;
  readonly revision: number;
}

/** Request `tenfold/config`: the settings that hold for a file; null outside every folder. */
export interface FileConfigParams {
  readonly uri: string;
}

export interface FileConfig {
  readonly title: string;
  /** Plain text. */
  readonly text: string;
}

/** Request `tenfold/rulePage`. */
export interface RulePageParams {
  readonly rule: string;
}

export interface RulePage {
  readonly title: string;
  readonly markdown: string;
}

/** Request `tenfold/rules`: all of the catalog. */
export interface RuleTitle {
  readonly rule: string;
  readonly title: string;
}
