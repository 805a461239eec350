/** What nodes are called: without what all of them have in common. */

/** `@shop/orders` is `orders` where nothing else is called so. */
export function shortened<Node extends { readonly name: string }>(nodes: readonly Node[]): readonly Node[] {
  const short = (name: string): string => name.replace(/^@[^/]+\//, '');
  const taken = new Map<string, number>();
  for (const { name } of nodes) taken.set(short(name), (taken.get(short(name)) ?? 0) + 1);
  return nodes.map((node) => (taken.get(short(node.name)) === 1 ? { ...node, name: short(node.name) } : node));
}
