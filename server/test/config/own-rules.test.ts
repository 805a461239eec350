/** Rules that a team writes as data: what they find, with which words and proof, and what is said of those that cannot be meant. */

import assert from 'node:assert/strict';
import { analyseAsConfigured, type Texts } from '../support/fixture.ts';
import { readMarks, withFindings } from '../../src/rule-tests/marks.ts';

const SERVER = (name: string) => `{ "name": "${name}", "dependencies": { "express": "^4", "bullmq": "^5" }, "scripts": { "start": "node index.js" } }`;

/** Analyses the texts and holds what the team's own rules found against the marks. */
async function holds(settings: object, texts: Texts) {
  const all = { 'package.json': SERVER('shop'), 'tenfold.json': JSON.stringify(settings, undefined, 2), ...texts };
  const { analysis } = await analyseAsConfigured(all);
  const own = analysis.findings.filter(({ rule }) => rule.startsWith('own/'));
  assert.deepEqual(analysis.problems, []);
  for (const [file, text] of Object.entries(texts)) {
    const found = own.filter(({ location }) => location.file === file).map(({ location: { range }, message }) => ({ line: range.start.line, start: range.start.column, end: range.end.column, text: message }));
    assert.equal(withFindings(text, found), withFindings(text, readMarks(text).filter(({ kind }) => kind === 'finding')), file);
  }
  return own;
}

async function complaints(ownRules: string) {
  const { analysis } = await analyseAsConfigured({ 'package.json': SERVER('shop'), 'index.ts': '', 'tenfold.json': `{ "ownRules": ${ownRules} }` });
  return analysis.problems.map(({ message, range }) => `${(range?.start.line ?? -1) + 1}:${(range?.start.column ?? -1) + 1} ${message}`);
}

describe('no call to something', () => {
  const api = `import express from 'express';
import { render } from './pdf';
import { sign } from 'docu-signer';

const app = express();
app.get('/orders/:id/invoice', (request, response) => response.send(invoice(request.params.id)));
app.post('/orders', (request, response) => response.json(sign(request.body)));
//                                                       ^^^^ sign is called while POST /orders waits. Signing takes seconds.

function invoice(id: string) {
  return render(id);
  //     ^^^^^^ render is called while GET /orders/:id/invoice waits. Signing takes seconds.
}

render('at startup');
`;
  const pdf = 'export function render(id: string) {\n  return id;\n}\n';
  const rule = { noCallTo: ['docu-signer#**', './pdf.ts#render'], because: 'Signing takes seconds', severity: 'error' };

  it('on a request path, by package and by file, with the walk as proof', async () => {
    const own = await holds({ ownRules: { 'no-signing': rule } }, { 'index.ts': api, 'pdf.ts': pdf });
    assert.deepEqual(own.map(({ rule: id, severity, evidence, entryPoints }) => [id, severity, evidence.map(({ shows }) => shows), entryPoints]), [
      ['own/no-signing', 'error', ['POST /orders enters here'], ['POST /orders']],
      ['own/no-signing', 'error', ['GET /orders/:id/invoice enters here', 'GET /orders/:id/invoice comes through here'], ['GET /orders/:id/invoice']],
    ]);
  });

  it('is as loud as settings say, and is suppressed with a reason', async () => {
    const quiet = await holds({ ownRules: { 'no-signing': rule }, rules: { 'own/no-signing': 'hint' } }, { 'index.ts': api, 'pdf.ts': pdf });
    assert.deepEqual([...new Set(quiet.map(({ severity }) => severity))], ['hint']);
    const off = await holds({ ownRules: { 'no-signing': rule }, rules: { 'own/no-signing': 'off' } }, { 'pdf.ts': pdf });
    assert.deepEqual(off, []);
    const agreed = await holds({ ownRules: { 'no-signing': rule } }, { 'a.ts': "import express from 'express';\nimport { sign } from 'docu-signer';\nexpress().get('/one', (request, response) => {\n  // tenfold-ignore-next-line own/no-signing -- one a day\n  response.send(sign());\n  //            ^^^^ sign is called while GET /one waits. Signing takes seconds.\n});\n" });
    assert.deepEqual(agreed.map(({ suppressed }) => suppressed?.reason), ['one a day']);
  });

  it('on some routes, in some places, or anywhere', async () => {
    await holds({ ownRules: { 'no-signing': { noCallTo: 'sign', routes: 'POST /orders', because: 'Never.' } } }, { 'index.ts': "import express from 'express';\nimport { sign } from './signer';\nconst app = express();\napp.get('/a', (request, response) => response.send(sign()));\napp.post('/orders', (request, response) => response.send(sign()));\n//                                                       ^^^^ sign is called while POST /orders waits. Never.\n", 'signer.ts': 'export const sign = () => 1;\n' });
    await holds(
      { boundaries: { parts: { tools: 'tools' } }, ownRules: { 'no-signing': { noCallTo: 'sign', on: 'anywhere', in: ['src'], except: ['src/legacy/**', 'tools'] } } },
      { 'src/a.ts': "import { sign } from 'docu-signer';\nsign();\n// <--- sign is called here.\n", 'src/legacy/b.ts': "import { sign } from 'docu-signer';\nsign();\n", 'tools/c.ts': "import { sign } from 'docu-signer';\nsign();\n" },
    );
  });
});

describe('a service that reaches another only through a queue', () => {
  const mail = `import { Worker } from 'bullmq';
import express from 'express';

new Worker('mails', async () => undefined);
new Worker('letters', async () => undefined);
export const send = () => undefined;
express().post('/send', (request, response) => response.end());
`;
  const files = {
    'package.json': '{ "workspaces": ["apps/*"] }', 'apps/mail/package.json': SERVER('mail'), 'apps/mail/index.ts': mail, 'apps/shop/package.json': SERVER('shop'),
    'compose.yaml': 'services:\n  mail:\n    build: apps/mail\n  shop:\n    build: apps/shop\n',
  };
  const settings = { ownRules: { 'mail-by-queue': { service: 'shop', reaches: 'mail', onlyThroughQueue: 'mails', because: 'Mail may be slow.' } } };

  it('neither imports nor calls it, nor puts messages elsewhere', async () => {
    const own = await holds(settings, { ...files, 'apps/shop/index.ts': `import { Queue } from 'bullmq';
import express from 'express';
import { send } from '../mail/index';
//                   ^^^^^^^^^^^^^^^ shop imports apps/mail/index.ts of mail, past mails. Mail may be slow.

const mails = new Queue('mails');
const letters = new Queue('letters');
express().post('/orders', async (request, response) => {
  await mails.add('order', request.body);
  await letters.add('order', request.body);
  //            ^^^ shop sends mail messages through queue letters, past mails. Mail may be slow.
  await fetch('http://mail:3000/send', { method: 'POST' });
  //    ^^^^^ shop calls mail over the network, past mails. Mail may be slow.
  response.json(send());
});
` });
    assert.deepEqual(own.map(({ evidence }) => evidence.map(({ shows }) => shows)), [['mail takes messages from queue mails here'], ['POST /orders enters here'], ['POST /orders enters here']]);
  });

  it('is told of where nobody listens to the queue', async () => {
    const own = await holds({ ownRules: { 'mail-by-queue': { service: 'shop', reaches: 'mail', onlyThroughQueue: 'mailz' } } }, { ...files, 'apps/shop/index.ts': '' });
    assert.deepEqual(own.map(({ location, message, confidence }) => [location.file, location.range.start.line, message, confidence]), [['tenfold.json', 2, 'mail takes no messages from mailz that can be seen, so this rule leaves shop no way to it.', 'possible']]);
  });
});

describe('handlers that pass through something', () => {
  const settings = { ownRules: { 'once-only': { handlersIn: 'payments', passThrough: 'idempotency', routes: ['POST', 'PUT /**'], because: 'Clients retry.' } } };
  const idempotency = 'export function idempotency(request, response, next) {\n  next();\n}\nexport const once = (handler) => idempotency;\n';

  it('are those of a place, however they do it', async () => {
    await holds(settings, {
      'src/idempotency.ts': idempotency,
      'src/other.ts': "import express from 'express';\nexport const other = express.Router();\nother.post('/other', (request, response) => response.end());\n",
      'src/payments/chain.ts': "import express from 'express';\nimport { idempotency } from '../idempotency';\nexport const chain = express.Router();\nchain.post('/a', idempotency, (request, response) => response.end());\nchain.post('/b', [idempotency], (request, response) => response.end());\nchain.get('/c', (request, response) => response.end());\nchain.post('/d', (request, response) => response.end());\n//    ^^^^ POST /d is answered without passing through idempotency. Clients retry.\n",
      'src/payments/router.ts': "import express from 'express';\nimport { idempotency } from '../idempotency';\nexport const router = express.Router();\nrouter.use(idempotency);\nrouter.post('/e', (request, response) => response.end());\n",
      'src/payments/inside.ts': "import express from 'express';\nimport { idempotency } from '../idempotency';\nexport const inside = express.Router();\ninside.post('/f', (request, response) => pay(request, response));\nfunction pay(request, response) {\n  idempotency(request, response, () => response.end());\n}\n",
    });
  });

  it('are those of decorated classes too', async () => {
    await holds({ ownRules: { 'once-only': { handlersIn: 'src/payments', passThrough: 'IdempotencyInterceptor' } } }, {
      'package.json': '{ "name": "shop", "dependencies": { "@nestjs/core": "^11", "@nestjs/common": "^11" }, "scripts": { "start": "nest start" } }',
      'src/idempotency.ts': "import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class IdempotencyInterceptor {\n  intercept(context, next) {\n    return next.handle();\n  }\n}\n",
      'src/payments/payments.controller.ts': "import { Controller, Post, UseInterceptors } from '@nestjs/common';\nimport { IdempotencyInterceptor } from '../idempotency';\n\n@Controller('payments')\nexport class PaymentsController {\n  @Post()\n  @UseInterceptors(IdempotencyInterceptor)\n  pay() {\n    return 1;\n  }\n\n  @Post('refunds')\n  refund() {\n  // <--- POST /payments/refunds is answered without passing through IdempotencyInterceptor.\n    return 1;\n  }\n}\n",
    });
  });
});

describe('own rules that cannot be meant', () => {
  it('are complained about at the exact place', async () => {
    assert.deepEqual(await complaints('{ "No Pdf": { "noCallTo": "pdf" } }'), ['1:17 "No Pdf" is no name for a rule: write lower-case words with hyphens between them.']);
    assert.deepEqual(await complaints('{ "no-pdf": { "noCallto": "pdf" } }'), ['1:27 "noCallTo" is missing here.', '1:29 There is no setting "noCallto"; "noCallTo" is close.']);
    assert.deepEqual(await complaints('{ "by-queue": { "service": "shop", "reaches": "shopp", "onlyThroughQueue": "q" } }'), ['1:61 There is no service "shopp"; "shop" is close.']);
    assert.deepEqual(await complaints('{ "once": { "handlersIn": "payment", "passThrough": "x" } }'), ['1:41 There is no part, service or folder "payment".']);
    assert.deepEqual(await complaints('{ "no-pdf": { "noCallTo": "a b#" } }'), ['1:41 "a b#" names nothing that can be called: write "package#name", "./file.ts#name" or a name.']);
    const wild = `${'*a'.repeat(9)}#x`;
    assert.deepEqual(await complaints(`{ "wild": { "noCallTo": "${wild}" } }`), [`1:39 "${wild}" has more than 8 wildcards.`]);
    const { analysis } = await analyseAsConfigured({ 'package.json': SERVER('shop'), 'index.ts': '', 'tenfold.json': '{ "ownRules": { "no-pdf": { "noCallTo": "pdf" } },\n"rules": { "own/no-pdff": "off" } }' });
    assert.deepEqual(analysis.problems.map(({ message, range }) => `${range?.start.line}:${range?.start.column} ${message}`), ['1:11 There is no rule "own/no-pdff"; "own/no-pdf" is close.']);
  });
});
