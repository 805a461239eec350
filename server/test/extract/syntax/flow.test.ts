/** Holds calls, functions, classes, loops and branches to what the model promises. */

import assert from 'node:assert/strict';
import { factsOf } from './facts-of.ts';

describe('what a file calls', () => {
  it('says what becomes of the result', () => {
    const { calls } = factsOf('async function f() { await a(); b(); g(c()); const x = d(); e().y; return h(); }');
    const uses = Object.fromEntries(calls.map(({ callee, use }) => [callee.kind === 'name' ? callee.name : '', use]));
    assert.deepEqual(uses, { a: 'awaited', b: 'dropped', g: 'dropped', c: 'argument', d: 'assigned', e: 'receiver', h: 'returned' });
  });

  it('tells calls, new, tags and decorators apart', () => {
    const { calls } = factsOf('f?.(); new A(); sql`select ${1}`; @Injectable() class B {}');
    assert.deepEqual(calls.map(({ kind }) => kind), ['call', 'new', 'tagged-template', 'decorator']);
    assert.equal(calls[2]?.arguments[0]?.kind, 'template');
  });

  it('reads the callback of a require that loads later', () => {
    const { calls, functions } = factsOf("require(['a'], function (a) { a.b(); });", 'a.js');
    assert.equal(calls.length, 2);
    assert.deepEqual(functions[1]?.argumentOf, { call: 0, index: 1 });
  });

  it('knows to which call, and below which property, a function is given', () => {
    const { functions } = factsOf('xs.map(() => 1); consumer.run({ eachMessage: async () => {} });');
    assert.deepEqual(functions.slice(1).map(({ argumentOf }) => argumentOf), [{ call: 0, index: 0 }, { call: 1, index: 0, property: 'eachMessage' }]);
    assert.equal(functions[1]?.name, 'callback of xs.map');
  });
});

describe('what a file declares', () => {
  it('names methods of classes and objects by their owner', () => {
    const { functions } = factsOf('class A { get b() { return 1; } static *c() {} } const o = { d() {}, get e() { return 1; } };');
    assert.deepEqual(functions.map(({ name, kind }) => `${name} ${kind}`), ['module module', 'A.b getter', 'A.c method', 'o.d method', 'o.e getter']);
    assert.ok(functions[2]?.isGenerator && functions[2].isStatic);
  });

  it('keeps the body of an overloaded method, not its signatures', () => {
    const { classes, functions } = factsOf('abstract class A { constructor(); constructor(a?: number) {} b(): void; b(c?: string) { d(c); } abstract e(): void; }');
    assert.deepEqual(classes[0]?.methods.map(({ name }) => name), ['constructor', 'b', 'e']);
    assert.equal(functions[classes[0]?.methods[1]?.function ?? 0]?.parameters.length, 1);
  });

  it('makes a parameter property a field', () => {
    const { classes } = factsOf('class A { constructor(private readonly db: Db, other: Other) {} }');
    assert.deepEqual(classes[0]?.fields.map(({ name, type }) => [name, type?.name]), [['db', 'Db']]);
  });

  it('reads interfaces, aliases and enums', () => {
    const { types } = factsOf('interface A extends B { c: string } type D = E<F> | null; enum G { H }');
    assert.deepEqual(types.map(({ kind, name }) => `${kind} ${name}`), ['interface A', 'alias D', 'enum G']);
    assert.equal(types[1]?.type?.name, 'E');
  });
});

describe('what runs often or only sometimes', () => {
  it('puts a call in its loop, but not what the loop goes over', () => {
    const { calls, loops } = factsOf('async function f() { for (const x of list()) { await g(x); } while (more()) step(); }');
    assert.deepEqual(loops.map(({ kind }) => kind), ['for-of', 'while']);
    assert.deepEqual(calls.map(({ loop }) => loop), [undefined, 0, 1, 1]);
  });

  it('leaves the loop behind inside a function', () => {
    const { calls } = factsOf('for (const x of xs) { const f = () => g(); }');
    assert.equal(calls[0]?.loop, undefined);
  });

  it('tells the branches apart', () => {
    const { branches } = factsOf('if (a) throw b; else {} try { c(); } catch {} finally {} switch (d) { case 1: break; } e && f(); g ? 1 : 2;');
    assert.deepEqual(branches.map(({ kind }) => kind), ['then', 'else', 'try', 'catch', 'finally', 'case', 'right-side', 'then', 'else']);
    assert.equal(branches[0]?.leaves, true);
    assert.equal(branches[3]?.isEmpty, true);
  });

  it('hears comments that speak to Tenfold, and no strings', () => {
    const { directivesToTenfold } = factsOf('// tenfold-ignore a\nf("// tenfold-ignore b"); /* tenfold-ignore c */');
    assert.deepEqual(directivesToTenfold.map(({ text }) => text), ['tenfold-ignore a', 'tenfold-ignore c']);
  });
});
