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

/** Those of node:fs whose promise takes and gives the same; `openSync` does not, and `existsSync` has none. */
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
  const isBare = origin.endsWith('#hashSync') && given.length < 2;
  if (isBare && !origin.startsWith('bcryptjs#')) return undefined;
  // The rounds that `hashSync` takes where it is told none; `hash` has to be told.
  const rounds: readonly TextEdit[] = isBare ? [{ file: facts.file, span: [fact.span[1] - 1, fact.span[1] - 1], newText: ', 10' }] : [];
  if (isBare && !/[^\s,]\)$/.test(text.slice(...fact.span))) return undefined;

  const replaced = (newText: string): TextEdit => ({ file: facts.file, span: nameSpan, newText });
  const isMember = callee.kind === 'member' && callee.name === old && callee.of.kind === 'name' && text.slice(...nameSpan) === old;
  const owner = callee.kind === 'member' && callee.of.kind === 'name' ? callee.of.name : '';

  if (origin.startsWith('node:fs#') && FILE_CALLS.test(old)) {
    if (isMember) return { name: `${owner}.promises.${name}`, edits: [replaced(`promises.${name}`)] };
    return named(text, facts, callee, old, name, /^node:/.test(specifierOf(facts, callee) ?? '') ? 'node:fs/promises' : 'fs/promises', replaced);
  }
  if (origin === 'node:fs#existsSync') return existing(text, facts, fact, isMember ? owner : undefined, replaced);
  if (WITH_PROMISES.test(origin)) {
    if (isMember) return { name: `${owner}.${name}`, edits: [replaced(name), ...rounds] };
    const form = named(text, facts, callee, old, name, specifierOf(facts, callee), replaced);
    return form && { ...form, edits: [...form.edits, ...rounds] };
  }
  if (WITH_CALLBACKS.test(origin) && (isMember || (callee.kind === 'name' && callee.name === old))) {
    const known = importedAs(facts, 'promisify', ['node:util', 'util']);
    if (known === undefined ? !isFree(text, 'promisify') : known !== 'promisify') return undefined;
    const specifier = facts.imports.some((each) => each.specifier.startsWith('node:')) ? 'node:util' : 'util';
    const from = specifierOf(facts, callee);
    const here = isMember ? `${owner}.${name}` : (importedAs(facts, name, from === undefined ? [] : [from]) ?? name);
    const isNew = !isMember && from !== undefined && importedAs(facts, name, [from]) === undefined;
    if (!isMember && (from === undefined || (isNew && !isFree(text, name)))) return undefined;
    const edits = [{ file: facts.file, span: [fact.span[0], nameSpan[1]] as const, newText: `promisify(${here})` }, ...(isNew ? importedInstead(text, facts, old, name, from) : [])];
    const added = known === undefined ? importOf(text, facts, 'promisify', specifier) : undefined;
    if (added && edits.some(({ span }) => span[0] === added.span[0])) return undefined;
    return { name: `promisify(${here})`, edits: added ? [...edits, added] : edits };
  }
  return undefined;
}

/** Whether it can be reached, as a promise of yes or no. */
function existing(text: string, facts: FileFacts, { callee, span }: Call['fact'], owner: string | undefined, replaced: (newText: string) => TextEdit): AsynchronousForm | undefined {
  const end = span[1];
  // What would have to stand in parentheses reads worse than what it replaces.
  if (/^\s*[.?[(]/.test(text.slice(end))) return undefined;
  const answer: TextEdit = { file: facts.file, span: [end, end], newText: '.then(() => true, () => false)' };
  const form = owner !== undefined
    ? { name: `${owner}.promises.access`, edits: [replaced('promises.access')] }
    : named(text, facts, callee, 'existsSync', 'access', /^node:/.test(specifierOf(facts, callee) ?? '') ? 'node:fs/promises' : 'fs/promises', replaced);
  return form && { ...form, edits: [...form.edits, answer] };
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
