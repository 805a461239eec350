/** Names the code that is running, so that nothing made by other code is taken for its own. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Put in by server/build/bundle.mjs; the sources are not at hand where the bundle runs. */
declare const TENFOLD_VERSION: string | undefined;

export function ownVersion(): string {
  return typeof TENFOLD_VERSION === 'string' ? TENFOLD_VERSION : versionOf(['..', '../../../rules', '../../../package-lock.json']);
}

/** A hash over the sources below the places, which are relative to this file. */
export function versionOf(places: readonly string[]): string {
  const hash = createHash('sha1');
  for (const place of places) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    const names = path.endsWith('.json') ? [''] : readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    for (const name of names.sort()) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
