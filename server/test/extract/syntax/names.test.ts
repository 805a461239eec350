/** Holds imports, exports and names to what the model promises. */

import assert from 'node:assert/strict';
import { factsOf } from './facts-of.ts';

describe('what a file imports', () => {
  it('tells each kind apart, and the late from the early', () => {
    const { imports } = factsOf(`
      import a from 'a'; import type { B } from 'b'; import 'c'; import d = require('d');
      export * from 'e'; const f = require('f'); function g() { return require('g'); } import('h');
      new a(d, f);`);
    assert.deepEqual(imports.map(({ specifier, kind, isLazy }) => `${specifier} ${kind}${isLazy ? ' late' : ''}`).sort(), [
      'a import', 'b type-only', 'c import', 'd require', 'e re-export', 'f require', 'g require late', 'h dynamic-import',
    ]);
  });

  it('calls an import erasable only if the compiler may leave it out', () => {
    const text = `import { A } from 'a'; import { b } from 'b'; import 'c'; let x: A; b();`;
    assert.deepEqual(factsOf(text).imports.map(({ isErasable }) => isErasable), [true, false, false]);
    assert.deepEqual(factsOf(`import { A } from 'a'; import 'c';`, 'a.js').imports.map(({ isErasable }) => isErasable), [false, false]);
  });

  it('counts a component in JSX as a use, and not as a call', () => {
    const { imports, calls } = factsOf(`import { Box } from 'box'; export const a = <Box size={measure()} />;`, 'a.tsx');
    assert.equal(imports[0]?.isErasable, false);
    assert.equal(calls.length, 1);
  });

  it('keeps the beginning of a computed specifier', () => {
    const { bindings } = factsOf('const a = require(`./adapters/${name}`);', 'a.js');
    assert.deepEqual(bindings[0]?.value, { kind: 'module', specifier: './adapters/', prefix: true });
  });
});

describe('what a file exports', () => {
  it('hears CommonJS', () => {
    const { exports, assignments } = factsOf('exports.a = 1; module.exports.b = 2; module.exports = { c: 3 };', 'a.js');
    assert.deepEqual(exports.map((each) => (each.kind === 'local' ? each.name : each.kind)), ['a', 'b', 'assign']);
    assert.equal(assignments.length, 3);
  });

  it('keeps what following a name given to the exports takes', () => {
    const { bindings, assignments } = factsOf('const X = module.exports; X.y = function () {};', 'a.js');
    assert.deepEqual(bindings[0]?.value, { kind: 'exports' });
    const target = assignments[0]?.target;
    assert.ok(target?.kind === 'member' && target.name === 'y' && target.of.kind === 'name' && target.of.binding === 0);
  });

  it('hears declarations, lists, defaults and what is passed on', () => {
    const { exports } = factsOf(`export const a = 1; const b = 2; export { b as c }; export default b; export { d } from 'd'; export * as e from 'e';`);
    assert.deepEqual(exports.map((each) => (each.kind === 'local' || each.kind === 'from' ? `${each.kind} ${each.name}` : each.kind)), [
      'local a', 'local c', 'local default', 'from d', 'from e',
    ]);
  });
});

describe('what a name means', () => {
  it('finds the nearest declaration, wherever in its scope it stands', () => {
    const { calls, bindings } = factsOf('run(); { const run = 1; run(); } function run() {} missing();');
    const meant = calls.map(({ callee }) => (callee.kind === 'name' && callee.binding !== undefined ? bindings[callee.binding]?.kind : 'global'));
    assert.deepEqual(meant, ['function', 'const', 'global']);
  });

  it('does not confuse names with what every object has', () => {
    const { calls } = factsOf('toString(); constructor(); hasOwnProperty();');
    assert.ok(calls.every(({ callee }) => callee.kind === 'name' && callee.binding === undefined));
  });

  it('takes patterns apart, with what stands in', () => {
    const { bindings } = factsOf('const { a, b: { c = 1 } } = source; const [d] = list;');
    assert.deepEqual(bindings.map(({ name, value }) => `${name} ${value?.kind}`), ['a member', 'c either', 'd element']);
  });

  it('knows what is written again', () => {
    const { bindings } = factsOf('let a = 1; let b = 1; let c = 1; a = 2; b++;');
    assert.deepEqual(bindings.map(({ isReassigned }) => isReassigned), [true, true, false]);
  });
});
