/** Which files on the disk matter to an analysis, and what became of them. */

import { DidChangeWatchedFilesNotification, FileChangeType, type Connection, type FileEvent } from 'vscode-languageserver';
import type { Change } from '../session.ts';
import type { Folder } from './folder.ts';
import type { Folders } from './folders.ts';

const CHANGED = 2;
const CREATED_OR_DELETED = 1 | 4;

/** Code and everything that says how it is built, deployed, owned and judged. */
const WATCHED = [
  '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  '**/*.{json,jsonc,yaml,yml,toml,prisma,graphql,gql,tf}',
  '**/{.gitignore,.tenfoldignore,CODEOWNERS,Procfile,Jenkinsfile,Dockerfile,Dockerfile.*,*.dockerfile}',
];

export async function watchFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      ...WATCHED.map((globPattern) => ({ globPattern, kind: CHANGED })),
      // Of a folder that comes or goes, editors tell nothing but its own name.
      { globPattern: '**/*', kind: CREATED_OR_DELETED },
    ],
  });
}

/** Hands each event to the folders it lies in. */
export function applyEvents(events: readonly FileEvent[], folders: Folders): void {
  const changes = new Map<Folder, Change[]>();
  for (const { uri, type } of events) {
    const kind = KINDS[type];
    if (!kind) continue;
    for (const { folder, file } of folders.placesOf(uri)) {
      if (!isRelevant(file)) continue;
      const own = changes.get(folder);
      if (own) own.push({ kind, file });
      else changes.set(folder, [{ kind, file }]);
    }
  }
  for (const [folder, own] of changes) folder.apply(own);
}

const KINDS: Partial<Record<FileChangeType, 'created' | 'changed' | 'deleted'>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};

const NEVER_READ = /(^|\/)(node_modules|\.git)(\/|$)/;
const READ = /\.([cm]?[jt]sx?|jsonc?|ya?ml|toml|prisma|graphql|gql|tf|dockerfile|md)$/i;
/** Folders, and files such as Dockerfile, CODEOWNERS, .gitignore. */
const WITHOUT_EXTENSION = /(^|\/)\.?[^./]+$|(^|\/)Dockerfile\.[^/]*$/;

function isRelevant(file: string): boolean {
  return !NEVER_READ.test(file) && (READ.test(file) || WITHOUT_EXTENSION.test(file));
}
