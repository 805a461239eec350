/** Which machine a call asks. */

import assert from 'node:assert/strict';
import { addressesOf, hostIn } from '../../../rules/kit/address.ts';
import { linkedSource } from '../knowledge/linked-source.ts';
import { callNamed } from './call-named.ts';

const cases: Readonly<Record<string, readonly string[]>> = {
  "fetch('http://orders:3000/list')": ['orders'],
  'fetch(`http://orders:3000/list/${id}`)': ['orders'],
  'fetch(`http://orders-${id}/list`)': [],
  'fetch(`${process.env.ORDERS_URL}/list`)': ['$ORDERS_URL'],
  'fetch(process.env.ORDERS_URL + id)': ['$ORDERS_URL'],
  'fetch(`${BASE}/list`)': ['$ORDERS_URL', 'prices'],
  "fetch(new URL('/list', BASE))": ['$ORDERS_URL', 'prices'],
  'fetch(`${settings.url}/list`)': ['stock'],
  'fetch(`${imported}/list`)': ['shipping'],
  "fetch('/list')": [],
  'fetch(id)': [],
};

describe('the address of a call', () => {
  for (const [text, expected] of Object.entries(cases)) {
    it(text, () => {
      const codebase = linkedSource({
        'addresses.ts': "export const imported = 'https://shipping.shop.svc.cluster.local:8080';",
        'a.ts': `import { imported } from './addresses.ts';
const BASE = process.env.ORDERS_URL ?? 'http://prices:80';
const settings = { url: 'http://stock:3000' };
export async function load(id: string) { return ${text}; }`,
      });
      const found = [...addressesOf(codebase, callNamed(codebase, 'fetch'))].map((each) => (each.kind === 'host' ? each.host.replace('.shop.svc.cluster.local', '') : `$${each.name}`));
      assert.deepEqual(found, expected);
    });
  }

  it('is read out of texts with a scheme, a port or credentials', () => {
    assert.deepEqual(
      ['http://orders/list', 'amqp://guest:guest@queue:5672', '//cdn.example.com/a.js', 'orders:3000', 'orders', '/orders', 'mailto:a@b.c'].map(hostIn),
      ['orders', 'queue', 'cdn.example.com', 'orders', undefined, undefined, undefined],
    );
  });
});
