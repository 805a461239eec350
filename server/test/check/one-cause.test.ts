/** Findings that share a cause are one: what speaks for it, what a comment and a baseline leave of it, and what every door shows. */

import assert from 'node:assert/strict';
import { catalog } from '../../../rules/catalog.generated.ts';
import { entryOf } from '../../../rules/model/baseline.ts';
import { stepsShown, withOthers, type Finding } from '../../../rules/model/finding.ts';
import { runRules, type Before } from '../../src/check/run-rules.ts';
import { diagnosticOf } from '../../src/lsp/to-protocol.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { analyseWith, type Texts } from '../support/fixture.ts';

const rules = catalog.filter(({ id }) => id === 'query-in-loop');

const news = (body: string, before = ''): Texts => ({
  'news.ts': `import express from 'express';
import { PrismaClient } from '@prisma/client';
const app = express();
const prisma = new PrismaClient();
app.post('/news', async (request, response) => {
  ${before}
  for (const customer of await prisma.customer.findMany({ where: { wants: request.body.product } })) {
    ${body}
  }
  response.end();
});
`,
});

const ADDRESS = 'await prisma.address.findFirst({ where: { customerId: customer.id } });';
const NEWS = 'await prisma.news.create({ data: { customerId: customer.id } });';
const VISIT = 'await prisma.visit.create({ data: { customerId: customer.id } });';
const LETTER = 'await prisma.letter.create({ data: { customerId: customer.id } });';

describe('findings that share a cause', () => {
  it('are one, which names the others and lists their places', async () => {
    const [finding, ...more] = await found(news([ADDRESS, NEWS, VISIT, LETTER].join('\n')));
    assert.ok(finding);
    assert.deepEqual(more, []);
    assert.match(finding.message, /^prisma\.address\.findFirst runs once .* The same goes for prisma\.news\.create, prisma\.visit\.create and 1 more in this loop\.$/);
    assert.deepEqual(stepsShown(finding).slice(-3).map(({ location, shows }) => `${location.range.start.line} ${shows}`), ['8 the same goes for prisma.news.create', '9 the same goes for prisma.visit.create', '10 the same goes for prisma.letter.create']);
    assert.deepEqual(finding.others?.map(({ message }) => /The same goes/.test(message)), [false, false, false]);
  });

  it('count calls of one name', async () => {
    const [finding] = await found(news([NEWS, NEWS, NEWS].join('\n')));
    assert.match(finding?.message ?? '', / The same goes for 2 more calls in this loop\.$/);
  });

  it('stay apart where a comment speaks of one of them', async () => {
    const findings = await found(news(`// tenfold-ignore-next-line query-in-loop -- kept by the client\n${ADDRESS}\n${NEWS}\n${VISIT}`));
    assert.deepEqual(findings.map(({ message, suppressed }) => [message.split(' ')[0], / The same goes for (.*)$/.exec(message)?.[1], suppressed?.reason]), [
      ['prisma.address.findFirst', undefined, 'kept by the client'],
      ['prisma.news.create', 'prisma.visit.create in this loop.', undefined],
    ]);
  });

  it('are all switched off by a comment on the loop', async () => {
    const { value: { findings }, problems } = await judged(news(`${ADDRESS}\n${NEWS}`, '// tenfold-ignore-next-line query-in-loop -- at most three want it'));
    assert.deepEqual(findings.map(({ suppressed, others }) => [suppressed?.reason, others?.length]), [['at most three want it', 1]]);
    assert.deepEqual(problems, []);
  });

  it('are known one by one: a call that is added to an old loop is news, and nothing is stale', async () => {
    const baseline = (await found(news(`${ADDRESS}\n${NEWS}`))).flatMap(withOthers).map(entryOf);
    const { value } = await judged(news(`${LETTER}\n${ADDRESS}\n${NEWS}`), { baseline });
    assert.deepEqual(value.findings.map(({ message, isKnown, others = [] }) => [message.split(' ')[0], isKnown, others.length]), [['prisma.letter.create', undefined, 0], ['prisma.address.findFirst', true, 1]]);
    assert.deepEqual(value.stale, []);
  });

  it('give the next one the word when the first is mended', async () => {
    const before = await found(news(`${ADDRESS}\n${NEWS}\n${VISIT}`));
    const [after] = await found(news(`${NEWS}\n${VISIT}`));
    assert.equal(after?.fingerprint, before[0]?.others?.[0]?.fingerprint);
  });

  it('are places of one result in SARIF, each with its own flow, and of one diagnostic in the editor', async () => {
    const findings = await found(news(`${ADDRESS}\n${NEWS}\n${VISIT}`));
    const report: { runs: { results: { codeFlows: { threadFlows: { locations: { location: { physicalLocation: { region: { startLine: number } } } }[] }[] }[]; relatedLocations: unknown[] }[] }[] } = JSON.parse(sarifReport({ ...EMPTY, findings }));
    const [result, ...more] = report.runs[0]?.results ?? [];
    assert.deepEqual(more, []);
    assert.deepEqual(result?.codeFlows.map(({ threadFlows: [flow] }) => flow?.locations.at(-1)?.location.physicalLocation.region.startLine), [8, 9, 10]);
    assert.equal(result?.relatedLocations.length, 2);
    const diagnostic = findings[0] && diagnosticOf(findings[0], { uriOf: (file) => file, rulePage: () => undefined, hasRelatedInformation: true });
    assert.deepEqual(diagnostic?.relatedInformation?.slice(-2).map(({ message }) => message), ['the same goes for prisma.news.create', 'the same goes for prisma.visit.create']);
  });
});

const EMPTY = {
  name: 'shop', version: '0', catalog: rules, problems: [],
  stats: { files: 1, lines: 1, services: 1, entryPoints: 1, calls: 1, milliseconds: { discover: 0, extract: 0, link: 0, check: 0 }, cacheHits: 0, cacheMisses: 0 },
};

async function found(texts: Texts): Promise<readonly Finding[]> {
  return (await judged(texts)).value.findings;
}

async function judged(texts: Texts, before: Before = {}): Promise<ReturnType<typeof runRules>> {
  const { codebase } = await analyseWith(texts, rules);
  return runRules(codebase, { levelOf: () => 'warning', optionsOf: () => ({}), isNews: () => false, isOff: () => false, isLeftOut: () => false }, rules, before);
}
