/** The promise form of a blocking call, written with what the file imports already. */

import { importOf, importedAs, isFree } from '../../kit/edits.ts';
import { importedInstead } from '../../kit/imported-instead.ts';
import type { Expression } from '../../model/expression.ts';
import type { BindingFact, FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';

export interface AsynchronousForm {
  /** `fs.promises.readFile`. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Those of node:fs whose promise takes and gives the same; `existsSync` and `openSync` do not. */
const FILE_CALLS = /^(?:access|appendFile|chmod|chown|copyFile|cp|link|lstat|mkdir|mkdtemp|readdir|readFile|readlink|realpath|rename|rm|rmdir|stat|symlink|truncate|unlink|utimes|writeFile)Sync$/;
/** Give a promise where no callback is given. */
const WITH_PROMISES = /^(?:(?:bcrypt|bcryptjs|@node-rs\/bcrypt|@node-rs\/argon2)#(?:hash|compare|genSalt|verify)Sync|fs-extra#(?:copy|outputFile|outputJson|readJson|writeJson|remove|emptyDir|ensureDir|ensureFile|move|readFile|writeFile|readdir|stat|lstat|mkdir|unlink|appendFile)Sync)$/;
/** Take a callback as the last argument, in the same order otherwise. */
const WITH_CALLBACKS = /^node:(?:crypto#(?:pbkdf2|scrypt)|zlib#(?:gzip|gunzip|deflate|inflate|deflateRaw|inflateRaw|unzip|brotliCompress|brotliDecompress))Sync$/;

/** Undefined where there is none that gives the same. */
export function asynchronousForm(text: string, facts: FileFacts, { fact, origins }: Call): AsynchronousForm | undefined {
  const { callee, nameSpan, arguments: given } = fact;
  const [origin] = origins;
  if (origins.length !== 1 || origin === undefined || fact.kind !== 'call') return undefined;
  const old = origin.slice(origin.indexOf('#') + 1);
  const name = old.slice(0, -'Sync'.length);
  if (text.slice(...fact.span).includes('throwIfNoEntry') || (/^(?:read|write|append)File/.test(name) && given[0]?.kind === 'literal' && typeof given[0].value === 'number')) return undefined;
  if (origin.endsWith('#hashSync') && given.length < 2) return undefined;

  const replaced = (newText: string): TextEdit => ({ file: facts.file, span: nameSpan, newText });
  const isMember = callee.kind === 'member' && callee.name === old && callee.of.kind === 'name' && text.slice(...nameSpan) === old;
  const owner = callee.kind === 'member' && callee.of.kind === 'name' ? callee.of.name : '';

  if (origin.startsWith('node:fs#') && FILE_CALLS.test(old)) {
    if (isMember) return { name: `${owner}.promises.${name}`, edits: [replaced(`promises.${name}`)] };
    return named(text, facts, callee, old, name, /^node:/.test(specifierOf(facts, callee) ?? '') ? 'node:fs/promises' : 'fs/promises', replaced);
  }
  if (WITH_PROMISES.test(origin)) {
    if (isMember) return { name: `${owner}.${name}`, edits: [replaced(name)] };
    return named(text, facts, callee, old, name, specifierOf(facts, callee), replaced);
  }
  if (WITH_CALLBACKS.test(origin) && isMember) {
    const known = importedAs(facts, 'promisify', ['node:util', 'util']);
    if (known === undefined && !isFree(text, 'promisify')) return undefined;
    const specifier = facts.imports.some((each) => each.specifier.startsWith('node:')) ? 'node:util' : 'util';
    const edits = [{ file: facts.file, span: [fact.span[0], nameSpan[1]] as const, newText: `promisify(${owner}.${name})` }];
    if (known !== undefined && known !== 'promisify') return undefined;
    return { name: `promisify(${owner}.${name})`, edits: known === undefined ? [...edits, importOf(text, facts, 'promisify', specifier)] : edits };
  }
  return undefined;
}

/** `readFileSync(x)`: its sibling is imported in its place, or beside it where it is used elsewhere too. */
function named(text: string, facts: FileFacts, callee: Expression, old: string, name: string, specifier: string | undefined, replaced: (newText: string) => TextEdit): AsynchronousForm | undefined {
  if (specifier === undefined || callee.kind !== 'name' || callee.name !== old) return undefined;
  const known = importedAs(facts, name, specifier.endsWith('fs/promises') ? ['node:fs/promises', 'fs/promises'] : [specifier]);
  if (known !== undefined) return { name: known, edits: [replaced(known)] };
  if (!isFree(text, name)) return undefined;
  return { name, edits: [replaced(name), ...importedInstead(text, facts, old, name, specifier)] };
}

function specifierOf({ bindings }: FileFacts, callee: Expression): string | undefined {
  const binding: BindingFact | undefined = callee.kind === 'name' && callee.binding !== undefined ? bindings[callee.binding] : undefined;
  if (binding?.import) return binding.import.specifier;
  return binding?.value?.kind === 'member' && binding.value.of.kind === 'module' ? binding.value.of.specifier : undefined;
}
