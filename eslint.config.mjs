/** Lint of our own code: what the compiler cannot see and a reviewer should not have to. */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const NOT_OURS = ['dist/', 'node_modules/', '**/fixtures/**', 'test-fixtures/', '**/*.generated.*', '**/*.d.ts', '.vscode-test/'];

/** Whatever differs from run to run has no place in a judgement. */
const AMBIENT_IN_RULES = [
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
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', { selector: 'Program > VariableDeclaration[kind="let"]', message: 'Nothing is kept between calls at module level; pass it in or put it in the Session.' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['rules/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...AMBIENT_IN_RULES, { selector: 'Program > VariableDeclaration[kind="let"]', message: 'A rule keeps nothing between runs.' }],
    },
  },
  {
    // The test tools speak to a terminal and to Node.
    files: ['**/*.mjs', '**/*.cjs', 'server/test/**', 'client/test/**', 'server/build/**', 'server/bench/**'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', URLSearchParams: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', Buffer: 'readonly', require: 'readonly', module: 'writable', fetch: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
);
