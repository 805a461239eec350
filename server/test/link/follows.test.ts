/** Which functions a call runs, where older CommonJS and tables of handlers hide them. */

import assert from 'node:assert/strict';
import { filePath } from '../../../rules/model/source.ts';
import { partsOfFunctionId } from '../../../rules/model/function-id.ts';
import { linkedSource } from '../knowledge/linked-source.ts';

/** Names of the functions that the first call written as `text` in `main.js` runs. */
function runBy(sources: Readonly<Record<string, string>>, text: string): readonly string[] {
  const codebase = linkedSource(sources);
  const main = filePath('main.js');
  const source = sources['main.js'] ?? '';
  const index = codebase.facts.get(main)?.calls.findIndex(({ span }) => source.slice(...span).startsWith(text)) ?? -1;
  const edges = codebase.calls.callAt(main, index)?.edges ?? [];
  return edges.flatMap(({ callee, isPerElement }) => {
    const { file, index: at } = partsOfFunctionId(callee);
    return [`${codebase.facts.get(file)?.functions[at]?.name}${isPerElement ? ' for each' : ''}`];
  });
}

describe('what a call runs', () => {
  it('is found through exports handed to an immediate function', () => {
    const users = '(function (Users) { Users.get = function (id) { return id; }; })(exports);';
    assert.deepEqual(runBy({ 'users.js': users, 'main.js': "const users = require('./users');\nusers.get(1);" }, 'users.get'), ['Users.get']);
  });

  it('is found in files that get the exports later, and hand them on', () => {
    const sources = {
      'db.js': "(function (module) { module.init = function () { require('./db/sets')(1, module); }; })(exports);",
      'db/sets.js': "module.exports = function (client, module) { require('./add')(client, module); };",
      'db/add.js': 'module.exports = function (client, module) { module.setAdd = function (key) { return client.add(key); }; };',
      'main.js': "const db = require('./db');\ndb.setAdd('a');",
    };
    assert.deepEqual(runBy(sources, 'db.setAdd'), ['module.setAdd']);
  });

  it('is found on an object that is filled after it is written down', () => {
    const sources = {
      'posts.js': "const Posts = module.exports;\nrequire('./diffs')(Posts);",
      'diffs.js': 'module.exports = function (Posts) { const Diffs = {}; Posts.diffs = Diffs; Diffs.list = function (id) { return id; }; };',
      'main.js': "const posts = require('./posts');\nposts.diffs.list(1);",
    };
    assert.deepEqual(runBy(sources, 'posts.diffs.list'), ['Diffs.list']);
  });

  it('is one of the functions of a file of handlers', () => {
    const sources = {
      'inbox.js': 'const inbox = module.exports;\ninbox.like = (event) => event;\ninbox.follow = (event) => event;',
      'main.js': "const inbox = require('./inbox');\nfunction take(event) { return inbox[event.type](event); }",
    };
    assert.deepEqual(runBy(sources, 'inbox[event.type]'), ['inbox.like', 'inbox.follow']);
  });

  it('is once, not per element, for what async calls at the end', () => {
    const main = "const async = require('async');\nasync.each(ids, function load(id, next) { next(); }, function done() {});";
    assert.deepEqual(runBy({ 'main.js': main }, 'async.each'), ['load for each', 'done']);
  });

  it('is the function of that name of the object that this call has copied', () => {
    const orders = 'exports.list = function list() {}; exports.cancel = function cancel() {};';
    const prices = 'exports.list = function prices() {};';
    const main = "const orders = guarded(require('./orders'));\nconst prices = guarded(require('./prices'));\norders.list();\nprices.list();";
    const guards = [
      'function guarded(written) { const all = {}; Object.keys(written).forEach((key) => { all[key] = guard(written[key]); }); return all; }',
      'function guarded(written) { const all = {}; for (const key of Object.keys(written)) all[key] = written[key]; return all; }',
      'function guarded(written) { return Object.fromEntries(Object.entries(written).map(([key, run]) => [key, guard(run)])); }',
      "const { mapValues } = require('lodash');\nfunction guarded(written) { return mapValues(written, guard); }",
    ];
    for (const guard of guards) {
      const sources = { 'orders.js': orders, 'prices.js': prices, 'main.js': `${guard}\n${main}` };
      assert.deepEqual(runBy(sources, 'orders.list'), ['list'], guard);
      assert.deepEqual(runBy(sources, 'prices.list'), ['prices'], guard);
    }
  });

  it('is what this call wraps, not what eleven others do', () => {
    const others = Array.from({ length: 11 }, (_, index) => `exports.other${index} = trace({ name: 'o' })(function other${index}() {});`);
    const sources = {
      'trace.js': 'exports.trace = (config) => (target) => process.env.TEST ? target : function traced(...given) { start(config); return target.apply(this, given); };',
      'others.js': `const { trace } = require('./trace');\n${others.join('\n')}`,
      'users.js': "const { trace } = require('./trace');\nasync function load(id) { return id; }\nmodule.exports = trace({ name: 'load' })(load);",
      'main.js': "const load = require('./users');\nload(1);",
    };
    assert.deepEqual(runBy(sources, 'load(1)'), ['load']);
  });

  it('is found on a field that is nothing until it is written', () => {
    const main = "class Server {\n  orders = undefined;\n  constructor() { this.orders = new Orders(); }\n  list() { return this.orders.all(); }\n}\nclass Orders { all() { return []; } }";
    assert.deepEqual(runBy({ 'main.js': main }, 'this.orders.all'), ['Orders.all']);
  });

  it('is found through what a library hands to a function it was given by name', () => {
    const main = "const { Server } = require('socket.io');\nnew Server().on('connection', greet);\nfunction greet(socket) { socket.on('read', function read() {}); }";
    assert.deepEqual(runBy({ 'main.js': main }, 'socket.on'), ['read']);
  });

  it('is nothing, not everything, where a route names a member of what may be any controller', () => {
    const sources: Record<string, string> = { 'main.js': "const express = require('express');\nconst app = express();\n" };
    for (let index = 0; index < 8; index++) {
      sources[`part${index}.js`] = `exports.list = (request, response) => response.json(${index});`;
      sources['main.js'] += `const part${index} = new Veil(require('./part${index}'));\napp.get('/parts/${index}', part${index}.all.list);\n`;
    }
    sources['main.js'] += 'class Veil { constructor(part) { this.all = {}; for (const key of Object.keys(part)) this.all[key] = part[key]; } }\n';
    const routes = linkedSource(sources).workspace.services.flatMap(({ entryPoints }) => entryPoints);
    assert.deepEqual(routes, []);
  });
});
