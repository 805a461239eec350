/** What a function adds to collections that only grow. */

import type { Range } from '../../../../rules/kit/capacity-model.ts';
import { growthsIn, type Growth } from '../../../../rules/kit/growing-collections.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath, Site } from '../../../../rules/model/source.ts';
import { product } from './range.ts';
import { sizeOfEntry } from './size-of-entry.ts';

export interface Growing {
  readonly name: string;
  readonly site: Site;
  /** Of one run. */
  readonly bytes: Range;
  readonly loop: number | undefined;
  readonly branch: number | undefined;
  /** Kept under a key that other requests bring too. */
  readonly comesAgain?: true;
}

/** Of the times something is kept under a key, those that bring a new key: most customers, products and tenants come again. An estimate; keys made for the purpose are always new. */
const NEW_KEYS: Range = { low: 0.0001, typical: 0.01, high: 1 };
const ALWAYS: Range = { low: 1, typical: 1, high: 1 };

export function createGrowth(codebase: Codebase): (owner: FunctionId) => readonly Growing[] {
  const known = new Map<FilePath, readonly Growth[]>();
  return (owner) => {
    const { file, index } = partsOfFunctionId(owner);
    const facts = codebase.facts.get(file);
    if (!facts || codebase.isOffline(file)) return [];
    const growths = known.get(file) ?? [...growthsIn(codebase, facts)].flat();
    known.set(file, growths);
    return growths
      .filter((growth) => growth.in === index && !(growth.key && isOfFew(facts, growth.key, 0)))
      .map((growth) => {
        const isNew = isAlwaysNew(facts, growth);
        return { name: growth.name, site: { file, span: growth.span }, bytes: product(sizeOfEntry(codebase, file, growth.entry), isNew ? ALWAYS : NEW_KEYS), loop: growth.loop, branch: growth.branch, ...(!isNew && { comesAgain: true as const }) };
      });
  };
}

/** What a program has few of, however many customers it has: the code, the schema or the settings list them all. */
const FEW = /^(?:collection|table|model|class|schema|column|field|queue|topic|locale|language|lang|currency|region|env|environment|version|method|kind|driver|dialect|adapter|provider|algorithm|pattern|regexp?|format|template|time_?zone|mime|extension|module|plugin|hook|setting)s?(?:_?(?:name|type|key|id|code|string))?$/i;

/** Named after such a thing, or put together from nothing else. */
function isOfFew(facts: FileFacts, key: Expression, depth: number): boolean {
  if (depth > 4) return false;
  switch (key.kind) {
    case 'literal':
      return true;
    case 'template':
      return key.holes.every((hole) => isOfFew(facts, hole, depth + 1));
    case 'either':
      return key.options.every((option) => isOfFew(facts, option, depth + 1));
    case 'member':
      return FEW.test(key.name);
    case 'name': {
      const value = key.binding === undefined ? undefined : facts.bindings[key.binding]?.value;
      return FEW.test(key.name) || (value?.kind === 'template' && isOfFew(facts, value, depth + 1));
    }
    default:
      return false;
  }
}

/** `list.push(…)`, `sessions.set(randomUUID(), …)`. */
function isAlwaysNew({ calls, bindings }: FileFacts, { key }: Growth): boolean {
  if (!key) return true;
  const value = key.kind === 'name' && key.binding !== undefined ? bindings[key.binding]?.value : key;
  const call = value?.kind === 'call' ? calls[value.call] : undefined;
  return call !== undefined && (call.callee.kind === 'name' || call.callee.kind === 'member') && /^(?:randomUUID|nanoid|uuid\w*|v4|v7|ulid|cuid)$/.test(call.callee.name);
}

