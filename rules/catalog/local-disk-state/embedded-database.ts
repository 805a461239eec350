/** Databases that live in a file beside the service, and that requests write to. */

import type { Codebase } from '../../model/codebase.ts';
import { statementIn } from '../../kit/sql-statement.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';

export interface EmbeddedDatabase {
  /** Where it is opened. */
  readonly opening: Call;
  /** `data/shop.db`. */
  readonly file: string;
  readonly written: ReachedCall;
}

/** One for each that is opened under a name written in the code; a database in memory is a cache, one behind an address is a server. */
export function embeddedDatabases(codebase: Codebase, calls: readonly Call[]): readonly EmbeddedDatabase[] {
  const opened = calls.flatMap((call) => (call.operation?.kind === 'open-client' && call.operation.traits.includes('sqlite') ? [{ opening: call, file: fileOf(codebase, call) }] : []));
  return opened.flatMap(({ opening, file }) => {
    const written = file === undefined ? undefined : firstWrite(codebase, opening);
    return file !== undefined && written ? [{ opening, file, written }] : [];
  });
}

function fileOf({ values }: Codebase, { file, fact: { arguments: [first] } }: Call): string | undefined {
  if (!first) return undefined;
  const named = ['filename', 'url'].map((name) => values.propertyOf(file, first, name)).find((each) => each !== undefined);
  const text = named ? values.textOf(named.file, named.expression) : values.textOf(file, first);
  const path = text?.replace(/^file:(?:\/\/)?/, '');
  return path === undefined || path === '' || /^:memory:|^\w+:\/\/|(?:^|\/)tmp\/|mode=memory/.test(path) ? undefined : path.replace(/^\.\//, '');
}

function firstWrite(codebase: Codebase, { file, operation }: Call): ReachedCall | undefined {
  const service = codebase.serviceOf(file);
  for (const reached of codebase.requests.calls(service)) {
    const { call } = reached;
    if (call.operation?.kind !== 'query' || call.operation.library !== operation?.library) continue;
    if (/^write/.test(call.operation.action ?? '') || (statementIn(codebase, call)?.does ?? 'reads') !== 'reads') return reached;
  }
  return undefined;
}
