/** `npm run new-rule <name>`: makes the folder of a rule, with a first case that fails until the judgement is written. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HEADINGS } from '../../rules/kit/prose.ts';

const catalogFolder = join(import.meta.dirname, '../../rules/catalog');

/** Texts by path, relative to the rule's folder. */
export function filesOfNewRule(name: string): Readonly<Record<string, string>> {
  return {
    'rule.ts': RULE,
    'rule.md': pageOf(name),
    'fixtures/reports-it-below-a-route/api.ts': REPORTS,
    'fixtures/accepts-it-at-startup/main.ts': ACCEPTS,
  };
}

/** Why this cannot be a rule's name; undefined when it can. */
export function refusal(name: string | undefined, isTaken: (name: string) => boolean): string | undefined {
  if (name === undefined) return 'Give the rule a name: npm run new-rule <name>. The name is the thing found, and reads after "allow".';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return `${name} is not a name: write lower-case words with hyphens between them.`;
  if (/^(?:disallow|avoid|prefer|require|use)-/.test(name)) return `${name} names the cure; name the thing found, so that it reads after "allow".`;
  return isTaken(name) ? `rules/catalog/${name} exists already.` : undefined;
}

const RULE = `import { defineRule } from '../../kit/define-rule.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      // What a call does is said in rules/model/operations.ts.
      if (call.operation?.kind !== 'blocking' || codebase.isOffline(call.file)) continue;

      yield reportOnPath(codebase, reached, {
        message: \`\${call.operation.label} runs while \${path.entryPoint.label} waits.\`,
      });
    }
  },
});
`;

const REPORTS = `import express from 'express';
import { readFileSync } from 'node:fs';

const app = express();

app.get('/orders', (request, response) => {
  response.json(readFileSync('orders.json', 'utf8'));
  //            ^^^^^^^^^^^^ What does the rule say here, with the names of this code?
});
`;

const ACCEPTS = `import { readFileSync } from 'node:fs';

export const orders = readFileSync('orders.json', 'utf8');
`;

function pageOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return `# ${words.charAt(0).toUpperCase()}${words.slice(1)}

One sentence: what is found.

## ${HEADINGS.why}
What runs out first when load grows, and who says so (a source).

## ${HEADINGS.instead}
The other way, in a few lines of code.

## ${HEADINGS.keep}
Where it does no harm: each of these is an \`accepts-…\` folder.
`;
}

function makeRule(): void {
  const [name] = process.argv.slice(2);
  const reason = refusal(name, (each) => existsSync(join(catalogFolder, each)));
  if (name === undefined || reason !== undefined) {
    process.stderr.write(`${reason ?? ''}\n`);
    process.exitCode = 1;
    return;
  }
  for (const [path, text] of Object.entries(filesOfNewRule(name))) {
    const file = join(catalogFolder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  process.stdout.write(`Made rules/catalog/${name}. Write what it says into fixtures/reports-it-below-a-route, then the judgement into rule.ts, and run

    npm test -- ${name}

How rules are written: rules/CONTRIBUTING.md.
`);
}

if (process.argv[1] === import.meta.filename) makeRule();
