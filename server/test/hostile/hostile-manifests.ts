/** Files around the code as nobody should write them: bombs, patterns that take for ever, wrong types, names that are code. */

import type { Random } from '../support/random.ts';
import { damaged, MARKUP, nested } from './hostile-text.ts';

/** Each by the path it has in a package. */
export function hostileManifests(random: Random): readonly (readonly [path: string, content: Buffer])[] {
  return Object.entries(MANIFESTS).flatMap(([path, texts]) => {
    // Each of these takes a process of its own.
    if (random.below(path === '.dependency-cruiser.json' ? 12 : 3) === 0 !== (path === '.dependency-cruiser.json')) return [];
    const text = random.pick([...texts, ...ANYTHING]);
    return [[path, random.below(2) === 0 ? Buffer.from(text) : damaged(text, random)] as const];
  });
}

const PATTERN_BOMBS = ['*'.repeat(300), `${'*(a|a)'.repeat(40)}b`, '**/'.repeat(200), `${'{a,b}'.repeat(30)}`, '{1..1000000000}', '+(+(+(+(+(a)))))b', `[${'a-z'.repeat(5000)}`, '!!!!(!(!(a)))', '(a+)+$', '((a|aa)*)*b', '\\', '[', '../../..', '/', '', ' ', 'a'.repeat(100_000)];
const ALIASES = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array<string>(9).fill(`*${'abcdefghij'[index] ?? 'a'}`).join(', ')}]`)].join('\n');
const DEEP_JSON = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
const ANYTHING = ['', '\uFEFF', 'null', '[]', '"text"', '0', '{', '{}', '\0\0\0', DEEP_JSON, '['.repeat(50_000), MARKUP, `${'x'.repeat(400_000)}`, '---\n---\n---\n', ALIASES];

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);
const everyPattern = (random: (pattern: string) => unknown): readonly string[] => PATTERN_BOMBS.map((pattern) => json(random(pattern)));

const MANIFESTS: Readonly<Record<string, readonly string[]>> = {
  'package.json': [
    json({ name: MARKUP, version: 1, dependencies: ['express'], scripts: { start: 7, dev: null }, workspaces: { packages: [{}] }, exports: { '.': { import: ['./a.js', null, { require: '../../../etc/passwd' }] } } }),
    '{ "name": "__proto__", "__proto__": { "name": "x" }, "constructor": 1, "dependencies": { "__proto__": "1" } }',
    ...everyPattern((pattern) => ({ name: pattern, main: pattern, workspaces: [pattern], exports: { [pattern]: pattern }, imports: { [`#${pattern}`]: pattern } })),
  ],
  'tsconfig.json': [
    json({ extends: './tsconfig.json', compilerOptions: { baseUrl: '.', paths: { '*': ['*'] } } }),
    json({ extends: ['../../../../etc/passwd', 7], compilerOptions: { plugins: [{ name: './plugin.js' }], paths: { '@/*': 'src', x: [null] } } }),
    ...everyPattern((pattern) => ({ compilerOptions: { baseUrl: pattern, paths: { [pattern]: [pattern] } } })),
  ],
  'tenfold.json': [
    json({ extends: './tenfold.json', services: [{ name: MARKUP, root: '../../..' }], rules: { __proto__: 'off', 'query-in-loop': [] } }),
    json({ boundaries: { parts: { a: PATTERN_BOMBS }, rules: [{ from: '(a+)+$', mayImport: PATTERN_BOMBS, because: MARKUP }] } }),
    ...everyPattern((pattern) => ({ include: [pattern], exclude: [pattern], overrides: [{ files: [pattern], rules: { 'query-in-loop': 'error' } }], knowledge: [{ library: pattern, packages: [pattern], match: [pattern], kind: 'query', action: 'read-many' }] })),
  ],
  '.dependency-cruiser.json': [...everyPattern((pattern) => ({ forbidden: [{ name: MARKUP, severity: 'error', from: { path: pattern }, to: { path: pattern } }] }))],
  '.gitignore': PATTERN_BOMBS,
  'project.json': [json({ name: MARKUP, projectType: 'application', tags: [{}, MARKUP], targets: { serve: { executor: '@nx/js:node' } } }), json({ projectType: 'library', root: '../..', name: {} })],
  'docker-compose.yml': [
    ALIASES, `services:\n  "${MARKUP}":\n    build: ../../..\n    depends_on: {a: {}, b: [c]}\n    deploy: {replicas: -1e999, resources: []}\n    ports: [{}, "a:b:c"]\n`,
    'services: &s\n  a: *s\n', '<<: *missing\nservices: {<<: [1]}\n', `services:\n${'  a: {image: x}\n'.repeat(5000)}`, 'services: !!js/function "function(){}"\n',
  ],
  'k8s.yaml': [`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: "${MARKUP}"}\nspec: {replicas: .nan, template: {spec: {containers: [7, {env: {a: b}}]}}}\n`, `kind: Deployment\napiVersion: v1\n---\n${'---\n'.repeat(3000)}`, `kind: a\napiVersion: b\n${ALIASES}`],
  '.github/workflows/ci.yml': [`on: [push, {workflow_dispatch: }]\njobs: {"${MARKUP}": {steps: [{run: 7}, null, [x]]}}\n`, 'on: *x\njobs: []\n', ALIASES],
  'serverless.yml': [`provider: {name: aws}\nfunctions: {"${MARKUP}": {handler: ../../x.y.z, events: [{http: 7}, {httpApi: '*'}]}}\n`],
  'schema.prisma': [`model ${MARKUP} {\n  id Int @id\n  @@index([${'a, '.repeat(3000)}])\n}\n`, 'model A { b B[] }\nmodel B { a A[] }\nmodel', `${'model A {\n'.repeat(3000)}`, 'enum {}}}}}}\n@@@@'],
  CODEOWNERS: [PATTERN_BOMBS.map((pattern) => `${pattern} @${MARKUP}`).join('\n')],
  Procfile: [`web: node ${'; '.repeat(5000)}\n${MARKUP}: x`],
  Dockerfile: [`FROM ${MARKUP}\nHEALTHCHECK ${'\\\n'.repeat(3000)}`],
  'openapi.yaml': [`openapi: 3\npaths: {"/${MARKUP}": *a}\n`],
  'migrations/1.sql': [`CREATE INDEX ${'('.repeat(5000)} ON "${MARKUP}" (a, `, `${'CREATE UNIQUE INDEX a ON b (c); '.repeat(3000)}`],
};

/** A source that is nothing but nesting. */
export const nestedSource = (random: Random): Buffer => Buffer.from(nested(random));
