/** The setting `boundaries`: parts of the codebase by name, and who may import whom. */

import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { FilePath, Range, Span } from '../../../rules/model/source.ts';
import { rangeOf } from '../../../rules/model/source.ts';

export interface Boundaries {
  readonly presets: readonly Named[];
  readonly parts: readonly { readonly name: string; readonly places: readonly Named[] }[];
  readonly rules: readonly BoundaryRule[];
}

/** A word of the config and where it stands, so that a complaint can point at it. */
export interface Named {
  readonly text: string;
  readonly file: FilePath;
  readonly range: Range;
}

/** Exactly one of `from`, `to` and `each` is there. */
export interface BoundaryRule {
  readonly name?: string;
  readonly because?: string;
  readonly severity: 'error' | 'warn' | 'info';
  /** Imports of types are free. */
  readonly exceptTypes: boolean;
  readonly from?: Named;
  readonly mayImport?: readonly Named[];
  readonly mayNotImport?: readonly Named[];
  readonly to?: Named;
  readonly onlyFrom?: readonly Named[];
  readonly each?: Named;
  /** Globs below `to` or `each`. */
  readonly through?: readonly Named[];
}

export const NO_BOUNDARIES: Boundaries = { presets: [], parts: [], rules: [] };

/** What does not have the form the schema asks for was complained about, and is left out. */
export function boundariesFrom(tree: Node, file: FilePath, lineStarts: readonly number[]): Boundaries {
  const root = findNodeAtLocation(tree, ['boundaries']);
  if (!root) return NO_BOUNDARIES;
  const named = (node: Node): Named => ({ text: String(node.value), file, range: rangeOf(lineStarts, spanOf(node)) });
  const texts = (node: Node | undefined): readonly Named[] => {
    const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
    return nodes.filter(({ type, value }) => type === 'string' && value !== '').map(named);
  };
  if (root.type !== 'object') return { ...NO_BOUNDARIES, presets: texts(root) };

  const parts = (findNodeAtLocation(root, ['parts'])?.children ?? []).flatMap(({ children }) => {
    const [name, value] = children ?? [];
    return typeof name?.value === 'string' ? [{ name: name.value, places: texts(value) }] : [];
  });
  const rules = (findNodeAtLocation(root, ['rules'])?.children ?? []).flatMap((node): BoundaryRule[] => {
    const at = (key: string): Node | undefined => findNodeAtLocation(node, [key]);
    const text = (key: string): string | undefined => (at(key)?.type === 'string' ? String(at(key)?.value) : undefined);
    const one = (key: string): Named | undefined => texts(at(key))[0];
    const severity = text('severity');
    const rule: BoundaryRule = {
      ...given({ name: text('name'), because: text('because'), from: one('from'), to: one('to'), each: one('each') }),
      ...given({ mayImport: at('mayImport') && texts(at('mayImport')), mayNotImport: at('mayNotImport') && texts(at('mayNotImport')) }),
      ...given({ onlyFrom: at('onlyFrom') && texts(at('onlyFrom')), through: at('through') && texts(at('through')) }),
      severity: severity === 'error' || severity === 'info' ? severity : 'warn',
      exceptTypes: at('exceptTypes')?.value === true,
    };
    return rule.from || rule.to || rule.each ? [rule] : [];
  });
  return { presets: texts(findNodeAtLocation(root, ['preset'])), parts, rules };
}

/** The own ones replace parts of the same name; rules add up. */
export function mergeBoundaries(base: Boundaries, own: Boundaries): Boundaries {
  return {
    presets: [...base.presets, ...own.presets.filter(({ text }) => !base.presets.some((each) => each.text === text))],
    parts: [...base.parts.filter(({ name }) => !own.parts.some((each) => each.name === name)), ...own.parts],
    rules: [...base.rules, ...own.rules],
  };
}

/** Without what is undefined. */
function given<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}

function spanOf({ offset, length }: Node): Span {
  return [offset, offset + length];
}
