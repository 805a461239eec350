/** Which folder a path lies in, as far as the code tells: its parts, with `$name` for what is configured. */

import { nameOf } from '../../kit/names.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { FilePath } from '../../model/source.ts';

/** Marks where it goes on with something that each request has of its own. */
const OWN = '*';

export interface Place {
  readonly folder: readonly string[];
  /** Of the file, where it is the same for every request. */
  readonly name?: string;
}

/** Undefined where nothing is known of it, or it is a place for what does not last. */
export function placeOf(codebase: Codebase, file: FilePath, path: Expression): Place | undefined {
  const parts = partsOfPath(codebase, file, path, 0);
  const end = parts.indexOf(OWN);
  const known = end < 0 ? parts : parts.slice(0, end);
  // What is named to the end is a file: its folder is what counts.
  const name = end < 0 && /\.\w+$/.test(known.at(-1) ?? '') ? known.at(-1) : undefined;
  const folder = name === undefined ? known : known.slice(0, -1);
  if (folder.length === 0 || folder.some((each) => TEMPORARY.test(each))) return undefined;
  return { folder, ...(name === undefined ? {} : { name }) };
}

const TEMPORARY = /^\$?(?:tmp|temp|tmpdir|os\.tmpdir|tempdir|temporary|.*(?:tmp|temp)(?:file|dir|folder)?(?:path|name)?|cache|\.cache|logs?|node_modules|views|templates?|locales?|migrations?)$/i;

/** `read` is the place written to, or a folder above it; either may say more of where it starts: `uploads` and `public/uploads`. */
export function isWithin(written: Place, read: Place): boolean {
  if (written.name !== undefined && read.name !== undefined && written.name !== read.name) return false;
  if (read.folder.length <= written.folder.length && read.folder.every((part, index) => part === written.folder[index])) return read.name === undefined || read.folder.length === written.folder.length;
  const [shorter, longer] = written.folder.length < read.folder.length ? [written.folder, read.folder] : [read.folder, written.folder];
  return !COMMON.test(shorter.at(-1) ?? '') && shorter.every((part, index) => part === longer[longer.length - shorter.length + index]);
}

/** Says too little to tell one folder from another. */
const COMMON = /^(?:public|data|src|assets|static|files?|images?|img|app|server|lib|www|html|\.)$/i;

export function saysFolder({ folder }: Place): string {
  return folder.map((part) => part.replace(/^\$/, '')).join('/');
}

function partsOfPath(codebase: Codebase, file: FilePath, path: Expression, depth: number): readonly string[] {
  if (depth > 8) return [OWN];
  const facts = codebase.facts.get(file);
  const inside = (each: Expression): readonly string[] => partsOfPath(codebase, file, each, depth + 1);
  switch (path.kind) {
    case 'literal':
      return typeof path.value === 'string' ? path.value.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..') : [OWN];
    case 'template':
      return path.texts.flatMap((text, index) => {
        const parts = text.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
        const hole = path.holes[index];
        // A name that goes on behind the hole is no folder of its own.
        return hole ? [...(text === '' || text.endsWith('/') ? parts : parts.slice(0, -1)), ...(text === '' || text.endsWith('/') ? inside(hole) : [OWN])] : parts;
      });
    case 'operation':
      return path.operator === '+' ? path.operands.flatMap(inside) : [OWN];
    case 'await':
      return inside(path.of);
    case 'either':
      return path.options[0] ? inside(path.options[0]) : [OWN];
    case 'call': {
      const call = facts?.calls[path.call];
      const name = call ? (nameOf(facts, call.callee) ?? '') : '';
      if (/(?:^|\.)(?:join|resolve|normalize|toString|String)$/.test(name)) return call?.arguments.flatMap(inside) ?? [];
      if (/(?:^|\.)(?:cwd|dirname|fileURLToPath)$/.test(name)) return [];
      if (/tmpdir|tmpName|tempy/i.test(name)) return ['$tmp'];
      return givenBy(codebase, file, path, depth) ?? [OWN];
    }
    case 'name':
      return partsOfName(codebase, file, path, depth);
    case 'member': {
      if (path.name === 'path' || path.name === 'filename' || path.name === 'originalname') return [OWN];
      if (path.of.kind === 'this' || path.of.kind === 'name' || path.of.kind === 'member') return followed(codebase, file, path, depth) ?? (SETTING.test(path.name) ? [`$${path.name}`] : [OWN]);
      return [OWN];
    }
    default:
      return [OWN];
  }
}

/** `pathOf(id)`: what a function of ours puts together, where it does so in one way. */
function givenBy(codebase: Codebase, file: FilePath, { call }: Expression & { kind: 'call' }, depth: number): readonly string[] | undefined {
  const callee = codebase.facts.get(file)?.calls[call]?.callee;
  const [value, ...others] = callee ? codebase.values.of(file, callee) : [];
  if (value?.kind !== 'function' || others.length > 0) return undefined;
  const home = partsOfFunctionId(value.function);
  const returns = codebase.facts.get(home.file)?.functions[home.index]?.returns ?? [];
  const [returned] = returns;
  return returned && returns.length === 1 ? partsOfPath(codebase, home.file, returned, depth + 1) : undefined;
}

function partsOfName(codebase: Codebase, file: FilePath, path: Expression & { kind: 'name' }, depth: number): readonly string[] {
  if (/^__(?:dirname|filename)$/.test(path.name)) return [];
  const binding = path.binding === undefined ? undefined : codebase.facts.get(file)?.bindings[path.binding];
  if (binding?.kind === 'const' && binding.value && binding.value.kind !== 'parameter') return partsOfPath(codebase, file, binding.value, depth + 1);
  if (!binding || binding.kind === 'parameter') return followed(codebase, file, path, depth) ?? [OWN];
  return followed(codebase, file, path, depth) ?? (binding.in === 0 && SETTING.test(path.name) ? [`$${path.name}`] : [OWN]);
}

/** Where it stands for one text or path written elsewhere. */
function followed(codebase: Codebase, file: FilePath, path: Expression, depth: number): readonly string[] | undefined {
  const values = codebase.values.of(file, path);
  const [value] = values;
  if (values.length !== 1 || !value) return undefined;
  // A field that is put together as the object is made: `this.file = join('data', 'settings.json')`.
  if (value.kind === 'external' && value.made && JOINED.test(value.origin)) return partsOfPath(codebase, value.made.at.file, { kind: 'call', call: value.made.call }, depth + 1);
  if (value.kind === 'literal') return partsOfPath(codebase, file, { kind: 'literal', value: value.value, at: [0, 0] }, depth + 1);
  return value.kind === 'expression' && value.expression !== path ? partsOfPath(codebase, value.file, value.expression, depth + 1) : undefined;
}

const JOINED = /^node:path#(?:posix\.)?(?:join|resolve|normalize)\(\)$/;

/** What a configured folder is called: `config.uploadPath`, `process.env.STORAGE`. */
const SETTING = /^[A-Z][A-Z0-9_]+$|[dD]ir|[pP]ath|[fF]older|[rR]oot|[sS]torage|[uU]ploads|[dD]est/;
