/** What a new rule of a team begins with: the judgement, its page, and a case of each kind. */

/** Texts by path, relative to the rule's folder. */
export function filesOfNewOwnRule(name: string): Readonly<Record<string, string>> {
  const words = name.replaceAll('-', ' ');
  return {
    'rule.ts': RULE,
    'rule.md': `# ${words.charAt(0).toUpperCase()}${words.slice(1)}

One sentence: what is found.

## Why it hurts at scale
What runs out first when load grows, and who says so.

## What to do instead
The other way, in a few lines.

## When to keep it
Where it does no harm: each of these is an \`accepts-…\` folder.
`,
    'fixtures/reports-it-below-a-route/api.ts': REPORTS,
    'fixtures/accepts-it-at-startup/main.ts': ACCEPTS,
  };
}

/** Why this cannot be a rule's name; undefined when it can. */
export function refusalOfName(name: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return `"${name}" is no name for a rule: write lower-case words with hyphens between them.`;
  if (/^(?:disallow|avoid|prefer|require|use)-/.test(name)) return `"${name}" names the cure; name the thing found, so that it reads after "allow".`;
  return undefined;
}

const RULE = `import { defineRule, reportOnPath } from 'tenfold/rules';

export default defineRule({
  scope: 'workspace', // what check is called with: each file, each service, or the workspace
  category: 'async-work',
  tier: 'warning', // or information; advice shows in the audit
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
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
  //            ^^^^^^^^^^^^ fs.readFileSync runs while GET /orders waits.
});
`;

const ACCEPTS = `import { readFileSync } from 'node:fs';

export const orders = readFileSync('orders.json', 'utf8');
`;
