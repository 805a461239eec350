/** Patterns that may start anywhere in a text, as each query language writes them. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression, Property } from '../../model/expression.ts';
import type { FilePath } from '../../model/source.ts';

/** The pattern as people call it: `LIKE '%…'`, `contains`, `$regex`; undefined where none is. */
export function openPatternIn(codebase: Codebase, file: FilePath, expression: Expression, depth = 0): string | undefined {
  if (depth > 6) return undefined;
  const within = (each: Expression): string | undefined => openPatternIn(codebase, file, each, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? likeIn(expression.value) : undefined;
    case 'template':
      return startsOpen(expression.texts[0] ?? '', expression.holes.length) ? LIKE : likeIn(expression.texts.join('?'));
    case 'object':
      return first(expression.properties, (property) => patternOf(codebase, file, property) ?? within(property.value)) ?? first(expression.spreads, within);
    case 'array':
      return first(expression.elements, within);
    case 'await':
      return within(expression.of);
    case 'either':
      return first(expression.options, within);
    case 'operation': {
      const [left] = expression.operands;
      return expression.operator === '+' && left?.kind === 'literal' && typeof left.value === 'string' && left.value.startsWith('%') ? LIKE : undefined;
    }
    case 'name': {
      const binding = expression.binding === undefined ? undefined : codebase.facts.get(file)?.bindings[expression.binding];
      return binding?.value && binding.kind === 'const' && binding.value.kind !== 'call' ? within(binding.value) : undefined;
    }
    case 'call': {
      const call = codebase.facts.get(file)?.calls[expression.call];
      const name = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
      return call && PASSES_ON.test(name) ? first(call.arguments, within) : undefined;
    }
    default:
      return undefined;
  }
}

const LIKE = 'LIKE ‘%…’';
/** Conditions of query builders; what any other call makes of a text is its own affair. */
const PASSES_ON = /^(?:like|ilike|iLike|Like|ILike|notLike|and|or|not|Not|where|orWhere|andWhere|raw|Raw|sql)$/;

/** `%term%` as a value of its own. */
function startsOpen(text: string, holes: number): boolean {
  return holes > 0 && text === '%';
}

/** `… LIKE '%x'` or `LIKE '%' || $1` inside SQL. */
function likeIn(text: string): string | undefined {
  if (/to_tsquery|plainto_tsquery|@@|match\s*\(/i.test(text)) return undefined;
  // What is shown of each row is no search: `SELECT CASE WHEN name LIKE '%x' … FROM`.
  const before = /^[\s\S]*?(?=\bi?like\s+(?:\w+\s*\(\s*)?(?:concat\s*\(\s*)?['"]%)/i.exec(text)?.[0] ?? '';
  if (/.*\b(when|where|on|having)\b/is.exec(before)?.[1]?.toLowerCase() === 'when') return undefined;
  return /\bi?like\s+(?:\w+\s*\(\s*)?(?:concat\s*\(\s*)?['"]%/i.test(text) ? LIKE : undefined;
}

function patternOf(codebase: Codebase, file: FilePath, { name, value }: Property): string | undefined {
  if (name === 'contains' || name === 'endsWith') return isLimited(value) ? undefined : name;
  if (name === '$where') return '$where';
  if (name === '$regex' || name === '$regexp') return isAnchored(codebase, file, value) ? undefined : '$regex';
  if (value.kind === 'regex') return value.source.startsWith('^') ? undefined : 'a regular expression';
  return undefined;
}

/** `contains` of a JSON or list field takes an object or a list, not a text. */
function isLimited(value: Expression): boolean {
  return value.kind === 'object' || value.kind === 'array' || value.kind === 'literal' && typeof value.value !== 'string';
}

function isAnchored(codebase: Codebase, file: FilePath, value: Expression): boolean {
  if (value.kind === 'template') return value.texts[0]?.startsWith('^') === true;
  if (value.kind === 'operation') return value.operands[0]?.kind === 'literal' && String(value.operands[0].value).startsWith('^');
  if (value.kind === 'regex') return value.source.startsWith('^');
  if (value.kind === 'call') {
    const [argument] = codebase.facts.get(file)?.calls[value.call]?.arguments ?? [];
    return argument !== undefined && isAnchored(codebase, file, argument);
  }
  return value.kind === 'literal' && String(value.value).startsWith('^');
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
