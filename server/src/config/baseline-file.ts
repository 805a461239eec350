/** Reads and writes tenfold.baseline.json: one finding a line, in the order of files, so that branches merge and people can read it. */

import { Ajv, type ValidateFunction } from 'ajv';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { BaselineEntry } from '../../../rules/model/baseline.ts';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { filePath, lineStartsOf, rangeOf, type Span } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { readJson } from '../platform/json-text.ts';
import schema from '../../schemas/baseline.schema.json' with { type: 'json' };

export const BASELINE_NAME = 'tenfold.baseline.json';
const HERE = filePath(BASELINE_NAME);

/** Old, large codebases have the most to live with. Bytes. */
const LARGEST = 50_000_000;

export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

/** Undefined where there is none. One of the wrong form covers nothing, and a problem says why. */
export async function readBaseline(root: string, fs: FileSystem): Promise<Outcome<Baseline | undefined>> {
  const read = await fs.readText(`${root}/${BASELINE_NAME}`, LARGEST);
  if (read.ok) return baselineFrom(read.text);
  return { value: undefined, problems: read.why === 'missing' ? [] : [{ kind: 'invalid-setting', message: `${BASELINE_NAME} cannot be read, so every finding counts as new.`, file: HERE }] };
}

export function baselineFrom(text: string): Outcome<Baseline | undefined> {
  const lineStarts = lineStartsOf(text);
  const problemAt = (message: string, [start, end]: Span): Outcome<undefined> => ({ value: undefined, problems: [{ kind: 'invalid-setting', message: `${BASELINE_NAME} ${message}, so every finding counts as new. Write it anew with tenfold baseline.`, file: HERE, range: rangeOf(lineStarts, [start, end]) } satisfies Problem] });
  const { tree, value, error } = readJson(text);
  if (!tree || error) return problemAt(/^(<{7}|={7}|>{7})/m.test(text) ? 'holds a merge conflict' : `${error?.is ?? 'is empty'} here`, error?.span ?? [0, 0]);
  const validate = validator();
  if (!validate(value)) {
    const [complaint] = validate.errors ?? [];
    const node = complaint ? findNodeAtLocation(tree, complaint.instancePath.split('/').slice(1).map((part) => (/^\d+$/.test(part) ? Number(part) : part))) : undefined;
    return problemAt(`has another form than this version of Tenfold reads (${complaint?.message ?? 'unknown'})`, spanOf(node ?? tree));
  }
  const nodes = findNodeAtLocation(tree, ['findings'])?.children ?? [];
  const entries = value.findings.map(({ rule, file, ...rest }, index): BaselineEntry => {
    const node = nodes[index];
    return { in: '', ...rest, rule, file: filePath(file), ...(node && { at: rangeOf(lineStarts, spanOf(node)) }) };
  });
  return { value: { entries }, problems: [] };
}

export function baselineText(entries: readonly BaselineEntry[]): string {
  const sorted = [...entries].sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.in, b.in) || compare(a.about, b.about) || compare(a.fingerprint, b.fingerprint));
  const lines = sorted.map(({ rule, file, in: within, about, says, shape, fingerprint }) => `    ${JSON.stringify({ file, rule, ...(within !== '' && { in: within }), about, says, shape, fingerprint })}`);
  return `{\n  "$schema": "https://unpkg.com/tenfold/dist/baseline.schema.json",\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

interface Written {
  readonly findings: readonly (Omit<BaselineEntry, 'file' | 'in' | 'at'> & { readonly file: string; readonly in?: string })[];
}

/** Compiled at its first use: that takes a quarter of the time of a check that finds nothing changed, and most codebases have no baseline. */
function validator(): ValidateFunction<Written> {
  const known = VALIDATORS.get(schema) ?? new Ajv({ strict: false }).compile<Written>(schema);
  VALIDATORS.set(schema, known);
  return known;
}

const VALIDATORS = new WeakMap<object, ValidateFunction<Written>>();

function spanOf({ offset, length }: Node): Span {
  return [offset, offset + length];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
