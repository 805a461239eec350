/** Tells code that serves no request by its path: tests, scripts, seeds, migrations, build and config files, examples, agents' scripts, stand-ins. */

const OFFLINE_FOLDERS = new Set([
  '__tests__', '__test__', '__mocks__', '__fixtures__', '__snapshots__', 'test', 'tests', 'spec', 'specs', 'e2e', 'cypress', 'playwright', 'testing', 'test-utils',
  'fixtures', 'mocks', 'scripts', 'script', 'seed', 'seeds', 'seeders', 'seeding', 'migrations', 'migration', 'migrate', 'benchmark', 'benchmarks', 'bench',
  'example', 'examples', 'demo', 'demos', 'docs', 'stories', 'storybook', '.storybook', '.github', '.vscode', 'tools', 'tooling', 'devtools', 'codemods', 'generators', 'k6', 'load-tests', 'loadtest',
]);

/** What coding agents keep for themselves on a developer's machine, and what stands in for another service there. */
const STANDS_IN = [/^\.(?:claude|cursor|agents?|codex|gemini|windsurf|opencode|continue|aider|devcontainer|husky|circleci|gitlab)$/, /^[\w.-]+-(?:stub|mock)$/, /^(?:stub|mock|fake)-(?:[\w-]+-)?(?:server|service|api|backend)s?$/];

const OFFLINE_FILES = [
  /\.(?:test|tests|spec|specs|e2e|bench|benchmark|stories|story|mock|mocks|fixture|fixtures|cy|seed|config|conf|setup|migration)\.[cm]?[jt]sx?$/i,
  /(?:^|\/)(?:gulpfile|gruntfile|rollup|webpack|vite|vitest|jest|babel|karma|ecosystem|next|nuxt|svelte|tailwind|postcss|eslint|prettier|commitlint|knexfile|drizzle|playwright|cypress|metro|turbo|tsup|esbuild|\.eslintrc|\.prettierrc)(?:\.[\w-]+)*\.[cm]?[jt]s$/i,
  /(?:^|\/)(?:setupTests|jest\.setup|test-setup|seed|seeder|seeds|migrate)\.[cm]?[jt]sx?$/,
  /(?:^|[-_./])(?:e2e|test|spec)s?\.[cm]?[jt]sx?$/,
  // Served to developers: what would be mailed, the pages as they are built.
  /(?:^|\/)dev-?(?:mailbox|server|login|proxy)\.[cm]?[jt]sx?$/i,
  // What a generator fills in.
  /\.(?:template|tmpl|tpl)\.[cm]?[jt]sx?$/i,
];

/** `path` is relative to the workspace, with `/`. */
export function isOfflinePath(path: string): boolean {
  const parts = path.split('/');
  const folders = parts.slice(0, -1);
  // A product may have a playground of its own, below its sources; one beside them is for trying things out.
  const source = folders.indexOf('src');
  if (folders.slice(0, source < 0 ? 2 : source).some((folder) => TRIED_OUT.has(folder.toLowerCase()) && !folders.includes('app'))) return true;
  if (folders.some((folder) => STANDS_IN.some((pattern) => pattern.test(folder.toLowerCase())))) return true;
  if (folders.some((folder, index) => OFFLINE_FOLDERS.has(folder.toLowerCase()) && !isRoute(folders, index))) return true;
  return OFFLINE_FILES.some((pattern) => pattern.test(path));
}

const TRIED_OUT = new Set(['playground', 'playgrounds', 'dev-server']);

const FEATURE_NAMES = new Set(['docs', 'demo', 'tools', 'example', 'benchmark', 'benchmarks']);

/** Below a folder of routes or modules, `test` and `docs` are names of features: `routes/docs`, `app/api/seed`. */
function isRoute(folders: readonly string[], index: number): boolean {
  const name = folders[index]?.toLowerCase() ?? '';
  // `controllers/migration` and a route of that name take over what people bring; `apps/api/migrations` changes tables.
  if (name === 'migration' || name === 'migrations') return /(?:^|\/)(?:pages\/api(?:\/.*)?|controllers|routes|v\d+)$/.test(folders.slice(0, index).join('/'));
  if (!FEATURE_NAMES.has(name)) return false;
  // Funds are held against a benchmark; a benchmark of the code stands beside its sources.
  if (name.startsWith('benchmark') && !folders.slice(0, index).includes('src')) return false;
  return folders.slice(0, index).some((folder) => ['routes', 'api', 'app', 'pages', 'controllers', 'modules', 'features'].includes(folder.toLowerCase()));
}
