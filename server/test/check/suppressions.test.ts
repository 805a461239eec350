/** Comments that switch findings off: where, until when, in which language, and what becomes of those nobody needs. */

import assert from 'node:assert/strict';
import type { Analysis } from '../../src/analysis.ts';
import { judge } from '../../src/judge.ts';
import { survey } from '../../src/survey.ts';
import { extractFile } from '../../src/extract/syntax/extract-file.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';

const RULE = 'blocking-call-in-request-path';
const PACKAGE = '{ "name": "orders", "dependencies": { "express": "5" } }';
const TODAY = Date.parse('2027-03-31T12:00:00Z');

describe('a comment that switches a finding off', () => {
  for (const [where, code] of [
    ['the next line', `app.get('/a', (q, r) => {\n  // tenfold-ignore-next-line ${RULE} -- small\n  r.send(readFileSync(q.query.x));\n});`],
    ['its own line', `app.get('/a', (q, r) => r.send(readFileSync(q.query.x))); // tenfold-ignore-line ${RULE} -- small`],
    ['a function', `// tenfold-ignore-function ${RULE} -- small\nfunction page(q, r) {\n  if (q.query.y) r.send(readFileSync(q.query.y));\n  r.send(readFileSync(q.query.x));\n}\napp.get('/a', page);`],
    ['an arrow function', `// tenfold-ignore-function ${RULE} -- small\nexport const page = (q, r) => {\n  r.send(readFileSync(q.query.x));\n};\napp.get('/a', page);`],
    ['the file', `/* tenfold-ignore-file ${RULE} -- small */\n\napp.get('/a', (q, r) => r.send(readFileSync(q.query.x)));`],
  ] as const) {
    it(`speaks of ${where}`, async () => {
      const { findings, problems } = await analysed({ 'main.js': serving(code) });
      const own = findings.filter(({ rule }) => rule === RULE);
      assert.ok(own.length > 0);
      assert.deepEqual(own.map(({ suppressed }) => suppressed?.reason), own.map(() => 'small'));
      assert.deepEqual(problems, []);
    });
  }

  it('speaks of one function, not of the next', async () => {
    const { findings } = await analysed({ 'main.js': serving(`// tenfold-ignore-function ${RULE} -- small\nfunction page(q, r) {\n  r.send(readFileSync(q.query.x));\n}\nfunction other(q, r) {\n  r.send(readFileSync(q.query.x));\n}\napp.get('/a', page);\napp.get('/b', other);`) });
    assert.deepEqual(findings.filter(({ rule }) => rule === RULE).map(({ suppressed }) => suppressed?.reason), ['small', undefined]);
  });

  for (const [what, until, isSuppressed, says] of [
    ['holds on its last day', ' until 2027-03-31', true, undefined],
    ['no longer holds on the day after, and says so', ' until 2027-03-30', false, /was to be mended by 2027-03-30: small/],
    ['does not hold where its day is none', ' until 2027-02-30', false, /"2027-02-30" is no day/],
  ] as const) {
    it(`with a day ${what}`, async () => {
      const { findings, problems } = await analysed({ 'main.js': serving(`// tenfold-ignore-next-line ${RULE}${until} -- small\napp.get('/a', (q, r) => r.send(readFileSync(q.query.x)));`) });
      assert.equal(findings.find(({ rule }) => rule === RULE)?.suppressed !== undefined, isSuppressed);
      assert.match(problems[0]?.message ?? 'nothing', says ?? /^nothing$/);
    });
  }

  it('takes no longer to read for being written to take long', async () => {
    const began = performance.now();
    await analysed({ 'main.js': [' ', 'a ', '- ', ', ', 'until '].map((part) => `// tenfold-ignore-line ${part.repeat(20_000)}!\n`).join('') });
    assert.ok(performance.now() - began < 10_000, 'not for the square of its length');
  });

  it('that nothing needs any more is told where it stands', async () => {
    const { problems } = await analysed({ 'main.js': `\n// tenfold-ignore-next-line ${RULE} -- small\nconsole.log(1);\n` });
    assert.deepEqual(problems.map(({ kind, file, range }) => [kind, file, range?.start.line]), [['stale-suppression', 'main.js', 1]]);
  });

  it('stands behind # in YAML', async () => {
    const compose = (comment: string): string => `services:\n  ${comment}\n  orders:\n    build: .\n    container_name: orders\n    restart: unless-stopped\n    ports: ["80:3000"]\n`;
    const found = async (comment: string) => (await analysed({ 'main.js': serving("app.get('/a', (q, r) => r.json([]));"), 'docker-compose.yml': compose(comment) })).findings.filter(({ rule }) => rule === 'unscalable-manifest');
    assert.deepEqual((await found('# nothing')).map(({ suppressed }) => suppressed), [undefined]);
    assert.deepEqual((await found('# tenfold-ignore-next-line unscalable-manifest -- one is enough')).map(({ suppressed }) => suppressed?.reason), ['one is enough']);
  });

  it('stands behind // in a Prisma schema', async () => {
    const schema = (comment: string): string => `datasource db {\n  provider = "postgresql"\n}\nmodel Order {\n  id Int @id\n  ${comment}\n  customer String\n}\n`;
    const found = async (comment: string) => (await analysed({
      'package.json': '{ "name": "orders", "dependencies": { "express": "5", "@prisma/client": "6" } }',
      'main.js': serving("app.get('/a', async (q, r) => r.json(await prisma.order.findMany({ where: { customer: q.query.x }, take: 10 })));", "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n"),
      'schema.prisma': schema(comment),
    })).findings.filter(({ rule }) => rule === 'query-on-unindexed-field');
    const [plain] = await found('// nothing');
    assert.equal(plain?.location.file, 'schema.prisma');
    assert.equal(plain.location.range.start.line, 6);
    assert.deepEqual((await found('// tenfold-ignore-next-line query-on-unindexed-field -- few rows')).map(({ suppressed }) => suppressed?.reason), ['few rows']);
  });
});

function serving(code: string, before = ''): string {
  return `import express from 'express';\nimport { readFileSync } from 'node:fs';\n${before}const app = express();\n${code}\napp.listen(3000);\n`;
}

async function analysed(texts: Readonly<Record<string, string>>): Promise<Analysis> {
  const all: Readonly<Record<string, string>> = { 'package.json': PACKAGE, ...texts };
  const machine = { fs: memoryFileSystem(Object.fromEntries(Object.entries(all).map(([name, text]) => [`/case/${name}`, text]))), now: () => TODAY };
  const ground = await survey('/case', {}, machine);
  const extracts = new Map(ground.workspace.files.map((file) => {
    const { value, problems } = extractFile(file, all[file] ?? '');
    return [file, { hash: '', facts: value, problems }] as const;
  }));
  return judge('/case', ground, { extracts, cacheHits: 0, cacheMisses: 0, milliseconds: { discover: 0, extract: 0 } }, {}, machine);
}
