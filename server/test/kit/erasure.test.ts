/** How an import of types is written as one. */

import assert from 'node:assert/strict';
import { isErased, typeOnlyEdits } from '../../../rules/kit/erasure.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { filePath } from '../../../rules/model/source.ts';
import { linkedSource } from '../knowledge/linked-source.ts';

const written: Readonly<Record<string, string | undefined>> = {
  "import { Order } from './orders';": "import type { Order } from './orders';",
  "import { Order, type Item } from './orders';": "import type { Order, Item } from './orders';",
  "import { type as Kind, Order } from './orders';": "import type { type as Kind, Order } from './orders';",
  "import Order from './orders';": "import type Order from './orders';",
  "import * as orders from './orders';": "import type * as orders from './orders';",
  "import {\n  type Order,\n  type Item,\n  Total,\n} from './orders';": "import type {\n  Order,\n  Item,\n  Total,\n} from './orders';",
  "import Orders, { Order } from './orders';": undefined,
};

describe('an import of types', () => {
  for (const [text, expected] of Object.entries(written)) {
    it(`is written as one: ${text.replaceAll('\n', ' ')}`, () => {
      const facts = linkedSource({ 'a.ts': text }).facts.get(filePath('a.ts'));
      const [fact] = facts?.imports ?? [];
      assert.ok(facts && fact);
      const edits = [...typeOnlyEdits(text, facts, fact)].sort((a, b) => b.span[0] - a.span[0]);
      const result = edits.reduce((all, { span: [start, end], newText }) => all.slice(0, start) + newText + all.slice(end), text);
      assert.equal(edits.length > 0 ? result : undefined, expected);
    });
  }

  const service = "import { Injectable } from '@nestjs/common';\nimport { Prices } from './prices';\n@Injectable()\nexport class Orders { constructor(private prices: Prices) {} }";

  it('is erased', () => assert.equal(isGone(linkedSource({ 'a.ts': service.replace('@Injectable()', ''), 'prices.ts': 'export class Prices {}' })), true));

  it('stays where decorators record the types of parameters', () => {
    assert.equal(isGone(linkedSource({ 'a.ts': `// dependencies: reflect-metadata\n${service}`, 'prices.ts': 'export class Prices {}' })), false);
  });

  it('is left as it is in a decorated class, whoever reads it', () => {
    const facts = linkedSource({ 'a.ts': service }).facts.get(filePath('a.ts'));
    const fact = facts?.imports.find(({ specifier }) => specifier === './prices');
    assert.ok(facts && fact);
    assert.deepEqual(typeOnlyEdits(service, facts, fact), []);
  });

  it('is erased where nothing records them', () => assert.equal(isGone(linkedSource({ 'a.ts': service, 'prices.ts': 'export class Prices {}' })), true));
});

function isGone(codebase: Codebase): boolean {
  const facts = codebase.facts.get(filePath('a.ts'));
  const fact = facts?.imports.find(({ specifier }) => specifier === './prices');
  assert.ok(facts && fact);
  return isErased(codebase, facts, fact);
}
