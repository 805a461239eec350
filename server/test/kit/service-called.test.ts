/** Which machine a call asks. */

import assert from 'node:assert/strict';
import { addressOf } from '../../../rules/kit/service-called.ts';
import { linkedSource } from '../knowledge/linked-source.ts';
import { callNamed } from './call-named.ts';

const cases: Readonly<Record<string, string | undefined>> = {
  "fetch('http://orders:3000/list')": 'orders:3000',
  'fetch(`http://orders:3000/list/${id}`)': 'orders:3000',
  'fetch(`${process.env.ORDERS_URL}/list`)': '$ORDERS_URL',
  'fetch(process.env.ORDERS_URL + id)': '$ORDERS_URL',
  'fetch(`${BASE}/list`)': '$ORDERS_URL',
  "fetch(new URL('/list', BASE))": '$ORDERS_URL',
  'fetch(`${settings.url}/list`)': 'stock:3000',
  'fetch(`${imported}/list`)': 'shipping.shop.svc.cluster.local:8080',
  "fetch('https://user:secret@orders/list')": 'orders',
  "fetch('/list')": undefined,
  'fetch(id)': undefined,
  "fetch(id ? 'http://orders' : 'http://prices')": undefined,
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
      const { host, port, variable } = addressOf(codebase, callNamed(codebase, 'fetch')) ?? {};
      assert.equal(variable === undefined ? host && `${host}${port === undefined ? '' : `:${port}`}` : `$${variable}`, expected);
    });
  }
});
