/** Names the code that turns texts into facts, so that facts made by other code are never taken from the cache. */

import { versionOf } from './own-version.ts';

/** Put in by server/build/bundle.mjs; the sources are not at hand where the bundle runs. */
declare const TENFOLD_EXTRACTOR_VERSION: string | undefined;

export function extractorVersion(): string {
  return typeof TENFOLD_EXTRACTOR_VERSION === 'string' ? TENFOLD_EXTRACTOR_VERSION : versionOf(SOURCES);
}

/** Everything that facts are made by or made of. */
const SOURCES = ['../extract', '../../../rules/model'];
