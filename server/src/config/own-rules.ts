/** The setting `ownRules`: what a team forbids or asks for, one sentence each. */

import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Severity } from '../../../rules/model/finding.ts';
import { rangeOf, type FilePath, type Site } from '../../../rules/model/source.ts';
import type { Named } from './boundaries.ts';

/** Exactly one of `noCallTo`, `onlyThroughQueue` and `passThrough` is there. */
export interface OwnRule {
  readonly name: string;
  readonly at: Site;
  readonly lineStarts: readonly number[];
  readonly because?: string;
  readonly severity: Severity;
  readonly on: 'request-path' | 'anywhere';
  readonly routes: readonly Named[];
  readonly in: readonly Named[];
  readonly except: readonly Named[];
  readonly noCallTo?: readonly Named[];
  readonly service?: Named;
  readonly reaches?: Named;
  readonly onlyThroughQueue?: readonly string[];
  readonly handlersIn?: readonly Named[];
  readonly passThrough?: readonly Named[];
}

/** What does not have the form the schema asks for was complained about, and is left out. */
export function ownRulesFrom(tree: Node, file: FilePath, lineStarts: readonly number[]): readonly OwnRule[] {
  const root = findNodeAtLocation(tree, ['ownRules']);
  return (root?.type === 'object' ? (root.children ?? []) : []).flatMap((property): readonly OwnRule[] => {
    const [key, value] = property.children ?? [];
    if (typeof key?.value !== 'string' || !NAME.test(key.value) || value?.type !== 'object') return [];
    const named = (node: Node): Named => ({ text: String(node.value), file, range: rangeOf(lineStarts, [node.offset, node.offset + node.length]) });
    const words = (name: string): readonly Named[] | undefined => {
      const node = findNodeAtLocation(value, [name]);
      const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
      return node && nodes.filter(({ type, value: word }) => type === 'string' && word !== '').map(named);
    };
    const text = (name: string): string | undefined => words(name)?.[0]?.text;
    const severity = LEVELS.find((level) => level === text('severity')) ?? 'warning';
    const [noCallTo, onlyThroughQueue, handlersIn, passThrough, service, reaches, because] = [words('noCallTo'), words('onlyThroughQueue'), words('handlersIn'), words('passThrough'), words('service')?.[0], words('reaches')?.[0], text('because')];
    const isWhole = [noCallTo, service && reaches && onlyThroughQueue, handlersIn && passThrough].filter((each) => each !== undefined && (!Array.isArray(each) || each.length > 0)).length === 1;
    if (!isWhole) return [];
    return [{
      name: key.value,
      at: { file, span: [key.offset, key.offset + key.length] },
      lineStarts,
      severity,
      on: text('on') === 'anywhere' ? 'anywhere' : 'request-path',
      routes: words('routes') ?? [],
      in: words('in') ?? [],
      except: words('except') ?? [],
      ...(because !== undefined && { because }),
      ...(noCallTo && { noCallTo }),
      ...(service && { service }),
      ...(reaches && { reaches }),
      ...(onlyThroughQueue && { onlyThroughQueue: onlyThroughQueue.map((each) => each.text) }),
      ...(handlersIn && { handlersIn }),
      ...(passThrough && { passThrough }),
    }];
  });
}

export const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LEVELS: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
