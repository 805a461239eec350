/** Edits as somebody at work makes them, by chance: most inside a file, some of files, folders and settings. */

import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filePath } from '../../../rules/model/source.ts';
import type { Change } from '../../src/session.ts';
import type { Random } from './random.ts';

export interface Editor {
  /** Makes one on the disk, or in an unsaved text, and says what changed. */
  edit(): { readonly name: string; readonly changes: readonly Change[] };
  /** Texts that are open and unsaved. */
  readonly unsaved: ReadonlyMap<string, { readonly text: string; readonly version: number }>;
}

const LINES = [
  "import { readFileSync } from 'node:fs';",
  "const { execSync } = require('node:child_process');",
  'export function added(input) { return readFileSync(input, helper(input)); }',
  'for (const each of items) await save(each);',
  'export default added;',
  'await Promise.all(items.map((each) => fetch(each)));',
  '}', '{', '/*', '`', '// tenfold-ignore blocking-call-in-request-path: it is small',
];
const CONFIGS = ['{}', '{ "exclude": ["**/routes/**"] }', '{ "services": [{ "name": "a", "root": "src" }] }', '{{', '{ "rules": { "query-in-loop": "off" } }'];

const ALIASES = ['{}', '{ "compilerOptions": { "baseUrl": "src" } }', '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }', '{ "compilerOptions": {', '{ "extends": "./tsconfig.json" }'];

export function randomEditor(root: string, random: Random): Editor {
  const unsaved = new Map<string, { text: string; version: number }>();
  const files = (): readonly string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/')).filter((file) => /\.[cm]?[jt]sx?$/.test(file)).sort();
  const close = (file: string): Change[] => (unsaved.delete(file) ? [{ kind: 'closed', file: filePath(file) }] : []);
  const textOf = (file: string): string => unsaved.get(file)?.text ?? readFileSync(join(root, file), 'utf8');

  const inside: readonly ((text: string) => string)[] = [
    (text) => withLines(text, (lines, at) => lines.splice(at, 1 + random.below(4))),
    (text) => withLines(text, (lines, at) => lines.splice(at, 0, random.pick(LINES))),
    (text) => withLines(text, (lines, at) => lines.splice(at, 0, lines[at] ?? '')),
    (text) => withLines(text, (lines, at) => lines.push(...lines.splice(at, 1 + random.below(12)))),
    (text) => withLines(text, (lines, at) => lines.splice(at)),
    swapWords, swapWords, swapWords,
    (text) => `// moved\n${text}`,
  ];
  const edit = (file: string, isSaved: boolean): readonly Change[] => {
    const text = random.pick(inside)(textOf(file));
    if (isSaved) {
      const closed = close(file);
      writeFileSync(join(root, file), text);
      return [...closed, { kind: 'changed', file: filePath(file) }];
    }
    const version = (unsaved.get(file)?.version ?? 0) + 1;
    unsaved.set(file, { text, version });
    return [{ kind: version === 1 ? 'opened' : 'edited', file: filePath(file), text, version }];
  };
  const around: Readonly<Record<string, (file: string) => readonly Change[]>> = {
    rename(file) {
      const to = file.replace(/(\.[cm]?[jt]sx?)$/, 'R$1');
      const closed = close(file);
      renameSync(join(root, file), join(root, to));
      return [...closed, { kind: 'deleted', file: filePath(file) }, { kind: 'created', file: filePath(to) }];
    },
    copy(file) {
      const to = file.replace(/(\.[cm]?[jt]sx?)$/, 'C$1');
      cpSync(join(root, file), join(root, to));
      return [{ kind: 'created', file: filePath(to) }];
    },
    delete(file) {
      if (files().length < 6) return [];
      const closed = close(file);
      rmSync(join(root, file));
      return [...closed, { kind: 'deleted', file: filePath(file) }];
    },
    'move a folder'(file) {
      const folder = dirname(file);
      if (folder === '.') return [];
      const closed = [...unsaved.keys()].filter((each) => each.startsWith(`${folder}/`)).flatMap(close);
      renameSync(join(root, folder), join(root, `${folder}M`));
      return [...closed, { kind: 'deleted', file: filePath(folder) }, { kind: 'created', file: filePath(`${folder}M`) }];
    },
    config() {
      writeFileSync(join(root, 'tenfold.json'), random.pick(CONFIGS));
      return [{ kind: 'changed', file: filePath('tenfold.json') }];
    },
    package() {
      const path = join(root, 'package.json');
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
      writeFileSync(path, random.pick([text.replace('"express"', '"xpress"'), text.replace('"xpress"', '"express"')]));
      return [{ kind: 'changed', file: filePath('package.json') }];
    },
    aliases() {
      writeFileSync(join(root, 'tsconfig.json'), random.pick(ALIASES));
      return [{ kind: 'changed', file: filePath('tsconfig.json') }];
    },
    /** As switching to another branch and back does: many files at once, some of them open. */
    branch() {
      const changed = files().filter(() => random.below(6) === 0);
      return changed.flatMap((file) => {
        const closed = random.below(2) === 0 ? close(file) : [];
        writeFileSync(join(root, file), random.pick(inside)(readFileSync(join(root, file), 'utf8')));
        return [...closed, { kind: 'changed' as const, file: filePath(file) }];
      });
    },
    create(file) {
      const to = join(dirname(file), `new${random.below(4)}.ts`).replaceAll('\\', '/');
      const isThere = existsSync(join(root, to));
      writeFileSync(join(root, to), `${random.pick(LINES)}\n${random.pick(LINES)}\n`);
      return [{ kind: isThere ? 'changed' : 'created', file: filePath(to) }];
    },
    undo(file) {
      const text = unsaved.get(file)?.text ?? readFileSync(join(root, file), 'utf8');
      const there = edit(file, false);
      const back = { text, version: (unsaved.get(file)?.version ?? 0) + 1 };
      unsaved.set(file, back);
      return [...there, { kind: 'edited', file: filePath(file), ...back }];
    },
  };

  return {
    unsaved,
    edit() {
      const file = random.pick(files());
      if (random.below(100) < 8) {
        const name = random.pick(Object.keys(around));
        return { name: `${name} ${file}`, changes: around[name]?.(file) ?? [] };
      }
      const isSaved = random.below(2) === 0;
      return { name: `${isSaved ? 'save' : 'type in'} ${file}`, changes: edit(file, isSaved) };
    },
  };

  function withLines(text: string, change: (lines: string[], at: number) => void): string {
    const lines = text.split('\n');
    change(lines, random.below(lines.length));
    return lines.join('\n');
  }

  function swapWords(text: string): string {
    const words = text.match(/\b[a-zA-Z_]{3,}\b/g) ?? [];
    return words.length < 3 ? text : text.replace(random.pick(words), random.pick(words));
  }
}
