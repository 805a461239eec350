/**
 * What was found once is known for good: after any number of harmless edits no finding is new and no entry is stale, for every rule.
 *
 * `TENFOLD_EDITS=30 TENFOLD_SEED=7 npx mocha --import=tsx server/test/ratchet.test.ts` for more edits of each codebase.
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../rules/catalog.generated.ts';
import { entryOf, type BaselineEntry } from '../../rules/model/baseline.ts';
import { withOthers, type Finding } from '../../rules/model/finding.ts';
import { compareWith } from '../src/check/compare.ts';
import { analyseWith, readFixture, type Texts } from './support/fixture.ts';
import { harmlessEdit } from './support/harmless-edits.ts';
import { randomFrom, type Random } from './support/random.ts';

const { TENFOLD_EDITS = '3', TENFOLD_SEED = '1', TENFOLD_RULE } = process.env;
const root = join(import.meta.dirname, '../..');

describe(`a baseline under ${TENFOLD_EDITS} harmless edits of each codebase (seed ${TENFOLD_SEED})`, function () {
  this.timeout(0);
  const random = randomFrom(Number(TENFOLD_SEED));
  after(() => console.log(`    ${made} edits`));
  for (const { id } of catalog) {
    if (TENFOLD_RULE !== undefined && TENFOLD_RULE !== id) continue;
    const fixtures = join(root, 'rules/catalog', id, 'fixtures');
    const cases = existsSync(fixtures) ? readdirSync(fixtures).filter((name) => name.startsWith('reports-')).sort() : [];
    const name = cases.find((each) => !existsSync(join(fixtures, each, '.history')));
    if (name !== undefined) it(`knows what ${id} found`, () => hold(readFixture(join(fixtures, name)).texts, random));
  }
  it('knows what was found in a whole shop', () => hold(readFixture(join(root, 'test-fixtures/express-shop-monolith')).texts, random));
});

let made = 0;

async function hold(texts: Texts, random: Random): Promise<void> {
  const before = (await analyseWith(texts, catalog)).findings.flatMap(withOthers);
  const baseline = before.map(entryOf);
  const edits: string[] = [];
  let now = texts;
  for (let count = 1; count <= Number(TENFOLD_EDITS); count++) {
    const edit = await harmlessEdit(now, random, count);
    if (!edit) continue;
    now = edit.texts;
    edits.push(edit.name);
    made++;
    await compare(baseline, before, now, edits);
  }
}

async function compare(baseline: readonly BaselineEntry[], before: readonly Finding[], texts: Texts, edits: readonly string[]): Promise<void> {
  const { codebase, findings: told } = await analyseWith(texts, catalog);
  const findings = told.flatMap(withOthers);
  assert.deepEqual(counted(findings), counted(before), `the edits are harmless: ${edits.join(', ')}`);
  const { known, stale } = compareWith(baseline, findings, codebase);
  const added = findings.filter((finding) => !known.has(finding)).map(({ rule, location, identity, message }) => ({ rule, file: location.file, ...identity, message }));
  assert.deepEqual({ added, stale }, { added: [], stale: [] }, `after ${edits.join(', ')}`);
}

function counted(findings: readonly Finding[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}
