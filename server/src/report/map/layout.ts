/** Where the nodes and edges of the map go: the only file that speaks dagre. The same map always looks the same. */

import { Graph, layout } from '@dagrejs/dagre';
import type { EdgeKind, MapEdge, MapNode, ServiceMap } from '../../../../rules/kit/audit/service-map.ts';

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** `x` and `y` are the middle; all lengths in pixels. */
export interface PlacedNode extends Point {
  readonly node: MapNode;
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /** All ways between the two in this direction, the strongest first. */
  readonly ways: readonly MapEdge[];
  readonly points: readonly Point[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export const NODE_WIDTH = 176;
export const NODE_HEIGHT = 46;
const MARGIN = 12;

/** Ways that bind most come first. */
const STRENGTH: Readonly<Record<EdgeKind, number>> = { calls: 5, uses: 4, publishes: 3, consumes: 3, imports: 2, 'starts after': 1 };

export function drawingOf({ nodes, edges }: ServiceMap): Drawing {
  const joined = joinedByEnds(edges);
  const graph = new Graph({ directed: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 84, marginx: MARGIN, marginy: MARGIN, ranker: 'network-simplex' });
  for (const { id } of nodes) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to, ways } of joined) graph.setEdge(from, to, { weight: STRENGTH[ways[0]?.kind ?? 'starts after'] });
  layout(graph);
  const placed = nodes.map((node): PlacedNode => ({ node, x: round(graph.node(node.id).x), y: round(graph.node(node.id).y) }));
  const ways = joined.map((edge): PlacedEdge => ({ ...edge, points: pointsOf(graph.edge(edge.from, edge.to)) }));
  return {
    width: Math.max(0, ...placed.map(({ x }) => x + NODE_WIDTH / 2), ...ways.flatMap(({ points }) => points.map(({ x }) => x))) + MARGIN,
    height: Math.max(0, ...placed.map(({ y }) => y + NODE_HEIGHT / 2), ...ways.flatMap(({ points }) => points.map(({ y }) => y))) + MARGIN,
    nodes: placed,
    edges: ways,
  };
}

function joinedByEnds(edges: readonly MapEdge[]): readonly Omit<PlacedEdge, 'points'>[] {
  const found = new Map<string, MapEdge[]>();
  for (const edge of edges) found.set(`${edge.from}\n${edge.to}`, [...(found.get(`${edge.from}\n${edge.to}`) ?? []), edge]);
  return [...found.values()].flatMap((ways) => {
    const sorted = ways.sort((a, b) => STRENGTH[b.kind] - STRENGTH[a.kind]);
    const [first] = sorted;
    return first ? [{ from: first.from, to: first.to, ways: sorted }] : [];
  });
}

function pointsOf({ points = [] }: { readonly points?: readonly Point[] }): readonly Point[] {
  return points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
