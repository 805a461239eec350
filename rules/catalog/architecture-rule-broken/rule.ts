import { defineRule, type Report, type Step } from '../../kit/define-rule.ts';
import { shortName, shortNames } from '../../kit/short-name.ts';
import type { Breach } from '../../model/architecture.ts';
import type { Codebase } from '../../model/codebase.ts';
import { filePath, type FilePath, type Site } from '../../model/source.ts';

/** Of a long circle, the first are enough to see where it goes. */
const MOST_STEPS = 24;

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'warning',
  options: {},
  seesAll: ({ hasBreachesUnseen }) => hasBreachesUnseen !== true,

  *check(_workspace, codebase) {
    for (const breach of codebase.breaches ?? []) {
      const at = placeOf(codebase, breach);
      // What was judged a moment ago is no longer written there.
      if (!at) continue;
      yield reportOf(codebase, breach, at);
    }
  },
});

function reportOf(codebase: Codebase, breach: Breach, at: Site): Report {
  const { rule, comment, severity, via } = breach;
  const does = said(codebase, breach);
  return {
    at,
    message: `${does === undefined ? `${shortName(breach.from)} breaks` : `${does}, which breaks`} ${rule}${comment === undefined ? '.' : `: ${ended(comment)}`}`,
    confidence: 'certain',
    severity: severity === 'warn' ? 'warning' : severity,
    evidence: stepsOver(codebase, breach.from, via),
    evidenceIs: 'path',
    data: { rule },
  };
}

function said({ facts }: Codebase, { kind, from, to, specifier = '.', via }: Breach): string | undefined {
  const isOurs = facts.has(filePath(to));
  // By the name of a package people know better what is meant than by `src/index.ts`.
  const [one, other] = isOurs && specifier.startsWith('.') ? shortNames(from, filePath(to)) : [shortName(from), isOurs ? specifier : outside(to)];
  switch (kind) {
    case 'import':
      return `${one} imports ${other}`;
    case 'circle':
      return `${one} imports ${other} in a circle of ${via.length} ${via.length === 1 ? 'file' : 'files'}`;
    case 'instability':
      return `${one} imports the less stable ${other}`;
    case 'reach':
      return `${one} comes to ${other} through its imports`;
    case 'file':
      return undefined;
    case 'folder':
      return `${from} imports ${to}`;
  }
}

/** `node_modules/express/index.js` is what people call `express`. */
function outside(to: string): string {
  return /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(to)?.[1] ?? to;
}

function ended(comment: string): string {
  const line = comment.trim().replace(/\s+/g, ' ');
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function placeOf(codebase: Codebase, breach: Breach): Site | undefined {
  const { kind, from, to, via } = breach;
  if (kind === 'folder') return firstImportBetween(codebase, from, to);
  if (kind === 'file') return codebase.facts.has(from) ? { file: from, span: [0, 0] } : undefined;
  return importOf(codebase, from, kind === 'reach' ? (via[0] ?? to) : to, breach.specifier);
}

/** dependency-cruiser says `fs` for `node:fs` too. */
function importOf({ facts, modules }: Codebase, from: FilePath, to: string, specifier: string | undefined): Site | undefined {
  const written = facts.get(from)?.imports.find((each) => each.specifier === specifier || each.specifier === `node:${specifier}`);
  const span = written?.specifierSpan ?? modules.dependenciesOf(from).find((each) => each.to === to)?.span;
  return span && { file: from, span };
}

function firstImportBetween({ facts, modules }: Codebase, from: FilePath, to: string): Site | undefined {
  for (const file of facts.keys()) {
    if (!file.startsWith(`${from}/`)) continue;
    const found = modules.dependenciesOf(file).find((each) => each.to.startsWith(`${to}/`));
    if (found) return { file, span: found.span };
  }
  return undefined;
}

/** The walk from file to file, as far as it is known; nothing for a single import, which the finding itself shows. */
function stepsOver(codebase: Codebase, from: FilePath, via: readonly FilePath[]): readonly Step[] {
  const files = [from, ...via].slice(0, MOST_STEPS);
  return files.slice(1).flatMap((file, index): Step[] => {
    const before = files[index] ?? from;
    const at = importOf(codebase, before, file, undefined);
    return at ? [{ at, shows: `${shortName(before)} imports ${shortName(file)}` }] : [];
  });
}
