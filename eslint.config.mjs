/** Lint of our own code: what the compiler cannot see and a reviewer should not have to. */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const NOT_OURS = ['dist/', 'node_modules/', '**/fixtures/**', 'test-fixtures/', '**/*.generated.*', '**/*.d.ts', '.vscode-test/'];

const KEPT_STATE = { selector: 'Program > VariableDeclaration[kind="let"]', message: 'Nothing is kept between calls at module level; pass it in or put it in the Session.' };
const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'A thing has one name everywhere; only a rule is a default export.' };

const SPAN_AS_OBJECT = { selector: 'BinaryExpression[operator=/^[!=]==$/] > MemberExpression.left[property.name=/^(span|nameSpan|bodySpan|specifierSpan)$/]', message: 'A session makes a span anew each time it is asked for: ask sameSpan.' };

/** Whatever differs from run to run has no place in a judgement. */
const AMBIENT = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'A rule has no clock: the same code gives the same findings.' },
  { selector: "NewExpression[callee.name='Date']", message: 'A rule has no clock: the same code gives the same findings.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'A rule throws no dice: the same code gives the same findings.' },
];

export default tseslint.config(
  { ignores: NOT_OURS },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    rules: {
      // The compiler knows better what is defined.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['server/src/**/*.ts', 'client/src/**/*.ts', 'rules/{kit,model,knowledge}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', KEPT_STATE, DEFAULT_EXPORT, SPAN_AS_OBJECT] } },
  { files: ['rules/**/*.ts'], rules: { 'no-restricted-syntax': ['error', KEPT_STATE, SPAN_AS_OBJECT, ...AMBIENT] } },
  { files: ['rules/{kit,model,knowledge}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', KEPT_STATE, DEFAULT_EXPORT, SPAN_AS_OBJECT, ...AMBIENT] } },
  {
    // Where work is asynchronous, a promise nobody waits for swallows its error. These rules ask the type checker, so they run only there.
    files: ['server/src/**/*.ts', 'client/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    // The tools speak to a terminal and to Node.
    files: ['**/*.mjs', 'server/{test,build,bench}/**', 'client/test/**'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'URL', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'fetch', 'AbortSignal'].map((name) => [name, 'readonly'])) },
    rules: { 'no-console': 'off' },
  },
);
