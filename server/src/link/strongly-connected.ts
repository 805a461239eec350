/** Strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1972), without recursion: graphs of imports can be deep. */

export function stronglyConnected<Node>(nodes: Iterable<Node>, next: (node: Node) => readonly Node[]): readonly (readonly Node[])[] {
  interface Visit {
    readonly node: Node;
    readonly successors: readonly Node[];
    at: number;
  }
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open = new Set<Node>();
  const stack: Node[] = [];
  const components: Node[][] = [];

  const enter = (node: Node): Visit => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    stack.push(node);
    open.add(node);
    return { node, successors: next(node), at: 0 };
  };
  const lower = (node: Node, value: number): void => {
    low.set(node, Math.min(low.get(node) ?? value, value));
  };

  for (const root of nodes) {
    if (order.has(root)) continue;
    const visits = [enter(root)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const successor = visit.successors[visit.at++];
      if (successor !== undefined) {
        if (!order.has(successor)) visits.push(enter(successor));
        else if (open.has(successor)) lower(visit.node, order.get(successor) ?? 0);
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above) lower(above.node, low.get(visit.node) ?? 0);
      if (low.get(visit.node) === order.get(visit.node)) components.push(closed(visit.node));
    }
  }
  return components;

  function closed(root: Node): Node[] {
    const component: Node[] = [];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      open.delete(node);
      component.push(node);
      if (node === root) break;
    }
    return component;
  }
}
