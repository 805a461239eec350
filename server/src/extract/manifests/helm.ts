/**
 * Templates of a Helm chart as the YAML they make with the values that the chart comes with: as much of the language as says what runs, how many and with which
 * settings. What cannot be worked out is left out; no helper is run. Lines stay where they are until a list is filled in, so that what is found can be pointed at.
 *
 * https://helm.sh/docs/chart_template_guide/
 */

import type { YamlView } from './yaml-view.ts';

/** One installation of a chart: under its own name, or under each name by which the chart around it brings it in. */
export interface Release {
  readonly name: string;
  /** Looked into in this order. */
  readonly values: readonly YamlView[];
}

export function filledTemplate(text: string, release: Release): string {
  const blocks: Block[] = [];
  return withoutComments(text).split('\n').map((line) => {
    const alone = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(line)?.[1];
    const only = alone === undefined ? undefined : expressionIn(alone);
    if (only !== undefined && steps(only, blocks, release)) return '';
    if (blocks.some(({ isShown }) => !isShown)) return '';
    const dot = blocks.findLast((block) => block.dot !== undefined)?.dot;
    const block = only === undefined ? undefined : blockOf(valueOf(only, release, dot), only);
    if (block !== undefined) return block;
    const filled = line.replace(/\{\{([^{}]*)\}\}/g, (_whole, inner: string) => textOf(valueOf(expressionIn(inner), release, dot), inner));
    return filled.replace(/\{\{.*$/, '').replaceAll(`${RELEASE}-`, '').replaceAll(RELEASE, release.name);
  }).join('\n');
}

/** Longer ones are no settings. */
const LONGEST = 500;

/** `- .Values.a -` is `.Values.a`. */
function expressionIn(inner: string): string {
  return inner.length > LONGEST ? '' : inner.replace(/^-/, '').replace(/-$/, '').trim();
}

/** Their lines stay. */
function withoutComments(text: string): string {
  let rest = text;
  let kept = '';
  for (;;) {
    const start = rest.search(/\{\{-? ?\/\*/);
    const end = start < 0 ? -1 : rest.indexOf('*/', start);
    const close = end < 0 ? -1 : rest.indexOf('}}', end);
    if (close < 0) return kept + rest;
    kept += rest.slice(0, start) + rest.slice(start, close).replace(/[^\n]/g, '');
    rest = rest.slice(close + 2);
  }
}

/** Stands for the release's name: what is called `shop-orders` in a release of `shop` is `orders`, as it is everywhere else. */
const RELEASE = '\u0000';

interface Block {
  isShown: boolean;
  /** One of its branches was shown. */
  wasShown: boolean;
  /** What `.` stands for. */
  readonly dot?: Value;
}

type Value = YamlView | string | undefined;

/** Opens, turns or closes a block; false for what stands alone and is a value. */
function steps(expression: string, blocks: Block[], release: Release): boolean {
  const [, keyword = '', rest = ''] = /^([$\w]+)\s*(.*)$/s.exec(expression) ?? [];
  const dot = blocks.findLast((block) => block.dot !== undefined)?.dot;
  const last = blocks.at(-1);
  switch (keyword) {
    case 'if':
      blocks.push(branch(isTrue(rest, release, dot)));
      return true;
    case 'with':
      blocks.push({ ...branch(isSomething(valueOf(rest, release, dot))), dot: valueOf(rest, release, dot) });
      return true;
    // What is made once for each element is not looked at, nor what other templates call.
    case 'range':
    case 'define':
    case 'block':
      blocks.push({ isShown: false, wasShown: true });
      return true;
    case 'else': {
      const asked = /^(?:if|with)\s+(.*)$/s.exec(rest)?.[1];
      if (last) last.isShown = !last.wasShown && (asked === undefined || isTrue(asked, release, dot));
      if (last?.isShown) last.wasShown = true;
      return true;
    }
    case 'end':
      blocks.pop();
      return true;
    default:
      return keyword.startsWith('$') || keyword === 'fail' || keyword === 'required' || (keyword === 'include' && !/name/i.test(rest));
  }
}

function branch(isShown: boolean): Block {
  return { isShown, wasShown: isShown };
}

/** Unknown is taken for true: what a chart can do is what it is read for. */
function isTrue(expression: string, release: Release, dot: Value): boolean {
  const [, word, rest = ''] = /^\(?\s*(not|and|or|eq|ne|gt|semverCompare|\.Capabilities\S*|hasKey|empty)\b\s*(.*)$/s.exec(expression.trim()) ?? [];
  const operands = rest.match(/\([^()]*\)|"[^"]*"|\S+/g)?.map((each) => each.replace(/^\(|\)+$/g, '')) ?? [];
  if (word === undefined) return /^\(?[.$]/.test(expression.trim()) ? isSomething(valueOf(expression, release, dot)) : true;
  if (word === 'not') return operands.length === 0 || !isTrue(operands.join(' '), release, dot);
  if (word === 'and') return operands.every((each) => isTrue(each, release, dot));
  if (word === 'or') return operands.some((each) => isTrue(each, release, dot));
  if (word === 'eq' || word === 'ne') {
    const [a, b] = operands.map((each) => textOf(valueOf(each, release, dot), each));
    return (a === b) === (word === 'eq');
  }
  return true;
}

function isSomething(value: Value): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string') return value !== '' && value !== 'false' && value !== '0';
  return value.kind === 'text' ? value.text !== '' && value.text !== 'false' && value.text !== '0' : value.entries.length + value.items.length > 0;
}

/** `.Values.image.tag | default "latest" | quote`. */
function valueOf(expression: string, release: Release, dot: Value): Value {
  const [first = '', ...pipes] = expression.split('|').map((each) => each.trim());
  let value = termOf(first, release, dot);
  for (const pipe of pipes) {
    const fallback = /^default\s+(.+)$/s.exec(pipe)?.[1];
    if (fallback !== undefined && !isSomething(value)) value = termOf(fallback, release, dot);
  }
  return value;
}

function termOf(written: string, release: Release, dot: Value): Value {
  const term = written.replace(/^\(+|\)+$/g, '').trim();
  const literal = /^"([^"]*)"$|^(\d+)$/.exec(term);
  if (literal) return literal[1] ?? literal[2];
  if (term === '.') return dot;
  const values = /^\$?\.Values((?:\.[\w-]+)+)$/.exec(term)?.[1]?.slice(1).split('.');
  if (values) return release.values.map((each) => each.get(...values)).find((each) => each !== undefined && each.kind !== 'nothing');
  const below = /^((?:\.[\w-]+)+)$/.exec(term)?.[1];
  if (below !== undefined && dot !== undefined && typeof dot !== 'string') return dot.get(...below.slice(1).split('.'));
  if (/^\$?\.(?:Chart|Release)\.Name$/.test(term) || /^include\s+"[^"]*name"/i.test(term)) return RELEASE;
  const fallback = /^default\s+(\S+)\s+(\S+)$/.exec(term);
  if (fallback) return [termOf(fallback[2] ?? '', release, dot), termOf(fallback[1] ?? '', release, dot)].find(isSomething);
  const wrapped = /^(?:toYaml|quote|squote|tpl|toString|int|trunc\s+\d+|lower)\s+(.+)$/s.exec(term)?.[1];
  return wrapped === undefined ? undefined : termOf(wrapped.split(/\s+(?:\.|\$)$/)[0] ?? '', release, dot);
}

function textOf(value: Value, expression: string): string {
  const text = value === undefined ? '' : typeof value === 'string' ? value : flowOf(value, 0);
  const isQuoted = /\|\s*s?quote\b|^s?quote\b/.test(expression) && !text.startsWith('"');
  return isQuoted ? JSON.stringify(text) : text;
}

/** `{{- toYaml .Values.env | nindent 12 }}` alone on its line: beside entries that the template writes itself, a list or a map has to be one of lines too. */
function blockOf(value: Value, expression: string): string | undefined {
  const indent = /\bn?indent\s+(\d+)/.exec(expression)?.[1];
  if (indent === undefined) return undefined;
  if (value === undefined) return '';
  const lines = typeof value === 'string' || value.kind === 'text' ? [textOf(value, expression)] : entriesOf(value);
  return lines.map((each) => `${' '.repeat(Number(indent))}${each}`).join('\n');
}

function entriesOf(view: YamlView): readonly string[] {
  return view.kind === 'map' ? view.entries.map(([key, each]) => `${JSON.stringify(key)}: ${valued(each, 0)}`) : view.items.map((each) => `- ${valued(each, 0)}`);
}

const DEEPEST = 12;

/** On one line, as JSON, which is YAML too. */
function flowOf(view: YamlView, depth: number): string {
  if (depth > DEEPEST) return '';
  if (view.kind === 'map') return `{${view.entries.map(([key, each]) => `${JSON.stringify(key)}: ${valued(each, depth)}`).join(', ')}}`;
  if (view.kind === 'list') return `[${view.items.map((each) => valued(each, depth)).join(', ')}]`;
  return view.text ?? '';
}

function valued(view: YamlView, depth: number): string {
  return view.kind === 'text' && view.number === undefined ? JSON.stringify(view.text ?? '') : flowOf(view, depth + 1) || 'null';
}
