/** The recipes of CI.md: YAML that parses, in the form each system asks for, with commands that this version takes. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { readJson } from '../src/platform/json-text.ts';
import { COMMANDS } from '../src/cli/commands.ts';

interface Github { readonly on: string; readonly jobs: Readonly<Record<string, { readonly 'runs-on': string; readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }[] }>> }
interface Gitlab { readonly tenfold: { readonly script: readonly string[]; readonly artifacts: { readonly reports: { readonly codequality: string } } } }
interface PreCommit { readonly repos: readonly { readonly repo: string; readonly hooks: readonly { readonly id: string; readonly name: string; readonly entry: string; readonly language: string }[] }[] }

const text = readFileSync(join(import.meta.dirname, '../CI.md'), 'utf8');

describe('the recipes for CI', () => {
  it('give GitHub a workflow whose steps are actions or commands, with the whole history', () => {
    const { on, jobs } = recipe<Github>('.github/workflows/tenfold.yml');
    assert.equal(on, 'pull_request');
    for (const { 'runs-on': machine, steps } of Object.values(jobs)) {
      assert.equal(machine, 'ubuntu-latest');
      for (const { uses, run } of steps) assert.ok((uses === undefined) !== (run === undefined) && (uses === undefined || /^[\w-]+\/[\w-]+@v\d+$/.test(uses)), uses);
      assert.equal(steps.find(({ uses }) => uses?.startsWith('actions/checkout'))?.with?.['fetch-depth'], 0);
    }
  });

  it('give GitLab a job that hands on the report it writes', () => {
    const { tenfold: { script, artifacts } } = recipe<Gitlab>('.gitlab-ci.yml');
    assert.ok(script.some((line) => line.includes(`--format gitlab --output ${artifacts.reports.codequality}`)));
  });

  it('give pre-commit a local hook', () => {
    const [{ repo, hooks: [hook] } = { repo: '', hooks: [] }] = recipe<PreCommit>('.pre-commit-config.yaml').repos;
    assert.deepEqual([repo, hook?.language, hook?.entry], ['local', 'system', 'npx tenfold check --staged']);
  });

  it('give Turborepo and Nx what the example is run with', () => {
    for (const file of ['turbo.json', 'nx.json']) {
      const block = [...text.matchAll(/```jsonc\n([\s\S]*?)```/g)].map(([, body = '']) => body).find((body) => body.startsWith(`// ${file}\n`));
      const { $schema: _says, ...example } = readJson(readFileSync(join(import.meta.dirname, '../../test-fixtures/monorepo-of-deliveries', file), 'utf8')).value as Record<string, unknown>;
      assert.deepEqual(JSON.parse(JSON.stringify(readJson(block ?? '').value)), JSON.parse(JSON.stringify(example)));
    }
  });

  it('use only commands and options that there are', () => {
    const used = [...text.matchAll(/npx tenfold (\w+)([^\n`]*)/g)];
    assert.ok(used.length >= 5);
    for (const [line, name, rest = ''] of used) {
      const command = COMMANDS.find((each) => each.name === name);
      assert.ok(command, line);
      for (const [, option = ''] of rest.matchAll(/--([\w-]+)/g)) assert.ok(option in command.options, `${line}: --${option}`);
    }
  });
});

function recipe<Form>(file: string): Form {
  const block = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, body = '']) => body).find((body) => body.startsWith(`# ${file}\n`));
  const document = parseDocument(block ?? '');
  assert.deepEqual(document.errors, []);
  return document.toJS() as Form;
}
