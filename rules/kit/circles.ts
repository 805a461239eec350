/** Circles in small graphs of things that depend on one another, such as services; for files, ask `codebase.modules.cycles`. */

interface Edge<Node> {
  readonly from: Node;
  readonly to: Node;
}

/** One shortest circle for each knot, from the first node that lies on one so short; nodes and edges in the given order. */
export function* circlesIn<Node, Each extends Edge<Node>>(nodes: readonly Node[], edges: readonly Each[]): Iterable<readonly Each[]> {
  const edgesFrom = (node: Node): readonly Each[] => edges.filter(({ from }) => from === node);
  const next = (node: Node): readonly Node[] => edgesFrom(node).map(({ to }) => to);
  const reached = new Map(nodes.map((node) => [node, reachedFrom(node, next)]));
  const done = new Set<Node>();
  for (const node of nodes) {
    if (done.has(node) || reached.get(node)?.has(node) !== true) continue;
    const knot = nodes.filter((other) => reached.get(node)?.has(other) === true && reached.get(other)?.has(node) === true);
    for (const each of knot) done.add(each);
    const circles = knot.flatMap((each) => circleThrough(each, edgesFrom));
    const [shortest] = circles.sort((a, b) => a.length - b.length);
    if (shortest) yield shortest;
  }
}

/** All that is come to from `start` in one step or more; `start` itself only when it lies on a circle. */
export function reachedFrom<Node>(start: Node, next: (node: Node) => Iterable<Node>): ReadonlySet<Node> {
  const reached = new Set<Node>(next(start));
  for (const node of reached) for (const other of next(node)) reached.add(other);
  return reached;
}

function circleThrough<Node, Each extends Edge<Node>>(start: Node, edgesFrom: (node: Node) => readonly Each[]): readonly (readonly Each[])[] {
  const cameBy = new Map<Node, Each>();
  const queue: Node[] = [start];
  for (const node of queue) {
    for (const edge of edgesFrom(node)) {
      if (edge.to === start) return [walkTo(node, start, cameBy, edge)];
      if (cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return [];
}

function walkTo<Node, Each extends Edge<Node>>(end: Node, start: Node, cameBy: ReadonlyMap<Node, Each>, last: Each): readonly Each[] {
  const walk = [last];
  for (let at = end; at !== start; ) {
    const edge = cameBy.get(at);
    if (!edge) break;
    walk.unshift(edge);
    at = edge.from;
  }
  return walk;
}
