/** The service map in the words of Mermaid, for a README or a pull request. */

import type { EdgeKind, NodeKind, ServiceMap } from '../../../../rules/kit/audit/service-map.ts';
import { EDGE_WORDS } from './svg.ts';

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  service: ['[', ']'], package: ['[[', ']]'], database: ['[(', ')]'], cache: ['[(', ')]'], queue: ['[/', '/]'], outside: ['([', '])'], container: ['(', ')'],
};
const ARROWS: Readonly<Record<EdgeKind, string>> = { calls: '-->', uses: '-->', publishes: '-->', consumes: '-->', imports: '-.->', 'starts after': '-.->' };

export function mermaidOf({ nodes, edges }: ServiceMap): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = [
    'flowchart LR',
    ...nodes.map(({ id, kind, name, isShared }) => `  ${names.get(id) ?? ''}${SHAPES[kind][0]}"${quoted(name)}${isShared ? ' (shared)' : ''}"${SHAPES[kind][1]}`),
    ...edges.map(({ from, to, kind }) => `  ${names.get(from) ?? ''} ${ARROWS[kind]}|${EDGE_WORDS[kind]}| ${names.get(to) ?? ''}`),
  ];
  const inCircles = edges.flatMap(({ isInCycle }, index) => (isInCycle ? [index] : []));
  return `${[...lines, ...(inCircles.length > 0 ? [`  linkStyle ${inCircles.join(',')} stroke:#b3261e,stroke-width:2px`] : [])].join('\n')}\n`;
}

/** https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function quoted(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[#"<>`]/g, (each) => `#${each.charCodeAt(0)};`);
}
