/** What blocks, and is over before anybody waits: worth knowing, no alarm. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { Call } from '../../model/graphs.ts';

/** SQLite runs inside the process by design; making a folder, filling a small template, or reading a file of a few lines is over in microseconds. */
export function isLocalAndQuick(codebase: Codebase, call: Call): boolean {
  const traits = call.operation?.traits ?? [];
  return traits.includes('sqlite') || traits.includes('brief') || packsWhatIsWritten(codebase, call) || readsManifest(codebase, call);
}

/** `gzipSync('<html></html>')`: as long as somebody typed. */
function packsWhatIsWritten({ values }: Codebase, { file, fact, origins }: Call): boolean {
  const [given] = fact.arguments;
  return given !== undefined && origins.some((origin) => origin.startsWith('node:zlib#')) && values.textOf(file, given) !== undefined;
}

/** Files that people keep, a few lines long. */
const MANIFEST = /(?:^|[\\/])(?:(?:package|version|manifest|tsconfig|composer)\.json|\.?version(?:\.txt)?)$/i;

/** `readFileSync(join(root, 'package.json'))`. */
function readsManifest({ facts, values }: Codebase, { file, fact, operation }: Call): boolean {
  const [path] = fact.arguments;
  if (!path || !/\bread(?:File|Json|JSON)Sync$/.test(operation?.label ?? '')) return false;
  const own = facts.get(file);
  const endsInManifest = (given: Expression, depth = 0): boolean => {
    const text = given.kind === 'template' ? given.texts.at(-1) : values.textOf(file, given);
    if (text !== undefined || depth > 4) return MANIFEST.test(text ?? '');
    // `new URL('../package.json', import.meta.url)` names the file first.
    if (given.kind === 'call') return (own?.calls[given.call]?.arguments ?? []).some((each) => endsInManifest(each, depth + 1));
    if (given.kind === 'operation') return given.operands.slice(-1).some((each) => endsInManifest(each, depth + 1));
    const value = given.kind === 'name' && given.binding !== undefined ? own?.bindings[given.binding]?.value : undefined;
    return value !== undefined && endsInManifest(value, depth + 1);
  };
  return endsInManifest(path);
}
