/** What an entry of a collection keeps in memory, as far as the code says what it is made of. Bytes. */

import type { Range } from '../../../../rules/kit/capacity-model.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { numberIn } from './effort.ts';

/** An estimate: a small record, a row of a table, a page. */
const UNKNOWN: Range = { low: 100, typical: 1_000, high: 100_000 };
/** V8 without pointer compression, as Node.js is built: 8 bytes a slot, 3 slots before an object's own, some 40 bytes for a short string, number or date; a slot and a bucket of a Map. */
const SLOT = 8;
const OBJECT = 3 * SLOT;
const SMALL = 40;
const IN_COLLECTION = 60;

export function sizeOfEntry(codebase: Codebase, file: FilePath, entry: Expression | undefined): Range {
  const known = entry && bytesOf(codebase, file, entry, 0);
  if (known === undefined) return UNKNOWN;
  return { low: (known + IN_COLLECTION) * 0.6, typical: known + IN_COLLECTION, high: (known + IN_COLLECTION) * 2 };
}

/** Undefined where a part of unknown size may be larger than all the rest. */
function bytesOf(codebase: Codebase, file: FilePath, expression: Expression, depth: number): number | undefined {
  if (depth > 5) return undefined;
  const of = (part: Expression): number | undefined => bytesOf(codebase, file, part, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? SMALL + expression.value.length : SLOT;
    case 'operation':
      return SMALL;
    case 'await':
      return of(expression.of);
    case 'object': {
      // Fields whose size nobody can tell are taken as small: an id, a name, a date.
      const fields = expression.properties.map(({ value }) => SLOT + (of(value) ?? SMALL));
      return expression.spreads.length > 0 ? undefined : OBJECT + total(fields);
    }
    case 'array':
      return OBJECT + total(expression.elements.map((element) => SLOT + (of(element) ?? SMALL)));
    case 'call':
      return bytesMade(codebase, file, expression.call);
    default: {
      const [value] = codebase.values.of(file, expression);
      return value?.kind === 'expression' && value.expression !== expression ? bytesOf(codebase, value.file, value.expression, depth + 1) : madeHere(codebase, file, expression, depth);
    }
  }
}

/** `const points = Array.from({ length: 2000 }, …)`, named. */
function madeHere(codebase: Codebase, file: FilePath, expression: Expression, depth: number): number | undefined {
  if (expression.kind !== 'name' || expression.binding === undefined) return undefined;
  const binding = codebase.facts.get(file)?.bindings[expression.binding];
  return binding?.value && binding.kind === 'const' && binding.value.kind !== 'parameter' ? bytesOf(codebase, file, binding.value, depth + 1) : undefined;
}

/** `Buffer.alloc(4096)`, `new Float64Array(512)`, `Array.from({ length: 100 })`, `randomUUID()`. */
function bytesMade(codebase: Codebase, file: FilePath, index: number): number | undefined {
  const call = codebase.facts.get(file)?.calls[index];
  const [first] = call?.arguments ?? [];
  if (!call) return undefined;
  const name = call.callee.kind === 'name' || call.callee.kind === 'member' ? call.callee.name : '';
  if (/^(?:randomUUID|now|toISOString|nanoid|uuid|v4)$/.test(name) || (call.kind === 'new' && name === 'Date')) return SMALL;
  if (!first) return undefined;
  const length = numberIn(codebase, file, first) ?? lengthIn(codebase, file, first);
  const width = name === 'Array' || name === 'from' || /^(?:Float64|BigInt64|BigUint64)Array$/.test(name) ? SLOT : /^(?:alloc|allocUnsafe|ArrayBuffer|Uint8Array|Int8Array)$/.test(name) ? 1 : /^(?:Float32|Int32|Uint32)Array$/.test(name) ? 4 : undefined;
  return length === undefined || width === undefined ? undefined : OBJECT + length * width;
}

function lengthIn(codebase: Codebase, file: FilePath, options: Expression): number | undefined {
  const at = options.kind === 'object' ? codebase.values.propertyOf(file, options, 'length') : undefined;
  return at && numberIn(codebase, at.file, at.expression);
}

function total(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
