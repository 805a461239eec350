/** Which request, or job, adds rows to a table: what nobody adds to while the service runs stays as long as it was made. */

import { oncePerCodebase } from '../../kit/once-per-codebase.ts';
import { reachedCalls } from '../../kit/reached-calls.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import { siteOf, type ReachedCall } from '../../model/graphs.ts';
import type { Operation } from '../../model/operations.ts';
import type { Site } from '../../model/source.ts';
import { isRequest } from '../../model/workspace.ts';

export interface Adding {
  /** `POST /orders`. */
  readonly who: string;
  /** `prisma.order.create`. */
  readonly label: string;
  readonly at: Site;
  /** Many at a time, or by work that nobody waits for. */
  readonly isBulk: boolean;
}

/** `nothing` where the code of this library names its tables as it adds to others, and never this one; undefined where that cannot be told. */
export function addedBy(codebase: Codebase, { subject, library }: Operation): Adding | 'nothing' | undefined {
  const { adding, libraries } = additions(codebase);
  if (subject === undefined || isAnyTable(subject)) return undefined;
  const found = adding.get(singular(subject));
  return found ?? (libraries.has(library) ? 'nothing' : undefined);
}

/** `TABLE`, `this.model`: another one in each file. */
function isAnyTable(subject: string): boolean {
  return /^[A-Z_]+$/.test(subject) || /^(?:mongoose)?(?:model|repository|table|collection)$/i.test(subject);
}

const ADDS = /\.(?:\w*create\w*|\w*insert\w*|save\w*|upsert\w*|add|bulkWrite|persist\w*|push|put|set|batch\w*)(?:\(\)|$|\.)/i;
/** A library that names so many tables where it adds to them is understood. */
const ENOUGH = 3;

const additions = oncePerCodebase((codebase) => {
  const adding = new Map<string, Adding>();
  const tables = new Map<string, Set<string>>();
  // `new Order(given).save()`: rows of a table that is not named there.
  const unnamed = new Set<string>();
  for (const reached of reachedCalls(codebase)) {
    const { operation, file } = reached.call;
    if (operation?.kind !== 'query' || codebase.isOffline(file) || !/^write/.test(operation.action ?? '') || !ADDS.test(operation.label)) continue;
    if (operation.subject === undefined || isAnyTable(operation.subject)) unnamed.add(operation.library);
    const names = [...(operation.subject === undefined ? [] : [operation.subject]), ...reached.call.fact.arguments.flatMap((each) => [...nested(each)])];
    for (const name of names) {
      if (isAnyTable(name)) continue;
      const each = addingOf(reached, operation);
      if (adding.get(singular(name))?.isBulk !== true && (each.isBulk || !adding.has(singular(name)))) adding.set(singular(name), each);
      const known = tables.get(operation.library) ?? new Set();
      tables.set(operation.library, known.add(singular(name)));
    }
  }
  return { adding, libraries: new Set([...tables].flatMap(([library, names]) => (names.size >= ENOUGH && !unnamed.has(library) ? [library] : []))) };
});

function addingOf({ call, path }: ReachedCall, { label }: Operation): Adding {
  return { who: path.entryPoint.label, label, at: siteOf(call), isBulk: /many|bulk|batch/i.test(label) || call.fact.loop !== undefined || !isRequest(path.entryPoint) };
}

/** Relations that are filled along with a row: `data: { items: { create: … } }`. */
function* nested(expression: Expression, depth = 0): Iterable<string> {
  if (depth > 8) return;
  if (expression.kind === 'object') for (const { name, value } of expression.properties) if (value.kind === 'object' && value.properties.some((each) => /^(?:create|createMany|connectOrCreate|upsert)$/.test(each.name))) yield name;
  for (const part of partsOf(expression)) yield* nested(part, depth + 1);
}

function singular(name: string): string {
  return name.toLowerCase().replace(/(?:model|entity|repository)$/, '').replace(/_/g, '').replace(/ies$/, 'y').replace(/s$/, '');
}
