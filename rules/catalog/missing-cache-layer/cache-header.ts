/** Lets browsers and proxies keep an answer that is the same for every caller: `Cache-Control`, as each framework sets it. */

import { importedAs, importOf, indentAt, isFree, behindImports, lineStart, mentionsOf, styleOf } from '../../kit/edits.ts';
import { leadsTo } from '../../kit/leads-to.ts';
import { aboveComments, startsStatement } from '../../kit/starts-statement.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts, FunctionFact } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';
import { contains, type FilePath, type Span } from '../../model/source.ts';
import type { EntryPoint } from '../../model/workspace.ts';

const SECONDS = 60;

/** The response's own name for setting a header, and which parameter the response is. */
const SETTERS: Readonly<Record<string, { readonly method: string; readonly parameter: number; readonly sends: RegExp }>> = {
  express: { method: 'set', parameter: 1, sends: /^(?:json|jsonp|send|render)$/ },
  next: { method: 'setHeader', parameter: 1, sends: /^(?:json|send)$/ },
  node: { method: 'setHeader', parameter: 1, sends: /^end$/ },
  fastify: { method: 'header', parameter: 1, sends: /^send$/ },
  hono: { method: 'header', parameter: 0, sends: /^(?:json|text|html|body)$/ },
};

interface Handler {
  readonly text: string;
  readonly facts: FileFacts;
  readonly index: number;
  readonly fact: FunctionFact;
  /** The header's value, quotes included. */
  readonly value: string;
}

/** Empty where the handler looks at the request, answers in more than one place, or its framework sets headers otherwise. */
export function headerEdits(codebase: Codebase, textOf: (file: FilePath) => string | undefined, entry: EntryPoint): readonly TextEdit[] {
  const { file, index } = partsOfFunctionId(entry.handler);
  const facts = codebase.facts.get(file);
  const text = textOf(file);
  const fact = facts?.functions[index];
  if (!facts || text === undefined || !fact || !/^(?:function|arrow|method)$/.test(fact.kind) || doesMore(codebase, entry)) return [];
  const { quote } = styleOf(text, facts);
  const value = `${quote}${isPublic(codebase, entry, facts, fact) ? 'public' : 'private'}, max-age=${SECONDS}${quote}`;
  const handler: Handler = { text, facts, index, fact, value };
  if (entry.framework === 'nest') return nestEdits(handler);
  if (entry.framework === 'koa') return koaEdits(handler);
  if (entry.framework === 'next' && /(?:^|\/)route\.[cm]?[jt]sx?$/.test(file)) return revalidateEdits(handler);
  const setter = SETTERS[entry.framework];
  const response = setter && fact.parameters[setter.parameter];
  if (!setter || !response || response.binding === undefined || seesRequest(handler, setter.parameter)) return [];
  return beforeSending(handler, response.name, response.binding, setter.method, setter.sends);
}

/** A `GET` that writes, sends or enqueues has to be run each time it is asked for. */
function doesMore(codebase: Codebase, { handler }: EntryPoint): boolean {
  const isDeed = ({ operation, origins }: Call): boolean => (operation !== undefined && /^(?:message|enqueue|transaction|upload|session)$/.test(operation.kind)) || (operation?.kind === 'query' && /^write/.test(operation.action ?? '')) || (operation?.kind === 'outbound' && origins.some((each) => /\.(?:post|put|patch|delete)$/.test(each)));
  return codebase.calls.callsIn(handler).some(isDeed) || leadsTo(codebase, isDeed)(handler) !== undefined;
}

/** Nothing on the way to it and no library of the package tells callers apart. */
function isPublic(codebase: Codebase, { at }: EntryPoint, facts: FileFacts, fact: FunctionFact): boolean {
  const { dependencies } = codebase.packageOf(facts.file);
  const guarded = [...fact.decorators, ...(fact.class === undefined ? [] : (facts.classes[fact.class]?.decorators ?? []))].some((each) => /guard|auth|role/i.test(JSON.stringify(each.kind === 'call' ? facts.calls[each.call] : each)));
  const registration = codebase.facts.get(at.file)?.calls.find(({ nameSpan }) => nameSpan[0] === at.span[0]);
  const hasMiddleware = registration !== undefined && registration.arguments.length > 2;
  return !guarded && !hasMiddleware && ![...dependencies].some((name) => /passport|session|jsonwebtoken|jwt|(?:^|[-/])auth|jose$|clerk|iron-session/.test(name));
}

/** A parameter other than the response is used, so the answer may be the caller's own. */
function seesRequest({ text, facts, fact }: Handler, response: number): boolean {
  const body = text.slice(...fact.bodySpan).replaceAll(/\b[\w$]+\.log\b/g, '');
  return fact.parameters.some((parameter, index) => {
    if (index !== response) return parameter.binding === undefined ? mentionsAny(facts, fact, body, parameter.name) : mentionsOf(body, parameter.name) > 0;
    return new RegExp(`(?<![\\w$.])${parameter.name.replaceAll('$', '\\$')}\\.(?:req|request|params|query|state|user|cookies|session|headers|locals|ip|get|var|host)\\b`).test(body);
  });
}

function mentionsAny({ bindings }: FileFacts, { span, bodySpan }: FunctionFact, body: string, name: string): boolean {
  const taken = bindings.filter((each) => each.kind === 'parameter' && contains(span, each.span) && each.span[1] <= bodySpan[0]);
  return taken.some((each) => mentionsOf(body, each.name) > 0) || name === '';
}

/** `@Header('Cache-Control', …)` above the method, below its other decorators. */
function nestEdits({ text, facts, fact, value }: Handler): readonly TextEdit[] {
  const { newLine, quote } = styleOf(text, facts);
  const known = importedAs(facts, 'Header', ['@nestjs/common']);
  const isPlain = fact.parameters.every(({ decorators }) => decorators.length === 0);
  const last = facts.calls.filter((each) => each.kind === 'decorator' && fact.decorators.some((decorator) => decorator.kind === 'call' && facts.calls[decorator.call] === each)).at(-1);
  const head = text.slice(last?.span[1], fact.nameSpan[0]);
  if (!isPlain || !last || !/^[ \t]*\r?\n/.test(head) || (known === undefined && !isFree(text, 'Header'))) return [];
  const line = lineStart(facts, last.span[0]);
  const at = text.indexOf('\n', last.span[1]) + 1;
  const decorator: TextEdit = { file: facts.file, span: [at, at], newText: `${indentAt(text, facts, line)}@${known ?? 'Header'}(${quote}Cache-Control${quote}, ${value})${newLine}` };
  return known === undefined ? [importOf(text, facts, 'Header', '@nestjs/common'), decorator] : [decorator];
}

/** `context.set(…)` in front of the one `context.body = …`; an error takes the header away again. */
function koaEdits(handler: Handler): readonly TextEdit[] {
  const { text, facts, index, fact, value } = handler;
  const context = fact.parameters[0];
  const bodies = facts.assignments.filter(({ in: owner, target }) => owner === index && isMemberOf(target, context?.binding, /^body$/));
  const [body, ...others] = bodies;
  if (!context || !body || others.length > 0 || body.branch !== undefined || seesRequest(handler, 0)) return [];
  return [statementBefore(text, facts, body.span[0], `${context.name}.set(${quoted(text, facts)}, ${value})`)].flatMap((each) => each ?? []);
}

/** `export const revalidate = 60`: the framework keeps the answer itself. */
function revalidateEdits({ text, facts, fact }: Handler): readonly TextEdit[] {
  if (fact.parameters.some(({ name }) => mentionsOf(text.slice(...fact.bodySpan), name) > 0) || !isFree(text, 'revalidate') || /\b(?:cookies|headers|auth|getServerSession)\(/.test(text)) return [];
  const { newLine, semicolon } = styleOf(text, facts);
  const at = behindImports(text, facts);
  return [{ file: facts.file, span: [at, at], newText: `${newLine}export const revalidate = ${SECONDS}${semicolon}${newLine}` }];
}

/** The header is set once what is sent is there: an error is never kept. */
function beforeSending({ text, facts, index, value }: Handler, name: string, binding: number, method: string, sends: RegExp): readonly TextEdit[] {
  const sent = facts.calls.filter(({ in: owner, callee }) => owner === index && isMemberOf(callee, binding, sends));
  const [send, ...others] = sent;
  const [given] = send?.arguments ?? [];
  if (!send || !given || others.length > 0 || send.branch !== undefined || send.loop !== undefined) return [];
  const statement = /(?:^|\n)[ \t]*(?:return[ \t]+)?(?:await[ \t]+)?$/.exec(text.slice(0, send.span[0]));
  const set = `${name}.${method}(${quoted(text, facts)}, ${value})`;
  if (!statement) return [];
  const start = send.span[0] - statement[0].trimStart().length;
  const waited = waitedFor(text, facts, given, send.span);
  if (!waited) return /\bawait\b/.test(text.slice(...send.span)) ? [] : [statementBefore(text, facts, start, set)].flatMap((each) => each ?? []);
  const answer = ['answer', 'body', 'result'].find((each) => isFree(text, each));
  const first = answer === undefined ? undefined : statementBefore(text, facts, start, `const ${answer} = ${text.slice(...waited)}`, set);
  return first && answer !== undefined ? [first, { file: facts.file, span: waited, newText: answer }] : [];
}

/** `await load()` as all that is sent. */
function waitedFor(text: string, facts: FileFacts, given: Expression, send: Span): Span | undefined {
  const call = given.kind === 'await' && given.of.kind === 'call' ? facts.calls[given.of.call] : undefined;
  const wait = call && /\(\s*(await[ \t]+)$/.exec(text.slice(send[0], call.span[0]));
  return call && wait?.[1] !== undefined && /^\s*,?\s*\)$/.test(text.slice(call.span[1], send[1])) ? [call.span[0] - wait[1].length, call.span[1]] : undefined;
}

function statementBefore(text: string, facts: FileFacts, start: number, ...statements: readonly string[]): TextEdit | undefined {
  const { newLine, semicolon } = styleOf(text, facts);
  if (!startsStatement(text, facts, start)) return undefined;
  const indent = indentAt(text, facts, start);
  const at = aboveComments(text, facts, start);
  return { file: facts.file, span: [at, at], newText: statements.map((each) => `${each}${semicolon}${newLine}${indent}`).join('') };
}

function isMemberOf(target: Expression, binding: number | undefined, name: RegExp): boolean {
  return target.kind === 'member' && target.of.kind === 'name' && target.of.binding !== undefined && target.of.binding === binding && name.test(target.name);
}

function quoted(text: string, facts: FileFacts): string {
  const { quote } = styleOf(text, facts);
  return `${quote}Cache-Control${quote}`;
}
