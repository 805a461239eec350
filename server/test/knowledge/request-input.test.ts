/** What a handler is given by the user, and what says who the user is. */

import assert from 'node:assert/strict';
import { inputOf, inputOfDecorator } from '../../../rules/knowledge/request-input.ts';

describe('a handler’s parameter holds', () => {
  const table: readonly [framework: string, parameter: number, members: readonly string[], role: string | undefined][] = [
    ['express', 0, ['query', 'page'], 'input'],
    ['express', 0, ['body'], 'input'],
    ['express', 0, ['user', 'id'], 'caller'],
    ['express', 0, ['headers', 'authorization'], 'caller'],
    ['express', 0, ['app'], undefined],
    ['express', 1, ['locals'], undefined],
    ['koa', 0, ['request', 'body'], 'input'],
    ['koa', 0, ['request'], undefined],
    ['koa', 0, ['state', 'user'], 'caller'],
    ['hono', 0, ['req', 'query'], 'input'],
    ['hono', 0, ['req', 'header'], 'caller'],
    ['next', 1, ['params', 'id'], 'input'],
    ['trpc', 0, ['input', 'id'], 'input'],
    ['trpc', 0, ['ctx', 'session'], 'caller'],
    ['graphql', 1, ['id'], 'input'],
    ['graphql', 0, ['id'], undefined],
    ['graphql', 2, ['user', 'id'], 'caller'],
    ['aws-lambda', 0, ['pathParameters', 'id'], 'input'],
    ['unheard-of', 0, ['query'], undefined],
  ];
  for (const [framework, parameter, members, role] of table) {
    it(`${role ?? 'nothing of the kind'} in ${members.join('.')} of parameter ${parameter} with ${framework}`, () => {
      assert.equal(inputOf(framework, parameter, members), role);
    });
  }

  it('what its decorator says', () => {
    assert.equal(inputOfDecorator('@nestjs/common#Query', 'Query'), 'input');
    assert.equal(inputOfDecorator('@nestjs/common#Headers', 'Headers'), 'caller');
    assert.equal(inputOfDecorator('type-graphql#Arg', 'Arg'), 'input');
    assert.equal(inputOfDecorator(undefined, 'CurrentUser'), 'caller');
    assert.equal(inputOfDecorator(undefined, 'GetUser'), 'caller');
    assert.equal(inputOfDecorator(undefined, 'Inject'), undefined);
    assert.equal(inputOfDecorator('@nestjs/common#Inject', 'Inject'), undefined);
  });
});
