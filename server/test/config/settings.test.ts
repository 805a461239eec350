/** How settings are found, put on top of one another and complained about; on disks made of texts. */

import assert from 'node:assert/strict';
import { catalog } from '../../../rules/catalog.generated.ts';
import { ruleId } from '../../../rules/model/finding.ts';
import { filePath } from '../../../rules/model/source.ts';
import { survey } from '../../src/survey.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';

type Files = Readonly<Record<string, string | object>>;

const SERVER = { dependencies: { express: '^4' }, scripts: { start: 'node index.js' } };

/** `root` is where the workspace begins. */
async function surveyed(files: Files, root = '/w') {
  const texts = Object.fromEntries(Object.entries({ '/w/.git/HEAD': '', ...files }).map(([path, text]) => [path, typeof text === 'string' ? text : JSON.stringify(text)]));
  return survey(root, {}, { fs: memoryFileSystem(texts), now: () => 0 });
}

async function levels(files: Files, rule: string, paths: readonly string[], root?: string) {
  const { settings, problems } = await surveyed(files, root);
  assert.deepEqual(problems, []);
  return paths.map((path) => settings.levelOf(ruleId(rule), filePath(path)));
}

async function complaints(files: Files, root?: string) {
  const { problems } = await surveyed(files, root);
  return problems.map(({ message, file, range }) => `${file}:${(range?.start.line ?? -1) + 1}:${(range?.start.column ?? -1) + 1} ${message}`);
}

const WARNING = 'query-in-loop';
/** Tiers follow what was read of a rule's findings; any of this tier will do. */
const INFORMATION = catalog.find(({ rule }) => rule.tier === 'information')?.id ?? '';
const ADVICE = 'no-load-test';

describe('what a file extends', () => {
  it('is a preset', async () => {
    const files = { '/w/tenfold.json': { extends: 'tenfold:strict' }, '/w/a.ts': '' };
    assert.deepEqual(await levels(files, WARNING, ['a.ts']), ['error']);
    assert.deepEqual(await levels(files, INFORMATION, ['a.ts']), ['warning']);
    assert.deepEqual(await levels(files, ADVICE, ['a.ts']), ['info']);
    const { config } = await surveyed({ '/w/tenfold.json': { extends: ['tenfold:mvp'], scale: { peakRequestsPerSecond: 5 } } });
    assert.deepEqual(config.project.scale, { stage: 'mvp', isStageDeclared: true, peakRequestsPerSecond: 5 });
    const nest = await surveyed({ '/w/tenfold.json': { extends: ['tenfold:nest'] } });
    assert.deepEqual(nest.importRules.map(({ name }) => name), ['service-knows-controller', 'data-knows-service']);
  });

  it('is installed JSON, by exports, by name or as it lies, in this folder or one above', async () => {
    const base = (level: string) => ({ rules: { [WARNING]: level } });
    for (const [installed, word] of [
      [{ '/w/node_modules/@acme/base/tenfold.json': base('error') }, '@acme/base'],
      [{ '/w/node_modules/acme-base/package.json': { exports: { '.': './settings.json' } }, '/w/node_modules/acme-base/settings.json': base('error') }, 'acme-base'],
      [{ '/w/node_modules/acme-base/package.json': { main: 'main.json' }, '/w/node_modules/acme-base/main.json': base('error') }, 'acme-base'],
      [{ '/w/node_modules/acme-base/package.json': { exports: { './loud': './dist/loud.json' } }, '/w/node_modules/acme-base/dist/loud.json': base('error') }, 'acme-base/loud'],
      [{ '/w/node_modules/acme-base/loud.json': base('error') }, 'acme-base/loud'],
      [{ '/w/packages/base/package.json': { name: '@acme/base' }, '/w/packages/base/tenfold.json': { root: true, ...base('error') } }, '@acme/base'],
      [{ '/w/config/base.json': base('error') }, './config/base'],
    ] as const) {
      assert.deepEqual(await levels({ ...installed, '/w/tenfold.json': { extends: [word] } }, WARNING, ['a.ts']), ['error'], word);
    }
    assert.deepEqual(await levels({ '/w/node_modules/base/tenfold.json': base('error'), '/w/apps/shop/tenfold.json': { extends: 'base' } }, WARNING, ['apps/shop/a.ts', 'a.ts']), ['error', 'warning']);
  });

  it('may make a rule speak that shows nowhere otherwise', async () => {
    const isOff = async (config: object) => (await surveyed({ '/w/tenfold.json': config, '/w/a.ts': '' })).settings.isOff(ruleId(ADVICE));
    assert.deepEqual(await Promise.all([{}, { rules: { [ADVICE]: 'off' } }, { rules: { [ADVICE]: 'on' } }, { extends: 'tenfold:strict' }, { overrides: [{ files: ['a.ts'], rules: { [ADVICE]: 'hint' } }] }].map(isOff)), [true, true, false, false, false]);
  });

  it('comes before the file itself, in the order written', async () => {
    const files = {
      '/w/one.json': { rules: { [WARNING]: 'off', [INFORMATION]: 'error', [ADVICE]: 'error' } },
      '/w/two.json': { rules: { [WARNING]: 'hint', [INFORMATION]: 'off' } },
      '/w/tenfold.json': { extends: ['./one.json', './two.json'], rules: { [WARNING]: 'info' } },
    };
    assert.deepEqual(await levels(files, WARNING, ['a.ts']), ['info']);
    assert.deepEqual(await levels(files, INFORMATION, ['a.ts']), ['off']);
    assert.deepEqual(await levels(files, ADVICE, ['a.ts']), ['error']);
  });

  it('is complained about where it is written', async () => {
    const say = async (word: string, more: Files = {}) => complaints({ ...more, '/w/tenfold.json': `{\n  "extends": ["${word}"]\n}` });
    assert.deepEqual(await say('tenfold:strickt'), ['tenfold.json:2:15 There is no preset "tenfold:strickt"; "tenfold:strict" is close.']);
    assert.deepEqual(await say('./missing.json'), ['tenfold.json:2:15 "./missing.json" is not found.']);
    assert.deepEqual(await say('@acme/missing'), ['tenfold.json:2:15 "@acme/missing" is not found: no package of that name is installed, or part of the workspace.']);
    assert.deepEqual(await say('../../outside.json', { '/outside.json': {} }), ['tenfold.json:2:15 "../../outside.json" lies outside the workspace.']);
    assert.deepEqual(await say('a/../../b'), ['tenfold.json:2:15 "a/../../b" is neither a relative path nor a package.']);
    assert.deepEqual(await say('./base.js', { '/w/base.js': 'export default {}' }), ['tenfold.json:2:15 "./base.js" is code; settings are read from JSON only.']);
    assert.deepEqual(await say('./tenfold.json'), ['tenfold.json:2:15 "./tenfold.json" is this file itself.']);
    assert.deepEqual(await say('./one.json', { '/w/one.json': { extends: './two.json' }, '/w/two.json': '{\n "extends": "./one.json" }' }), ['two.json:2:13 "./one.json" closes a circle: one.json extends two.json extends one.json.']);
    assert.deepEqual(await say('./one.json', { '/w/one.json': { rules: { 'query-in-lop': 'off' } } }), ['one.json:1:11 There is no rule "query-in-lop"; "query-in-loop" is close.']);
  });
});

describe('settings for some files', () => {
  it('win from shallow to deep, and within a file from rules over services to the last override', async () => {
    const files = {
      '/w/package.json': { workspaces: ['apps/*'] },
      '/w/apps/shop/package.json': { name: 'shop', ...SERVER }, '/w/apps/shop/index.ts': '', '/w/apps/mail/package.json': { name: 'mail', ...SERVER }, '/w/apps/mail/index.ts': '',
      '/w/tenfold.json': {
        rules: { [WARNING]: 'info' },
        services: [{ name: 'shop', rules: { [WARNING]: 'hint' } }],
        overrides: [{ files: ['apps/*/admin/**'], rules: { [WARNING]: 'error' } }, { files: ['**/loud/**'], excludedFiles: ['*.spec.ts'], rules: { [WARNING]: 'warning' } }],
      },
      '/w/apps/mail/tenfold.json': { rules: { [WARNING]: 'off' }, overrides: [{ files: ['admin/*.ts'], rules: { [WARNING]: 'hint' } }] },
    };
    assert.deepEqual(
      await levels(files, WARNING, ['a.ts', 'apps/shop/index.ts', 'apps/shop/admin/a.ts', 'apps/shop/admin/loud/a.ts', 'apps/shop/loud/a.spec.ts', 'apps/mail/index.ts', 'apps/mail/admin/a.ts']),
      ['info', 'hint', 'error', 'warning', 'hint', 'off', 'hint'],
    );
  });

  it('start anew at a root', async () => {
    const files = { '/w/tenfold.json': { extends: ['tenfold:strict'] }, '/w/apps/old/base.json': { rules: { [INFORMATION]: 'off' } }, '/w/apps/old/tenfold.json': { root: true, extends: './base.json', rules: { [ADVICE]: 'hint' } } };
    assert.deepEqual(await levels(files, WARNING, ['a.ts', 'apps/old/a.ts']), ['error', 'warning']);
    assert.deepEqual(await levels(files, INFORMATION, ['a.ts', 'apps/old/a.ts']), ['warning', 'off']);
    assert.deepEqual(await levels(files, ADVICE, ['a.ts', 'apps/old/a.ts']), ['info', 'hint']);
  });

  it('hold for a package that is opened alone as they do within the whole', async () => {
    const files = {
      '/w/package.json': {}, '/w/tenfold.json': { extends: ['./base.json'], overrides: [{ files: ['apps/shop/admin/**'], rules: { [WARNING]: 'error' } }], services: [{ name: 'shop', root: 'apps/shop', rules: { [ADVICE]: 'error' } }] },
      '/w/base.json': { rules: { [INFORMATION]: 'hint' } },
      '/w/apps/shop/package.json': { name: '@acme/shop', ...SERVER }, '/w/apps/shop/index.ts': '', '/w/apps/shop/tenfold.json': { rules: { [ADVICE]: 'warning' } },
      '/tenfold.json': { rules: { [WARNING]: 'off' } },
    };
    for (const rule of [WARNING, INFORMATION, ADVICE]) {
      assert.deepEqual(await levels(files, rule, ['index.ts', 'admin/a.ts'], '/w/apps/shop'), await levels(files, rule, ['apps/shop/index.ts', 'apps/shop/admin/a.ts']), rule);
    }
    assert.deepEqual(await levels(files, WARNING, ['admin/a.ts'], '/w/apps/shop'), ['error']);
    assert.deepEqual(await levels({ ...files, '/w/apps/shop/tenfold.json': { root: true } }, WARNING, ['admin/a.ts'], '/w/apps/shop'), ['warning']);
    assert.deepEqual(await complaints({ ...files, '/w/base.json': '{\n"rulez": {} }' }, '/w/apps/shop'), ['../../base.json:2:1 There is no setting "rulez"; "rules" is close.']);
  });

  it('say what is wrong with a level or an option where it stands, as other tools write it', async () => {
    const said = (written: string) => complaints({ '/w/tenfold.json': `{"rules":{"import-cycle":${written}}}` });
    assert.deepEqual(await said('["warn",{"circlesPerKnot":9}]'), ['tenfold.json:1:27 "warn" is none of "off", "hint", "info", "warning", "error", "on"; "warning" is close.']);
    assert.deepEqual(await said('["info",{"circlesPerKnot":"nine"}]'), ['tenfold.json:1:52 "circlesPerKnot" must be integer.']);
    assert.deepEqual(await said('{"circlesPerKnot":9}'), ['tenfold.json:1:26 A rule\'s level comes first, its options second: write "import-cycle": ["info", {"circlesPerKnot":9}].']);
  });

  it('name what they cannot mean, where it is written', async () => {
    assert.deepEqual(await complaints({ '/w/package.json': { name: 'shop', ...SERVER }, '/w/index.ts': '', '/w/tenfold.json': '{\n"services": [{ "name": "shopp", "rules": {} }] }' }), ['tenfold.json:2:24 There is no service "shopp"; "shop" is close. With "root" it becomes one.']);
    assert.deepEqual(await complaints({ '/w/apps/shop/tenfold.json': '{\n  "exclude": ["x"]\n}', '/w/a.ts': '' }), ['apps/shop/tenfold.json:2:3 "exclude" is heeded in the tenfold.json at the workspace\'s root only; here, "rules", "overrides" and "extends" are.']);
  });
});

describe('a rule that is off everywhere', () => {
  it('is one that nobody speaks of louder, in any folder, service, file or preset', async () => {
    const isOff = async (settings: object, rule = ADVICE, files: Files = {}) => (await surveyed({ '/w/a.ts': '', '/w/tenfold.json': settings, ...files })).settings.isOff(ruleId(rule));
    assert.equal(await isOff({}), true);
    assert.equal(await isOff({}, WARNING), false);
    assert.equal(await isOff({ rules: { [ADVICE]: 'off' } }), true);
    assert.equal(await isOff({ rules: { [ADVICE]: 'on' } }), false);
    assert.equal(await isOff({ extends: 'tenfold:strict' }), false);
    assert.equal(await isOff({ overrides: [{ files: ['a.ts'], rules: { [ADVICE]: 'info' } }] }), false);
    assert.equal(await isOff({}, ADVICE, { '/w/apps/shop/tenfold.json': { rules: { [ADVICE]: 'warning' } } }), false);
    const { settingsWithAdvice } = await surveyed({ '/w/a.ts': '' });
    assert.equal(settingsWithAdvice.isOff(ruleId(ADVICE)), false);
  });
});

describe('the version a file was written for', () => {
  const versioned = (version: string, rules = {}) => ({ '/w/tenfold.json': { version, rules }, '/w/a.ts': '' });

  it('makes advice of rules that came later, until somebody speaks of them', async () => {
    const { settings } = await surveyed(versioned('0.0', { [INFORMATION]: 'on' }));
    const at = filePath('a.ts');
    assert.deepEqual([WARNING, INFORMATION].map((rule) => settings.levelOf(ruleId(rule), at)), ['off', 'info']);
    assert.deepEqual([WARNING, INFORMATION].map((rule) => settings.isNews(ruleId(rule), at)), [true, false]);
    const { settingsWithAdvice } = await surveyed(versioned('0.0'));
    assert.equal(settingsWithAdvice.levelOf(ruleId(WARNING), at), 'hint');
    assert.deepEqual(await levels(versioned('0.1'), WARNING, ['a.ts']), ['warning']);
    assert.deepEqual(await levels(versioned('0.1.7'), WARNING, ['a.ts']), ['warning']);
  });

  it('is known of every rule', () => {
    for (const { id, rule } of catalog) assert.match(rule.since, /^\d+\.\d+$/, id);
  });
});
