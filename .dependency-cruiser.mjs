/** The architecture, as rules that run. Each comment is what the offender reads. */
const room = (name) => `^server/src/${name}/`;

/** Rooms in the order the data flows; a room may use none of the others, only the model they share. */
const STAGES = ['discover', 'extract', 'link', 'check', 'refactor', 'audit', 'report'];

/** Each outside library lives in its own rooms, so that replacing it is the work of those rooms. */
const HOME_OF = {
  'ts-morph': '^server/src/(extract/syntax|refactor)/',
  'dependency-cruiser': '^server/src/extract/dependencies/',
  'vscode-languageserver': '^server/src/(lsp/|lsp\\.ts)',
  '@dagrejs/dagre': '^server/src/report/map/',
  'fast-xml-builder': '^server/src/report/xml\\.ts$',
  vscode: '^client/',
};

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third. Find the third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'rules-know-nothing-outside',
      comment: 'A rule judges facts it is given. Fetch the fact in server/src/extract and name it in rules/model.',
      severity: 'error',
      from: { path: '^rules/' },
      to: { pathNot: '^rules/' },
    },
    {
      name: 'a-rule-stands-alone',
      comment: 'Removing a rule must be removing its folder. Share through rules/kit or rules/model.',
      severity: 'error',
      from: { path: '^rules/catalog/([^/]+)/' },
      to: { path: '^rules/catalog/', pathNot: '^rules/catalog/$1/' },
    },
    {
      name: 'the-kit-knows-no-rule',
      comment: 'The kit is what every rule is made with; what only one rule needs lives in the folder of that rule.',
      severity: 'error',
      from: { path: '^rules/(kit|knowledge)/' },
      to: { path: '^rules/catalog' },
    },
    {
      name: 'the-model-comes-first',
      comment: 'The model is the vocabulary; it cannot depend on what is said with it.',
      severity: 'error',
      from: { path: '^rules/model/' },
      to: { pathNot: '^rules/model/' },
    },
    {
      name: 'stages-meet-only-in-the-pipeline',
      comment: 'A stage hands over data, not calls. Wire stages in server/src/pipeline.ts.',
      severity: 'error',
      from: { path: `^server/src/(${STAGES.join('|')})/` },
      to: { path: '^server/src/', pathNot: ['^server/src/$1/', room('platform')] },
    },
    {
      name: 'linking-and-after-are-pure',
      comment: 'From link on we work on what was extracted. If something is missing, extract it.',
      severity: 'error',
      from: { path: '^server/src/(link|check|audit|report)/' },
      to: { path: room('platform') },
    },
    {
      name: 'disk-only-through-the-platform',
      comment: 'Only server/src/platform touches the machine; take a FileSystem as a parameter instead.',
      severity: 'error',
      from: { path: '^(server/src|rules)/', pathNot: [room('platform'), room('cli'), '^server/src/(cli|lsp)\\.ts$'] },
      to: { path: '^(node:)?(fs|child_process|os|net|http|https|worker_threads|process)(/|$)' },
    },
    {
      name: 'client-knows-the-protocol-only',
      comment: 'The client shows what the server found. Ask for it in server/src/protocol.ts.',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { path: '^(server|rules)/', pathNot: '^server/src/protocol\\.ts$' },
    },
    {
      name: 'the-product-needs-no-test',
      comment: 'What ships may not lean on tests, benchmarks or build scripts.',
      severity: 'error',
      from: { path: '^(rules|server/src|client/src)/' },
      to: { path: '^(server/(test|bench|build)|client/test|test-fixtures)/' },
    },
    ...Object.entries(HOME_OF).map(([library, home]) => ({
      name: `${library}-has-one-home`,
      comment: `Only ${home.slice(1)} speaks ${library}; elsewhere use the model.`,
      severity: 'error',
      from: { path: '^(rules|server/src|client/src)/', pathNot: home },
      to: { path: `(^|/)${library}(/|$)`, pathNot: '^(server|client|rules)/' },
    })),
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/fixtures/|^test-fixtures/|\\.d\\.ts$' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'] },
  },
};
