/** The service map as SVG: in the page, where the page's colours and keys apply, and as a file of its own. */

import type { EdgeKind, MapEdge, MapNode, NodeKind, ServiceMap } from '../../../../rules/kit/audit/service-map.ts';
import { escapeHtml } from '../html/escape.ts';
import { drawingOf, NODE_HEIGHT, NODE_WIDTH, type Drawing, type PlacedEdge, type PlacedNode } from './layout.ts';

/** For a file: light, with the colours written in. */
export function mapSvgFile(map: ServiceMap, name: string): string {
  const drawing = drawingOf(map);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawing.width} ${drawing.height}" width="${drawing.width}" height="${drawing.height}" role="img" aria-label="${escapeHtml(`Service map of ${name}`)}"><style>${MAP_FILE_STYLE}</style>${contentOf(drawing)}</svg>\n`;
}

/** For the page: nodes can be reached by keyboard, and are called what they say, which changes with the load. */
export function mapSvgInPage(map: ServiceMap): string {
  const drawing = drawingOf(map);
  return `<svg id="map-svg" class="map" viewBox="0 0 ${drawing.width} ${drawing.height}" data-width="${drawing.width}" data-height="${drawing.height}" role="group" aria-label="Service map: ${map.nodes.length} nodes, ${map.edges.length} ways between them; each is in the list below too">${contentOf(drawing)}</svg>`;
}

export const KIND_NAMES: Readonly<Record<NodeKind, string>> = { service: 'service', package: 'shared package', database: 'database', cache: 'cache', queue: 'queue', outside: 'outside API', container: 'container' };
export const EDGE_WORDS: Readonly<Record<EdgeKind, string>> = { calls: 'calls', uses: 'reads and writes', publishes: 'publishes to', consumes: 'delivers to', imports: 'imports', 'starts after': 'starts after' };

function contentOf({ nodes, edges }: Drawing): string {
  const arrow = '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>';
  return `${arrow}<g aria-hidden="true">${edges.map(edgePath).join('')}</g><g>${nodes.map(nodeShape).join('')}</g>`;
}

function edgePath({ from, to, ways, points }: PlacedEdge): string {
  const [strongest] = ways;
  if (!strongest) return '';
  const classes = ['way', strongest.kind.replace(' ', '-'), ...(ways.some(({ isHot }) => isHot) ? ['hot'] : []), ...(ways.some(({ isInCycle }) => isInCycle) ? ['circle'] : []), ...(ways.every(({ isGuessed }) => isGuessed) ? ['guessed'] : [])];
  return `<path class="${classes.join(' ')}" data-from="${escapeHtml(from)}" data-to="${escapeHtml(to)}" d="${curveThrough(points)}" marker-end="url(#arrow)"><title>${escapeHtml(ways.map(wordsFor).join('; '))}</title></path>`;
}

/** Midpoints as ends of quadratic curves: smooth, and through the first and last point. */
function curveThrough(points: PlacedEdge['points']): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const steps = rest.map((point, index) => {
    const next = rest[index + 1];
    return next ? `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}` : `L${point.x} ${point.y}`;
  });
  return `M${first.x} ${first.y}${steps.join('')}`;
}

function nodeShape({ node, x, y }: PlacedNode): string {
  const [left, top] = [x - NODE_WIDTH / 2, y - NODE_HEIGHT / 2];
  return `<g class="node ${node.kind}${node.isShared ? ' shared' : ''}" data-node="${escapeHtml(node.id)}" tabindex="0" role="button" aria-pressed="false">${outlineOf(node, left, top)}<text x="${x}" y="${y - 3}" class="name">${escapeHtml(cut(node.name, node.kind === 'queue' ? SLANTED : WIDE))}</text><text x="${x}" y="${y + 12}" class="what">${escapeHtml(cut(node.isShared ? `shared ${KIND_NAMES[node.kind]}` : node.kind === 'service' ? node.detail : KIND_NAMES[node.kind], 30))}</text></g>`;
}

/** Letters that find room in a shape, capitals included. */
const WIDE = 20;
const SLANTED = 15;

/** Kinds differ in shape, not only in colour. */
function outlineOf({ kind }: MapNode, left: number, top: number): string {
  const [right, bottom] = [left + NODE_WIDTH, top + NODE_HEIGHT];
  switch (kind) {
    case 'database':
    case 'cache':
      return `<path class="shape" d="M${left} ${top + 6}c0-8 ${NODE_WIDTH}-8 ${NODE_WIDTH} 0V${bottom - 6}c0 8-${NODE_WIDTH} 8-${NODE_WIDTH} 0z"/><path class="rim" d="M${left} ${top + 6}c0 8 ${NODE_WIDTH} 8 ${NODE_WIDTH} 0"/>`;
    case 'queue':
      return `<path class="shape" d="M${left + 12} ${top}H${right}L${right - 12} ${bottom}H${left}z"/>`;
    case 'package':
      return `<path class="shape" d="M${left} ${top}H${right - 12}L${right} ${top + 12}V${bottom}H${left}z"/>`;
    default:
      return `<rect class="shape" x="${left}" y="${top}" width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="${kind === 'service' ? 6 : 23}"/>`;
  }
}

/** `orders calls prices in 3 places (axios.get)`, without the ends. */
export function wordsFor({ kind, places, says, names, routes, isGuessed }: MapEdge): string {
  const named = names.length === 0 ? says : `${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`;
  return `${EDGE_WORDS[kind]}${kind === 'imports' || places < 2 ? '' : `, ${places} places`}: ${named}${routes > 0 ? `; ${routes} ${routes === 1 ? 'route takes' : 'routes take'} this way` : ''}${isGuessed ? ' (by name)' : ''}`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** What a saved drawing looks like; the page has the same classes in its own colours. */
export const MAP_FILE_STYLE = 'svg{background:#fff;font:600 12px system-ui,sans-serif}.shape{fill:#f6f8fa;stroke:#57606a;stroke-width:1.2}.rim{fill:none;stroke:#57606a}.service .shape{fill:#e7f0fb;stroke:#0a58ca}.outside .shape,.container .shape{stroke-dasharray:4 3}.shared .shape{stroke:#8a5a00;stroke-width:2.5}.name{text-anchor:middle;fill:#1c1f24}.what{text-anchor:middle;fill:#57606a;font-weight:400;font-size:10px}.way{fill:none;stroke:#8c959f;stroke-width:1.3}.imports,.starts-after{stroke-dasharray:2 4}.publishes,.consumes{stroke-dasharray:7 4}.hot{stroke:#0a58ca;stroke-width:3}.circle{stroke:#b3261e;stroke-width:2.2}.tip{fill:#57606a}';
