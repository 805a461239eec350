/** Who calls whom, drawn and as a list: each node can be picked by mouse or key, and tells its ways. */

import type { MapEdge, MapNode, ServiceMap } from '../../../../rules/kit/audit/service-map.ts';
import { mermaidOf } from '../map/mermaid.ts';
import { KIND_NAMES, mapSvgInPage, wordsFor } from '../map/svg.ts';
import { escapeHtml } from './escape.ts';
import { place } from './place.ts';

export function mapSection(map: ServiceMap): string {
  if (map.nodes.length === 0) return '';
  return `<section aria-labelledby="map"><h2 id="map">Who calls whom</h2>
${remarks(map)}
<div class="map-tools"><button type="button" data-zoom="in">Zoom in</button><button type="button" data-zoom="out">Zoom out</button><button type="button" data-zoom="fit">Fit</button><span class="quiet keys">+ and − zoom, arrows move, 0 fits; Tab goes from node to node</span><button type="button" id="save-svg">Save as SVG</button><button type="button" id="save-mermaid">Save as Mermaid</button></div>
<div class="map-frame" id="map-frame">${mapSvgInPage(map)}</div>
<p class="legend" aria-hidden="true"><span class="key hot">most routes come this way</span><span class="key circle">part of a circle</span><span class="key message">message</span><span class="key import">import</span></p>
<div id="map-picked" class="picked" role="status"><p class="quiet">Pick a node to see its ways.</p></div>
<details><summary>The map as a list</summary><ul class="nodes">${map.nodes.map((node) => nodeItem(node, map)).join('')}</ul></details>
<details><summary>The map as Mermaid</summary><pre id="mermaid" tabindex="0">${escapeHtml(mermaidOf(map))}</pre></details>
</section>`;
}

function remarks({ nodes, edges, cycles, chains, packagesLeftOut, outsideLeftOut, unknownDestinations }: ServiceMap): string {
  const nameOf = (id: string): string => `<strong>${escapeHtml(nodes.find((node) => node.id === id)?.name ?? id)}</strong>`;
  const shared = nodes.filter(({ isShared }) => isShared).map((node) => `${nameOf(node.id)} is read or written by ${edges.filter(({ to, kind }) => to === node.id && kind === 'uses').map(({ from }) => nameOf(from)).join(', ')}: none of them changes its tables alone.`);
  const items = [
    ...cycles.map((circle) => `${[...circle, circle[0] ?? ''].map(nameOf).join(' → ')}: a circle. Neither is changed, started or scaled without the other.`),
    ...chains.map((chain) => `${chain.map(nameOf).join(' → ')}: ${chain.length} services in a row. The slowest one sets the pace, and each one’s failures add up.`),
    ...shared,
    ...(packagesLeftOut > 0 ? [`${packagesLeftOut} more shared ${packagesLeftOut === 1 ? 'package is' : 'packages are'} not drawn.`] : []),
    ...(outsideLeftOut.length > 0 ? [`Not drawn, for they are asked in few places: ${outsideLeftOut.map(escapeHtml).join(', ')}.`] : []),
    ...(unknownDestinations > 0 ? [`${unknownDestinations} ${unknownDestinations === 1 ? 'call goes' : 'calls go'} to addresses that only running code knows.`] : []),
  ];
  return items.length === 0 ? '' : `<ul class="remarks">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function nodeItem(node: MapNode, { nodes, edges }: ServiceMap): string {
  const nameOf = (id: string): string => nodes.find((other) => other.id === id)?.name ?? id;
  const line = (edge: MapEdge, said: string): string => `<li>${said} ${place(edge.location)}</li>`;
  const out = edges.filter(({ from }) => from === node.id).map((edge) => line(edge, `→ <strong>${escapeHtml(nameOf(edge.to))}</strong> ${escapeHtml(wordsFor(edge))}`));
  const come = edges.filter(({ to }) => to === node.id).map((edge) => line(edge, `← <strong>${escapeHtml(nameOf(edge.from))}</strong> ${escapeHtml(wordsFor(edge))}`));
  return `<li data-of="${escapeHtml(node.id)}"><strong>${escapeHtml(node.name)}</strong> <span class="quiet">${KIND_NAMES[node.kind]}${node.isShared ? ', shared' : ''}; ${escapeHtml(node.detail)}</span> ${node.location ? place(node.location) : ''}<ul>${[...out, ...come].join('')}</ul></li>`;
}
