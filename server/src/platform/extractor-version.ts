/** Names the code that turns texts into facts, so that facts made by other code are never taken from the cache. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Put in by server/build/bundle.mjs; the sources are not at hand where the bundle runs. */
declare const TENFOLD_EXTRACTOR_VERSION: string | undefined;

export function extractorVersion(): string {
  return typeof TENFOLD_EXTRACTOR_VERSION === 'string' ? TENFOLD_EXTRACTOR_VERSION : versionOfSources();
}

/** Everything that facts are made by or made of. */
const SOURCES = ['../extract', '../../../rules/model'];

function versionOfSources(): string {
  const hash = createHash('sha1');
  for (const folder of SOURCES) {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    for (const name of names.sort()) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
