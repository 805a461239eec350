/** The service map of a small shop, and what its drawings make of hostile names. */

import assert from 'node:assert/strict';
import type { ServiceMap } from '../../../rules/kit/audit/service-map.ts';
import { serviceMapOf } from '../../src/audit/service-map.ts';
import { mermaidOf } from '../../src/report/map/mermaid.ts';
import { mapSvgFile } from '../../src/report/map/svg.ts';
import { analyseWith, type Texts } from '../support/fixture.ts';
import { SHOP } from './shop.ts';

describe('the service map', () => {
  it('holds what runs, by its short name and kind', async () => {
    const { nodes } = await mapOf(SHOP);
    assert.deepEqual(nodes.map(({ kind, name }) => `${kind} ${name}`).sort(), ['cache Redis', 'database PostgreSQL', 'outside stripe', 'package money', 'queue mail', 'service orders', 'service prices', 'service shipping']);
  });

  it('says who calls whom and how, and where it is written', async () => {
    const { edges } = await mapOf(SHOP);
    const said = edges.map(({ from, to, kind }) => `${from.replace('@shop/', '')} ${kind} ${to.replace('@shop/', '')}`).sort();
    assert.deepEqual(said, [
      'queue:mail consumes service:shipping', 'service:orders calls outside:stripe', 'service:orders calls service:prices', 'service:orders imports package:money',
      'service:orders publishes queue:mail', 'service:orders uses cache:Redis', 'service:orders uses database:PostgreSQL',
      'service:prices calls service:shipping', 'service:prices imports package:money', 'service:prices uses database:PostgreSQL', 'service:shipping calls service:orders',
    ]);
    const call = edges.find(({ from, to, kind }) => kind === 'calls' && from.endsWith('orders') && to.endsWith('prices'));
    assert.deepEqual([call?.location.file, call?.location.range.start.line, call?.routes, call?.isInCycle], ['apps/orders/src/server.ts', 8, 1, true]);
    assert.ok(edges.find(({ to }) => to === 'cache:Redis')?.isGuessed, 'what only a manifest says is a guess');
  });

  it('finds the circle of services', async () => {
    assert.deepEqual((await mapOf(SHOP)).cycles, [['service:@shop/orders', 'service:@shop/prices', 'service:@shop/shipping']]);
  });

  it('knows an event within the process from a queue', async () => {
    const listener = "import { OnEvent } from '@nestjs/event-emitter';\nimport { Processor, Process } from '@nestjs/bull';\n@Processor('labels')\nexport class Parcels {\n  @OnEvent('parcel.sent')\n  sent() {}\n  @Process('print')\n  print() {}\n}\n";
    const { nodes } = await mapOf({ ...SHOP, 'apps/shipping/src/parcels.ts': listener });
    assert.deepEqual(nodes.filter(({ kind }) => kind === 'queue').map(({ name }) => name).sort(), ['labels', 'mail']);
  });

  it('finds services that wait in a row', async () => {
    const { 'compose.yaml': compose = '', ...rest } = SHOP;
    const { chains, cycles } = await mapOf({ ...rest, 'compose.yaml': compose.replace(', environment: [ORDERS_URL]', '') });
    assert.deepEqual(cycles, []);
    assert.deepEqual(chains, [['service:@shop/orders', 'service:@shop/prices', 'service:@shop/shipping']]);
  });

  it('is drawn the same way each time, with every node and name, and nothing of the workspace as markup', async () => {
    const map = hostile(await mapOf(SHOP));
    const svg = mapSvgFile(map, '<b>shop</b>');
    assert.equal(svg, mapSvgFile(map, '<b>shop</b>'));
    assert.equal(svg.match(/class="node /g)?.length, map.nodes.length);
    assert.doesNotMatch(svg, /<script|<b>|onload="/);
    assert.match(svg, /&lt;script&gt;/);
    const mermaid = mermaidOf(map);
    assert.equal(mermaid.match(/^ {2}n\d+ -/gm)?.length, map.edges.length);
    assert.doesNotMatch(mermaid, /<script/);
  });
});

async function mapOf(texts: Texts): Promise<ServiceMap> {
  return serviceMapOf((await analyseWith(texts, [])).codebase);
}

function hostile(map: ServiceMap): ServiceMap {
  return { ...map, nodes: map.nodes.map((node, index) => (index === 0 ? { ...node, name: '"><script>alert(1)</script>', detail: '" onload="alert(1)' } : node)) };
}
