/** Who calls whom, as a Mermaid drawing that GitHub and GitLab show. */

import type { ServiceMap } from '../../../../rules/kit/audit/service-map.ts';
import { mermaidOf } from '../map/mermaid.ts';
import { escaped } from './escaped.ts';

export function mapLines(map: ServiceMap): readonly string[] {
  const nameOf = (id: string): string => escaped(map.nodes.find((node) => node.id === id)?.name ?? id);
  if (map.nodes.length < 2) return [];
  return [
    '## Who calls whom',
    '',
    '```mermaid',
    mermaidOf(map).trimEnd(),
    '```',
    '',
    ...map.cycles.map((circle) => `- A circle: ${[...circle, circle[0] ?? ''].map(nameOf).join(' → ')}.`),
    ...map.chains.map((chain) => `- ${chain.length} services in a row: ${chain.map(nameOf).join(' → ')}.`),
    ...map.nodes.filter(({ isShared }) => isShared).map(({ id, name }) => `- ${escaped(name)} is shared by ${map.edges.filter(({ to, kind }) => to === id && kind === 'uses').map(({ from }) => nameOf(from)).join(', ')}.`),
    '',
  ];
}
