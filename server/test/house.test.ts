/** Tests the house itself: that what is said to be true of every rule and every file is. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../rules/catalog.generated.ts';
import { filePath } from '../../rules/model/source.ts';
import { costPage } from '../build/cost-table.ts';
import { catalogSource, ruleFolders } from '../build/generate.ts';
import { filesOfNewRule, refusal } from '../build/new-rule.ts';
import { parseProse } from '../../rules/kit/prose.ts';
import { ASKED_OF_A_WARNING, ENOUGH, precisionOf, shareOf, withPrecisionTable } from '../build/precision.ts';
import { rulePage } from '../build/rule-page.ts';
import { withSettingsReference } from '../build/settings-reference.ts';
import { withRuleTable } from '../build/rule-table.ts';
import { extractFile } from '../src/extract/syntax/extract-file.ts';
import { readFixture } from './support/fixture.ts';

const root = join(import.meta.dirname, '../..');
const catalogFolder = join(root, 'rules/catalog');
const folders = readdirSync(catalogFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

describe('every rule', () => {
  for (const name of folders) {
    it(`${name} has its judgement, its prose and both kinds of case`, () => {
      const folder = join(catalogFolder, name);
      assert.deepEqual(['rule.ts', 'rule.md', 'fixtures'].filter((part) => !existsSync(join(folder, part))), [], 'what is missing');
      const { title, summary, why, instead, keep } = parseProse(readFileSync(join(folder, 'rule.md'), 'utf8'));
      assert.equal(title.toLowerCase().replaceAll('/', '').replaceAll(' ', '-'), name, 'the title says the name in words');
      for (const [part, text] of Object.entries({ summary, why, instead, keep })) assert.ok(text.length > 20, `rule.md says something under ${part}`);
      const cases = readdirSync(join(folder, 'fixtures'));
      assert.deepEqual(cases.filter((each) => !/^(?:reports|accepts)-[a-z0-9-]+$/.test(each)), [], 'a case is named reports-… or accepts-…');
      for (const kind of ['reports-', 'accepts-']) assert.ok(cases.some((each) => each.startsWith(kind)), `a case named ${kind}…`);
    });
  }

  for (const { id } of catalog.filter(({ rule }) => rule.hasFix)) {
    it(`${id} shows what its fix gives`, () => {
      const cases = join(catalogFolder, id, 'fixtures');
      assert.ok(readdirSync(cases).some((each) => Object.keys(readFixture(join(cases, each)).fixed).length > 0), 'a case with a file named x.fixed.ts');
    });
  }

  it('leaves no trace outside its folder', () => {
    const sources = filesBelow(root, ['rules/model', 'rules/kit', 'rules/knowledge', 'server/src', 'server/build', 'client/src']).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
    for (const path of ['package.json', '.vscodeignore', 'eslint.config.mjs', '.dependency-cruiser.mjs']) sources.push({ path, text: readFileSync(join(root, path), 'utf8') });
    const traces = folders.flatMap((name) => sources.filter(({ text }) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)).map(({ path }) => `${path.replace(`${root}/`, '')} names ${name}`));
    assert.deepEqual(traces, []);
  });
});

describe('the catalog', () => {
  it('is the one the folders give', () => {
    assert.equal(readFileSync(join(root, 'rules/catalog.generated.ts'), 'utf8'), catalogSource(ruleFolders()), 'npm run generate brings it up to date');
    assert.deepEqual(catalog.map(({ id }) => String(id)), ruleFolders());
  });

  it('is the table in README.md', () => {
    const readme = existsSync(join(root, 'README.md')) ? readFileSync(join(root, 'README.md'), 'utf8') : '';
    assert.equal(readme, withRuleTable(readme, catalog), 'npm run generate brings it up to date');
    const table = withRuleTable('# Tenfold\n<!-- rules: written by npm run generate -->\n<!-- end of rules -->\nafter', catalog);
    for (const { id } of catalog) assert.ok(table.includes(`(rules/catalog/${id}/rule.md)`), id);
    assert.ok(table.endsWith('\n<!-- end of rules -->\nafter'));
    assert.equal(withRuleTable(table, catalog), table);
  });

  it('is the reference in SETTINGS.md', () => {
    const text = readFileSync(join(root, 'server/SETTINGS.md'), 'utf8');
    assert.equal(text, withSettingsReference(text, catalog), 'npm run generate brings it up to date');
    assert.match(text, /\| `extends` \| /);
  });

  it('shows in README.md how often rules were right', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    assert.equal(readme, withPrecisionTable(readme, catalog, catalogFolder), 'npm run generate brings it up to date');
    assert.ok(readme.includes('| share | at least |'));
  });

  it('warns only by rules whose findings were read, and were right', () => {
    for (const { id, rule } of catalog) {
      const precision = precisionOf(catalogFolder, id);
      if (!precision) {
        assert.notEqual(rule.tier, 'warning', `${id} warns, and nobody has read what it finds: rules/catalog/${id}/precision.json`);
        continue;
      }
      const { found, repositories, read, right, doubtful, blind } = precision;
      assert.ok([found, repositories, read, right, doubtful].every((each) => Number.isInteger(each) && each >= 0), `whole numbers for ${id}`);
      if (blind) assert.ok(blind.read > 0 && blind.right + blind.doubtful <= blind.read && blind.repositories <= blind.read, `the blind numbers of ${id} fit together`);
      assert.ok(right + doubtful <= read && read <= found && repositories <= found, `the numbers of ${id} fit together`);
      if (rule.tier === 'warning' && read >= ENOUGH) assert.ok(right / read >= ASKED_OF_A_WARNING, `${id} was right in ${right} of ${read} cases: too few for a warning`);
    }
  });

  it('knows how sure a share is', () => {
    const { share, atLeast } = shareOf({ read: 60, right: 54 });
    assert.equal(share, 0.9);
    assert.equal(atLeast.toFixed(3), '0.799');
    assert.deepEqual(shareOf({ read: 0, right: 0 }), { share: 0, atLeast: 0 });
  });

  it('is what server/COSTS.md says calls cost', () => {
    assert.equal(readFileSync(join(root, 'server/COSTS.md'), 'utf8'), costPage(), 'npm run generate brings it up to date');
  });

  it('gives every rule a page with its level, its options and an example of each kind', () => {
    for (const entry of catalog) {
      const page = rulePage(entry, catalogFolder);
      for (const part of [entry.prose.title, `\`${entry.id}\``, '## Reported', '## Accepted', ...Object.keys(entry.rule.options).map((name) => `| \`${name}\` |`)]) {
        assert.ok(page.includes(part), `the page of ${entry.id} holds ${part}`);
      }
    }
  });

  it('says of every option what it is for', () => {
    for (const { id, rule } of catalog) {
      for (const [name, { description }] of Object.entries(rule.options)) assert.match(description, /^[A-Z].{15,}\.$/, `${id}: ${name}`);
    }
  });
});

describe('rules/CONTRIBUTING.md', () => {
  const text = readFileSync(join(root, 'rules/CONTRIBUTING.md'), 'utf8');

  it('names only files that exist', () => {
    const kit = [...text.slice(text.indexOf('| file | gives |'), text.indexOf('**A fix**')).matchAll(/`([\w-]+\.ts)`/g)].map(([, file = '']) => `rules/kit/${file}`);
    const model = [...text.matchAll(/`(model\/[\w-]+\.ts)`/g)].map(([, file = '']) => `rules/${file}`);
    assert.ok(kit.length > 10 && model.length > 2);
    assert.deepEqual([...kit, ...model].filter((file) => !existsSync(join(root, file))), []);
  });

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
    const named = [...text.matchAll(/npm (?:run )?([\w-]+)/g)].map(([, script = '']) => script);
    assert.deepEqual(named.filter((script) => !(script in scripts)), []);
  });
});

describe('a new rule', () => {
  it('starts with all that the house asks for', () => {
    const files = filesOfNewRule('late-delivery');
    assert.deepEqual(Object.keys(files), ['rule.ts', 'rule.md', 'fixtures/reports-it-below-a-route/api.ts', 'fixtures/accepts-it-at-startup/main.ts']);
    const prose = parseProse(files['rule.md'] ?? '');
    assert.equal(prose.title, 'Late delivery');
    assert.ok(prose.why && prose.instead && prose.keep);
  });

  it('is refused a name that is taken, misspelt or a cure', () => {
    assert.equal(refusal('late-delivery', () => false), undefined);
    assert.match(refusal('late-delivery', () => true) ?? '', /exists already/);
    for (const bad of [undefined, 'LateDelivery', 'late_delivery', '../late', 'prefer-early-delivery']) assert.ok(refusal(bad, () => false), String(bad));
  });
});

describe('every file', () => {
  it('opens with a line that says what it is for', () => {
    const files = filesBelow(root, ['rules', 'server', 'client']).filter((path) => !/\/rule\.ts$|\/fixtures\//.test(path));
    const silent = files.filter((path) => !/^(?:#!.*\n)?(?:\/\*\*|\/\/)/.test(readFileSync(path, 'utf8')));
    assert.deepEqual(silent, []);
  });

  it('gives facts that survive JSON', () => {
    for (const name of folders) {
      const cases = join(catalogFolder, name, 'fixtures');
      for (const each of existsSync(cases) ? readdirSync(cases) : []) {
        for (const [path, text] of Object.entries(readFixture(join(cases, each)).texts)) {
          if (!/\.[cm]?[jt]sx?$/.test(path)) continue;
          const { value } = extractFile(filePath(path), text);
          assert.deepEqual(JSON.parse(JSON.stringify(value)), value, `${name}/${each}/${path}`);
        }
      }
    }
  });
});

function filesBelow(from: string, rooms: readonly string[]): readonly string[] {
  return rooms.flatMap((room) =>
    readdirSync(join(from, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|mjs|cjs|js)$/.test(entry.name) && !/generated/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes('/node_modules/')),
  );
}
