import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { filesReachedBy, isServing, packagesImportedBy, workloadsOfService } from '../../kit/deployed-service.ts';
import { ofEachFile } from '../../kit/of-each-file.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { QuickFix } from '../../model/finding.ts';
import type { FilePath } from '../../model/source.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'service',
  category: 'statelessness',
  tier: 'information',
  options: {},

  *check(service, codebase) {
    if (!isServing(codebase, service) || isStoppedByPlatform(codebase, service)) return;
    const reached = filesReachedBy(codebase, service);
    if ([...packagesImportedBy(codebase, reached)].some((name) => LIBRARIES.test(name))) return;
    if ([...signalled.all(codebase).keys()].some((file) => reached.has(file))) return;

    for (const { file, fact, label, index } of listens.among(codebase, service.files)) {
      yield {
        at: { file, span: fact.nameSpan },
        message: `${label} starts ${service.name}, and nothing finishes its open requests when the platform stops it with SIGTERM.`,
        confidence: 'likely',
        evidenceIs: 'related',
        data: { call: index },
      };
      return;
    }
  },

  fix,
});

const LIBRARIES = /^(http-terminator|stoppable|@godaddy\/terminus|lightship|close-with-grace|fastify-graceful-shutdown|http-graceful-shutdown|node-graceful-shutdown|death|signal-exit|exit-hook|async-exit-hook|express-graceful-exit|server-destroy|@moebius\/http-graceful-shutdown|nestjs-graceful-shutdown|@adonisjs\/core|@tygra\/nestjs-graceful-shutdown|@hapi\/\S*exit\S*)/;

function isStoppedByPlatform(codebase: Codebase, service: Service): boolean {
  const workloads = workloadsOfService(codebase, service);
  return workloads.length > 0 && workloads.every(({ platform, hasAutoscaler }) => platform === 'serverless' || (platform === 'platform' && hasAutoscaler));
}

/** Any call or list that names SIGTERM, or switches on a framework's own hooks. */
const signalled = ofEachFile((own, { isOffline }): true | undefined => {
  if (isOffline(own.file)) return undefined;
  const isHook = ({ callee }: CallFact): boolean => callee.kind === 'member' && callee.name === 'enableShutdownHooks';
  const written = [...own.calls.flatMap((call) => call.arguments), ...own.loops.map(({ over }) => over), ...own.bindings.map(({ value }) => value), ...own.calls.map(({ callee }) => (callee.kind === 'member' ? callee.of : undefined))];
  return own.calls.some(isHook) || written.some((each) => each !== undefined && namesSignal(each)) || undefined;
});

function namesSignal(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.value === 'SIGTERM';
  return (expression.kind === 'array' || expression.kind === 'object' || expression.kind === 'either') && partsOf(expression).some((part) => namesSignal(part));
}

interface Listening {
  readonly file: FilePath;
  readonly fact: CallFact;
  readonly index: number;
  readonly label: string;
}

const listens = ofEachFile((own, { calls, isOffline }): Listening | undefined => {
  if (isOffline(own.file)) return undefined;
  for (const [index, fact] of own.calls.entries()) {
    const name = fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
    if (!/^(listen|listenAsync|start|serve|startStandaloneServer|bindAsync)$/.test(name)) continue;
    const call = calls.callAt(own.file, index);
    if (call?.operation?.kind === 'listen' && !call.isGuessed && !call.operation.traits.includes('health-check')) return { file: own.file, fact, index, label: call.operation.label };
  }
  return undefined;
});

/** Nest: one line before it listens. Others: `const server =` in front, one line behind. */
function* fix({ at, data }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
  const facts = codebase.facts.get(at.file);
  const text = textOf(at.file);
  const fact = typeof data?.['call'] === 'number' ? facts?.calls[data['call']] : undefined;
  if (!facts || text === undefined || fact?.callee.kind !== 'member') return;
  const start = facts.lineStarts.findLast((each) => each <= fact.span[0]) ?? 0;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const end = fact.span[1] + (/^[ \t]*;/.exec(text.slice(fact.span[1]))?.[0].length ?? 0);
  if (isNest(facts)) {
    const app = fact.callee.of.kind === 'name' ? fact.callee.of.name : undefined;
    if (app !== undefined && text.slice(start, fact.span[0]).trim() === 'await') yield { title: 'Let Nest close what is open when it is stopped', safety: 'suggestion', edits: [{ file: at.file, span: [start, start], newText: `${indent}${app}.enableShutdownHooks();${newLine}` }] };
    return;
  }
  if (!facts.imports.some(({ specifier }) => /^(express|koa|polka|(node:)?https?)$/.test(specifier))) return;
  const title = 'Finish open requests when it is stopped';
  const assigned = /^(?:export )?(?:const|let|var) (\w+)(?:\s*:[^=]+)? = $/.exec(text.slice(start, fact.span[0]).trimStart())?.[1];
  if (assigned !== undefined) yield { title, safety: 'suggestion', edits: [{ file: at.file, span: [end, end], newText: closing(assigned, indent, newLine) }] };
  else if (fact.use === 'dropped' && text.slice(start, fact.span[0]).trim() === '' && !facts.bindings.some(({ name }) => name === 'server')) {
    yield { title, safety: 'suggestion', edits: [{ file: at.file, span: [fact.span[0], fact.span[0]], newText: 'const server = ' }, { file: at.file, span: [end, end], newText: closing('server', indent, newLine) }] };
  }
}

function closing(server: string, indent: string, newLine: string): string {
  return `${newLine}${indent}process.once('SIGTERM', () => ${server}.close());`;
}

function isNest({ imports }: FileFacts): boolean {
  return imports.some(({ specifier }) => specifier === '@nestjs/core');
}
