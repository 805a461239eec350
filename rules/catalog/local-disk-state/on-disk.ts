/** Calls that put files on the disk of the machine, and calls that look for them there. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

interface OnDisk {
  readonly file: FilePath;
  readonly path: Expression;
}

const WRITES = /^(?:writeFile|writeFileSync|createWriteStream|outputFile|outputFileSync|copyFile|copyFileSync|rename|renameSync|copy|move|mv)$/;
/** What is written stands second. */
const TO_SECOND = /^(?:copyFile|copyFileSync|rename|renameSync|copy|move)$/;
const READS = /^(?:readFile|readFileSync|createReadStream|sendFile|download|readdir|readdirSync|opendir)$/;

/** Where files are written, or uploads put; `isUpload` for middleware that is set up once and takes them. */
export function writtenIn(codebase: Codebase, { operation, fact, file }: Call): (OnDisk & { readonly isUpload: boolean }) | undefined {
  const name = fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
  const [options] = fact.arguments;
  if (operation?.kind === 'upload') {
    const isKept = operation.traits.some((trait) => trait === 'disk' || trait === 'disk-when:dest' || trait === 'parser');
    if (!isKept || !options) return undefined;
    for (const option of operation.traits.includes('disk-when:dest') ? ['dest'] : ['destination', 'uploadDir', 'directory']) {
      const named = codebase.values.propertyOf(file, options, option);
      if (named) return { ...givenBack(codebase, named), isUpload: true };
    }
    return undefined;
  }
  if ((operation?.kind !== 'file' && operation?.kind !== 'blocking') || !WRITES.test(name)) return undefined;
  const path = fact.arguments[TO_SECOND.test(name) ? 1 : 0];
  return path ? { file, path, isUpload: false } : undefined;
}

/** `destination: (request, file, done) => done(null, 'uploads')` */
function givenBack(codebase: Codebase, { file, expression }: { readonly file: FilePath; readonly expression: Expression }): OnDisk {
  const facts = codebase.facts.get(file);
  if (expression.kind !== 'function' || !facts) return { file, path: expression };
  const done = facts.functions[expression.function]?.parameters.at(-1)?.binding;
  const call = facts.calls.find(({ in: owner, callee, arguments: given }) => owner === expression.function && callee.kind === 'name' && callee.binding === done && given.length > 1);
  return { file, path: call?.arguments[1] ?? expression };
}

/** Where files are looked for; `isServed` for folders that are served whole. */
export function readIn(codebase: Codebase, { operation, fact, file }: Call): (OnDisk & { readonly isServed: boolean }) | undefined {
  const name = fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
  if (operation?.kind === 'static-files') {
    const options = fact.arguments.find(({ kind }) => kind === 'object');
    const root = options ? (codebase.values.propertyOf(file, options, 'root') ?? codebase.values.propertyOf(file, options, 'rootPath')) : undefined;
    if (root) return { file: root.file, path: root.expression, isServed: true };
    const [first] = fact.arguments;
    return first && !operation.traits.includes('plugin') && !operation.traits.includes('module') ? { file, path: first, isServed: true } : undefined;
  }
  if ((operation?.kind !== 'file' && operation?.kind !== 'blocking') || !READS.test(name)) return undefined;
  const [path, options] = fact.arguments;
  // `response.sendFile(name, { root: 'pictures' })`
  const root = options && name === 'sendFile' ? codebase.values.propertyOf(file, options, 'root') : undefined;
  if (root) return { file: root.file, path: root.expression, isServed: false };
  return path ? { file, path, isServed: false } : undefined;
}
