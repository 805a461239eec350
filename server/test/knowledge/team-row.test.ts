/** Rows from a team's config are read without trust, and then count like our own. */

import assert from 'node:assert/strict';
import { createKnowledge } from '../../../rules/knowledge/knowledge.ts';
import { teamRowFrom } from '../../../rules/knowledge/team-row.ts';

describe('a team’s row', () => {
  it('counts like one of ours', () => {
    const row = teamRowFrom({ library: 'billing', match: ['@acme/billing#Client{}.charge'], kind: 'outbound', traits: ['no-default-timeout'], guess: { receivers: ['billing*'], methods: ['charge'] }, packages: ['@acme/billing'] });
    assert(row);
    const knowledge = createKnowledge([row]);
    assert.equal(knowledge.rowFor('@acme/billing#Client{}.charge')?.library, 'billing');
    assert.equal(knowledge.guessFor('this.billingClient', 'charge', new Set(['@acme/billing']))?.library, 'billing');
    assert.equal(knowledge.guessFor('this.billingClient', 'charge', new Set(['express'])), undefined);
  });

  it('is none when it says nothing that can be used', () => {
    for (const written of [null, 'row', {}, { library: 'x', kind: 'outbound', match: [] }, { library: 'x', kind: 'outbound', match: ['no-hash'] }, { library: 'x', kind: 'dance', match: ['x#y'] }, { kind: 'outbound', match: ['x#y'] }]) {
      assert.equal(teamRowFrom(written), undefined, JSON.stringify(written));
    }
  });

  it('loses only the members of the wrong form', () => {
    assert.deepEqual(teamRowFrom({ library: 'x', kind: 'query', action: 'sing', match: ['x#y', 1, '#'], cost: { milliseconds: 'long' }, guess: {}, instead: 3 }), { library: 'x', packages: [], match: ['x#y'], kind: 'query' });
  });

  it('can hold any pattern without breaking a thing', () => {
    for (const pattern of ['x#{', 'x#{}}', 'x#((', 'x#a.{b', 'x#[', 'x#*', 'x#**', '*#*', '(#)', '{a,b#c']) {
      const row = teamRowFrom({ library: 'x', kind: 'query', match: [pattern] });
      assert(row, pattern);
      createKnowledge([row]).rowFor('x#a.b');
    }
  });
});
