/** The recipes of CI.md taken at their word: held against what GitHub and GitLab read themselves, and their lines run in a real clone, a real branch, a real commit. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { buildSync } from 'esbuild';
import { parse } from 'yaml';
import { codebaseOnDisk, type CodebaseOnDisk } from './support/codebase-on-disk.ts';
import { installedTools } from './support/installed-tools.ts';

const cli = join(import.meta.dirname, '../../dist/cli.mjs');
const text = readFileSync(join(import.meta.dirname, '../CI.md'), 'utf8');
const recipe = (file: string): string => [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, body = '']) => body).find((body) => body.startsWith(`# ${file}\n`)) ?? '';
/** A further route to the slow template loader that GET /orders/:id/invoice comes to. */
const SECOND_ROUTE = "orders.get('/:id/print', (request, response) => response.send(invoiceFor(request.params.id)));\n";

interface Workflow { readonly jobs: { readonly tenfold: { readonly steps: readonly { readonly run?: string }[] } } }
interface Pipeline { readonly tenfold: { readonly script: readonly string[]; readonly variables: Readonly<Record<string, string>>; readonly cache: { readonly paths: readonly string[] }; readonly artifacts: { readonly reports: { readonly codequality: string } } } }
interface Hooks { readonly repos: readonly { readonly hooks: readonly { readonly entry: string }[] }[] }

describe('a recipe for CI', function () {
  this.timeout(300_000);
  let code: CodebaseOnDisk;
  beforeEach(() => {
    code = codebaseOnDisk('express-shop-monolith');
    code.write('.gitignore', 'node_modules/\n.cache/\n');
    mkdirSync(join(code.folder, 'node_modules/.bin'), { recursive: true });
    const bin = join(code.folder, 'node_modules/.bin/tenfold');
    writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
    chmodSync(bin, 0o755);
    code.commit('before');
    code.git('remote', 'add', 'origin', code.folder);
    code.git('fetch', '-q', 'origin');
    code.git('checkout', '-q', '-b', 'feature');
  });
  afterEach(() => code.remove());

  it('is a workflow to the parser of GitHub', async () => {
    const tools = installedTools({ '@actions/workflow-parser': '0.3.61' });
    const bundled = join(tools, '../workflow-parser.mjs');
    // It imports JSON as only bundlers do.
    if (!existsSync(bundled)) buildSync({ entryPoints: [join(tools, '@actions/workflow-parser/dist/index.js')], outfile: bundled, bundle: true, platform: 'node', format: 'esm', banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }, logLevel: 'error' });
    const { parseWorkflow, NoOperationTraceWriter } = (await import(pathToFileURL(bundled).href)) as Parser;
    const errorsIn = (content: string): readonly string[] => parseWorkflow({ name: 'tenfold.yml', content }, new NoOperationTraceWriter()).context.errors.getErrors().map(({ message }) => message);
    assert.deepEqual(errorsIn(recipe('.github/workflows/tenfold.yml')), []);
    assert.notDeepEqual(errorsIn(recipe('.github/workflows/tenfold.yml').replace('runs-on', 'run-on')), [], 'it would say');
  });

  it('is a pipeline to the schema of GitLab', async () => {
    const tools = installedTools({ 'gitlab-ci-local': '4.60.1' });
    const { schema } = (await import(pathToFileURL(join(tools, 'gitlab-ci-local/src/schema/schema.js')).href)) as { readonly schema: object };
    const validate = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(schema);
    assert.ok(validate(parse(recipe('.gitlab-ci.yml'))), JSON.stringify(validate.errors));
    assert.ok(!validate(parse(recipe('.gitlab-ci.yml').replace('script:', 'scrpt:'))), 'it would say');
  });

  it('runs on GitHub: green, then red with annotations and a summary for what the branch introduced', () => {
    const [line = ''] = (parse(recipe('.github/workflows/tenfold.yml')) as Workflow).jobs.tenfold.steps.flatMap(({ run }) => run ?? []);
    const summary = join(code.folder, '../summary.md');
    const run = () => sh(line.replaceAll('${{ github.base_ref }}', 'main'), { GITHUB_STEP_SUMMARY: summary });
    const green = run();
    assert.deepEqual([green.status, green.stdout], [0, ''], green.stderr);
    appendFileSync(join(code.folder, 'src/routes/orders.js'), SECOND_ROUTE);
    const red = run();
    assert.equal(red.status, 1, red.stderr);
    assert.match(red.stdout, /^::warning title=Tenfold%3A blocking-call-in-request-path,file=src\/services\/templates\.js,line=\d+/m);
    assert.match(readFileSync(summary, 'utf8'), /no new findings[\s\S]*### Tenfold: \d finding/);
  });

  it('runs on GitLab: the report is what its widget reads, and leaves the settings alone', () => {
    const pipeline = parse(recipe('.gitlab-ci.yml')) as Pipeline;
    const { script, variables, artifacts: { reports: { codequality } } } = pipeline.tenfold;
    assert.notEqual(codequality, 'tenfold.json');
    appendFileSync(join(code.folder, 'src/routes/orders.js'), SECOND_ROUTE);
    const env = { CI_MERGE_REQUEST_DIFF_BASE_SHA: code.git('rev-parse', 'main').trim(), XDG_CACHE_HOME: variables['XDG_CACHE_HOME']?.replace('$CI_PROJECT_DIR', code.folder) ?? '' };
    assert.equal(sh(script.join('\n'), env).status, 1);
    const issues = JSON.parse(code.read(codequality)) as readonly { readonly location: { readonly path: string } }[];
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'report/schemas/gitlab-code-quality.schema.json'), 'utf8')) as object;
    assert.ok(new Ajv().validate(schema, issues));
    assert.deepEqual([...new Set(issues.map(({ location }) => location.path))], ['src/services/templates.js']);
    assert.ok(pipeline.tenfold.cache.paths.some((path) => existsSync(join(code.folder, path, 'facts.pack'))), 'what is cached lies where GitLab looks for it');
  });

  it('stops a commit, and lets one pass that introduces nothing', () => {
    const entry = (parse(recipe('.pre-commit-config.yaml')) as Hooks).repos[0]?.hooks[0]?.entry ?? '';
    const hook = join(code.folder, '.git/hooks/pre-commit');
    writeFileSync(hook, `#!/bin/sh\n${entry}\n`);
    chmodSync(hook, 0o755);
    const orders = code.read('src/routes/orders.js');
    code.write('src/routes/orders.js', orders + SECOND_ROUTE);
    code.write('notes.md', 'Nothing of code.\n');
    code.git('add', 'notes.md');
    const fine = commit('notes');
    assert.equal(fine.status, 0, fine.stderr);
    const stopped = commit('all', '-a');
    assert.equal(stopped.status, 1);
    assert.match(stopped.stdout + stopped.stderr, /new for GET \/orders\/:id\/print/);
    code.git('add', '.');
    // What is judged is staged, not what stands in the editor.
    code.write('src/routes/orders.js', orders);
    assert.equal(commit('staged').status, 1);
    assert.equal(code.git('log', '--format=%s').trim(), 'notes\nbefore');
  });

  function sh(line: string, env: Readonly<Record<string, string>>) {
    return spawnSync('sh', ['-e', '-c', line], { cwd: code.folder, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: join(code.folder, '../cache'), npm_config_offline: 'true', ...env } });
  }

  function commit(message: string, ...given: readonly string[]) {
    return spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', 'commit', '-q', '-m', message, ...given], { cwd: code.folder, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: join(code.folder, '../cache'), npm_config_offline: 'true' } });
  }
});

interface Parser {
  parseWorkflow(file: { readonly name: string; readonly content: string }, trace: object): { readonly context: { readonly errors: { getErrors(): readonly { readonly message: string }[] } } };
  readonly NoOperationTraceWriter: new () => object;
}
