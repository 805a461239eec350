/** Puts a message on a queue, with a worker that sends it: in the queue library that the service has already. */

import { namesIn } from '../../kit/data-flow.ts';
import { importedAs, importOf, isFree, styleOf } from '../../kit/edits.ts';
import { modulePlace } from '../../kit/module-place.ts';
import { movedSpecifier, relativeSpecifier } from '../../kit/relative-specifier.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { queueInUse, type QueueInUse } from './queue-in-use.ts';

export interface QueuedForm {
  /** `mailQueue`. */
  readonly queue: string;
  readonly edits: readonly TextEdit[];
}

/** What cannot be written down for a worker: files, streams, components. */
const NOT_DATA = /^(?:attachments|alternatives|icalEvent|raw|react|stream|file|files|media|agent|signal)$/;

/** Only for a message sent by a client of the module, written in place and awaited as a statement; undefined otherwise. */
export function queuedForm(codebase: Codebase, textOf: (file: FilePath) => string | undefined, facts: FileFacts, { fact, operation }: Call): QueuedForm | undefined {
  const text = textOf(facts.file);
  const [message, ...others] = fact.arguments;
  const known = queueInUse(codebase, facts.file);
  if (text === undefined || !known || message?.kind !== 'object' || others.length > 0 || fact.use !== 'awaited' || !isData(message)) return undefined;
  const wait = /(?:^|\n)[ \t]*(await[ \t]+)$/.exec(text.slice(0, fact.span[0]));
  if (!wait || !/^;?[ \t]*(?:\/\/.*)?(?:\r?\n|$)/.test(text.slice(fact.span[1]))) return undefined;

  const kind = ['sms', 'push', 'chat'].find((each) => operation?.traits.includes(each)) ?? 'mail';
  const queue = `${kind}Queue`;
  const options = servesWorkers(codebase, textOf, known) ? optionsFor(textOf, facts, known) : undefined;
  const at = options && modulePlace(text, facts, [fact.callee, ...options.local]);
  const imports = options && importsOf(text, facts, known);
  if (!at || !imports || !isFree(text, queue) || isTaken(codebase, kind)) return undefined;

  const { newLine, quote, semicolon } = styleOf(text, facts);
  const name = `${quote}${kind}${quote}`;
  const given = options.text === undefined ? '' : `, ${options.text}`;
  const send = `async (job) => ${text.slice(fact.span[0], fact.nameSpan[1])}(job.data)`;
  const worker = known.library === 'bullmq' ? `new ${imports.worker}(${name}, ${send}${given})` : `${queue}.process(${send})`;
  const lines = [`const ${queue} = new ${imports.queue}(${name}${given})${semicolon}`, '// Sends beside the requests; it can move to a process of its own.', `${worker}${semicolon}`];
  const { file } = facts;
  const declared: TextEdit = { file, span: [at.offset, at.offset], newText: `${at.isApart ? newLine : ''}${lines.map((line) => `${line}${newLine}`).join('')}` };
  const bulk = known.library === 'bullmq' ? `${queue}.add(${quote}send${quote}, ` : `${queue}.add(`;
  return { queue, edits: [...inOnePlace([...imports.edits, ...options.imports], declared), { file, span: [fact.span[0], message.at[0]], newText: bulk }] };
}

/** Insertions at the same place become one, imports first. */
function inOnePlace(imports: readonly TextEdit[], declared: TextEdit): readonly TextEdit[] {
  const byPlace = new Map<number, TextEdit>();
  for (const edit of [...imports, declared]) {
    const other = byPlace.get(edit.span[0]);
    byPlace.set(edit.span[0], other ? { ...other, newText: other.newText + edit.newText } : edit);
  }
  return [...byPlace.values()];
}

function isData(message: Extract<Expression, { kind: 'object' }>): boolean {
  return message.spreads.length === 0 && message.properties.every(({ name, value }) => !NOT_DATA.test(name) && value.kind !== 'function' && value.kind !== 'class');
}

/** Another queue of the workspace goes by this name: its worker would get jobs it does not know. */
function isTaken({ facts }: Codebase, name: string): boolean {
  return [...facts.values()].some(({ calls }) => calls.some(({ kind, arguments: [first] }) => kind === 'new' && first?.kind === 'literal' && first.value === name));
}

/** A worker refuses a client of its own making that gives up: docs.bullmq.io/guide/connections. */
function servesWorkers(codebase: Codebase, textOf: (file: FilePath) => string | undefined, { home, call, library }: QueueInUse): boolean {
  const [, options] = call.arguments;
  const connection = library === 'bullmq' && options ? codebase.values.propertyOf(home.file, options, 'connection') : undefined;
  const values = connection ? codebase.values.of(connection.file, connection.expression) : [];
  return values.every((value) => {
    if (value.kind !== 'external' || !/^ioredis#/.test(value.origin)) return true;
    const made = value.made && codebase.facts.get(value.made.at.file)?.calls[value.made.call];
    return value.made !== undefined && made !== undefined && textOf(value.made.at.file)?.slice(...made.span).includes('maxRetriesPerRequest') === true;
  });
}

interface Options {
  /** `{ connection }`, as the other queue is given it. */
  readonly text: string | undefined;
  readonly imports: readonly TextEdit[];
  /** Names of this very file that it needs. */
  readonly local: readonly Expression[];
}

/** The other queue's options, with the imports they need here; undefined where something in them cannot be had here. */
function optionsFor(textOf: (file: FilePath) => string | undefined, facts: FileFacts, { home, call, library }: QueueInUse): Options | undefined {
  const source = textOf(home.file);
  const text = textOf(facts.file);
  const [name, options, ...others] = call.arguments;
  if (!options) return library === 'bullmq' ? undefined : { text: undefined, imports: [], local: [] };
  const given = name && 'at' in name ? /^\s*,\s*([^\n]*?)\s*,?\s*\)$/.exec(source?.slice(name.at[1], call.span[1]) ?? '')?.[1] : undefined;
  if (given === undefined || text === undefined || others.length > 0 || given.includes('//')) return undefined;
  const imports: TextEdit[] = [];
  for (const { name: each, binding } of namesIn(home, options)) {
    const own = binding === undefined ? undefined : home.bindings[binding];
    if (!own) continue;
    if (own.in !== 0) return undefined;
    if (home.file === facts.file) continue;
    const from = broughtIn(home, own) ?? exportedAs(home, facts, each);
    if (!from) return undefined;
    const here = importedAs(facts, from.name, [from.specifier]);
    if (here === each) continue;
    if (here !== undefined || !isFree(text, each) || (from.name !== each && from.name !== 'default')) return undefined;
    imports.push(importOf(text, facts, each, movedSpecifier(from.in, from.specifier, facts.file), from.name === 'default' ? 'default' : 'named'));
  }
  return { text: given, imports, local: home.file === facts.file ? [options] : [] };
}

function broughtIn(home: FileFacts, { import: from, value }: FileFacts['bindings'][number]) {
  if (from) return from.name === '*' ? undefined : { name: from.name, specifier: from.specifier, in: home.file };
  if (value?.kind === 'member' && value.of.kind === 'module') return { name: value.name, specifier: value.of.specifier, in: home.file };
  return value?.kind === 'module' ? { name: 'default', specifier: value.specifier, in: home.file } : undefined;
}

function exportedAs(home: FileFacts, facts: FileFacts, name: string) {
  const isExported = home.exports.some((each) => each.kind === 'local' && each.name === name && !each.isTypeOnly);
  return isExported ? { name, specifier: relativeSpecifier(facts, home.file), in: facts.file } : undefined;
}

/** The names under which this file has, or gets, what makes queues and workers. */
function importsOf(text: string, facts: FileFacts, { library }: QueueInUse) {
  const edits: TextEdit[] = [];
  const named = (name: string, as: 'named' | 'default'): string | undefined => {
    const known = importedAs(facts, as === 'default' ? 'default' : name, [library]);
    if (known !== undefined) return known;
    if (!isFree(text, name)) return undefined;
    edits.push(importOf(text, facts, name, library, as));
    return name;
  };
  const queue = named('Queue', library === 'bull' ? 'default' : 'named');
  const worker = library === 'bull' ? '' : named('Worker', 'named');
  if (queue === undefined || worker === undefined) return undefined;
  // Two names for one import statement are written as one.
  const [first, second] = edits;
  const isOne = first && second && first.span[0] === second.span[0];
  return { queue, worker, edits: isOne ? [{ ...first, newText: together(first.newText, second.newText) }] : edits };
}

function together(first: string, second: string): string {
  return /^(?:import|const) \{/.test(first) ? first.replace('{ Queue }', '{ Queue, Worker }') : first + second;
}
