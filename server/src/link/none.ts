/** An empty look-up, kept once: most files have nothing to say to most questions, and there is a look-up for each. */

const NONE: ReadonlyMap<never, never> = new Map<never, never>();

export function orNone<Key, Item>(found: ReadonlyMap<Key, Item>): ReadonlyMap<Key, Item> {
  return found.size === 0 ? NONE : found;
}
