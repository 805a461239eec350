/** Routes that few people ask for, and seldom, by their address or their file: for administrators, for setting up, for one's own account. */

import type { EntryPoint } from '../model/workspace.ts';

export type Asker = 'administrators' | 'set-up' | 'accounts';

interface Row {
  readonly asker: Asker;
  readonly path: RegExp;
  readonly file?: RegExp;
}

/** Words of an address, between slashes; of procedures and resolvers, the words of their names. Signing in is left out: everybody does, each day. */
const ROWS: readonly Row[] = [
  { asker: 'set-up', path: /(?:^|[/\s._-])(?:install(?:er|ation)?|set-?up|wizard|first-?run)(?:[/._-]|$)/i, file: /(?:^|\/)(?:install|installer|installation|setup|set-up|wizard)(?:\/|(?:[.-][\w-]+)*\.[cm]?[jt]s$)/i },
  { asker: 'administrators', path: /(?:^|[/\s._-])(?:_?admin|administration|super-?admin|back-?office|instance-admin|mod|moderators?|moderation|debug|dev|maintenance|impersonate|scim)(?:[/._-]|$)|[\s.]admin[a-z]/i, file: /(?:^|\/)(?:admin|superadmin|backoffice)(?:\/|\.[cm]?[jt]s$)/i },
  {
    asker: 'accounts',
    path: /(?:^|[/\s._-])(?:sign-?up|register|registration|(?:re-?set|forgot|forget|change|set|update)-?_?password|password-?_?(?:reset|recovery|change)|(?:verify|confirm|change)-?_?e?-?mail(?:-?change)?|deactivate|delete-?_?account|2fa|mfa|totp)(?:[/._:-]|$)|(?:^|[\s.])(?:signUp|resetPassword|forgotPassword|changePassword|verifyEmail)$/i,
  },
];

export function whoSeldomAsks({ label, path, at }: EntryPoint): Asker | undefined {
  const address = path ?? label;
  return ROWS.find((row) => row.path.test(address) || row.file?.test(at.file) === true)?.asker;
}
