/**
 * Finds the file that an import means, over the set of known files: no disk, no installed packages.
 *
 * Order: relative paths, `#imports` of the own package, tsconfig paths and baseUrl, what frameworks
 * alias by themselves, Node's own modules, packages of the workspace, else a package.
 */

import { exports as resolveExports, imports as resolveImports } from 'resolve.exports';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Package, PathAliases, Workspace } from '../../../rules/model/workspace.ts';
import { BUILT_IN_MODULES } from './built-in-modules.ts';
import { givenNames } from './given-names.ts';
import { ownersByFolder } from './owners-by-folder.ts';

export type Resolution =
  | { readonly kind: 'file'; readonly file: FilePath }
  /** `subpath` without leading `./`; empty for the package itself. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  /** Without `node:`. */
  | { readonly kind: 'built-in'; readonly name: string }
  | { readonly kind: 'missing' };

export interface Resolver {
  resolve(from: FilePath, specifier: string): Resolution;
  /** Files whose exports this one may name without an import. */
  givenTo(file: FilePath): readonly FilePath[];
}

const MISSING: Resolution = { kind: 'missing' };
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What a specifier with a compiled extension may have been written as. */
const SOURCES: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx', '.jsx'], '.jsx': ['.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'] };
const CONDITIONS = ['node', 'import', 'require', 'types', 'default', 'development', 'source'];

export function createResolver(workspace: Workspace): Resolver {
  const files = new Set<string>(workspace.files);
  const aliasesOf = ownersByFolder(workspace.aliases);
  const packageOf = ownersByFolder(workspace.packages);
  const byName = new Map(workspace.packages.filter(({ hasManifest }) => hasManifest).map((each) => [each.name, each]));
  const known = new Map<FilePath, Map<string, Resolution>>();

  return {
    resolve(from, specifier) {
      let own = known.get(from);
      if (!own) known.set(from, (own = new Map()));
      let found = own.get(specifier);
      if (!found) own.set(specifier, (found = find(from, from.slice(0, from.lastIndexOf('/') + 1), specifier)));
      return found;
    },
    givenTo: givenNames(workspace),
  };

  function find(from: FilePath, folder: string, specifier: string): Resolution {
    if (specifier === '' || specifier.includes('\0')) return MISSING;
    const bare = specifier.replace(/[?#].*$/, (rest) => (specifier.startsWith('#') ? rest : ''));
    if (/^\.{1,2}(?:\/|$)/.test(bare)) return fileAt(joined(folder, bare)) ?? MISSING;
    if (bare.startsWith('/')) return fromRoot(packageOf(from), bare) ?? MISSING;
    if (bare.startsWith('#')) {
      const owner = packageOf(from);
      const target = owner && subpathImport(owner, bare);
      const found = target ? inPackage(owner, target) : undefined;
      if (found) return found;
    }
    const aliased = throughAliases(aliasesOf(from), bare);
    if (aliased) return aliased;
    const usual = throughConvention(packageOf(from), bare);
    if (usual) return usual;
    const builtIn = bare.startsWith('node:') ? bare.slice(5) : bare;
    if (bare.startsWith('node:') || BUILT_IN_MODULES.has(builtIn)) return { kind: 'built-in', name: builtIn };
    const parts = bare.split('/');
    const name = bare.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? bare);
    const subpath = parts.slice(bare.startsWith('@') ? 2 : 1).join('/');
    const own = byName.get(name);
    const inside = own && throughPackage(own, subpath);
    if (inside) return inside;
    return /^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name) ? { kind: 'package', name, subpath } : MISSING;
  }

  /** The path itself, with an extension, as a source of a compiled name, or as a folder's index. */
  function fileAt(path: string): Resolution | undefined {
    if (files.has(path)) return { kind: 'file', file: path as FilePath };
    const dot = path.lastIndexOf('.');
    const extension = dot > path.lastIndexOf('/') ? path.slice(dot) : '';
    for (const other of SOURCES[extension] ?? []) {
      const source = path.slice(0, dot) + other;
      if (files.has(source)) return { kind: 'file', file: source as FilePath };
    }
    for (const other of EXTENSIONS) if (files.has(path + other)) return { kind: 'file', file: (path + other) as FilePath };
    const base = path === '' ? 'index' : `${path.replace(/\/$/, '')}/index`;
    for (const other of EXTENSIONS) if (files.has(base + other)) return { kind: 'file', file: (base + other) as FilePath };
    return undefined;
  }

  function throughAliases(aliases: PathAliases | undefined, specifier: string): Resolution | undefined {
    if (!aliases) return undefined;
    for (const [pattern, targets] of Object.entries(aliases.paths).sort(([a], [b]) => b.length - a.length)) {
      const star = pattern.indexOf('*');
      const filled = star < 0 ? (pattern === specifier ? '' : undefined) : matched(pattern, star, specifier);
      if (filled === undefined) continue;
      for (const target of targets) {
        const found = fileAt(joined('', target.replace('*', filled)));
        if (found) return found;
      }
    }
    return aliases.baseUrl === undefined ? undefined : fileAt(joined(aliases.baseUrl === '' ? '' : `${aliases.baseUrl}/`, specifier));
  }

  /** `@/orders`, `~/orders`, `$lib/orders`: no names of packages, and set up by a framework where no tsconfig does. */
  function throughConvention(owner: Package | undefined, specifier: string): Resolution | undefined {
    const [, mark = '', path = ''] = /^(\$lib|[@~]{1,2})(?:\/(.*))?$/.exec(specifier) ?? [];
    if (!owner || mark === '') return undefined;
    const root = owner.root === '' ? '' : `${owner.root}/`;
    const folders = mark === '$lib' ? ['src/lib'] : ['src', '', 'app'];
    for (const folder of folders) {
      const found = fileAt(joined(root, `${folder}/${path}`));
      if (found) return found;
    }
    return undefined;
  }

  /** `/imports/orders` of Meteor, `/src/orders` of Vite: from where the project begins. */
  function fromRoot(owner: Package | undefined, specifier: string): Resolution | undefined {
    const own = owner && owner.root !== '' ? fileAt(joined(`${owner.root}/`, specifier)) : undefined;
    return own ?? fileAt(joined('', specifier));
  }

  function throughPackage(own: Package, subpath: string): Resolution | undefined {
    for (const target of targetsOf(own, subpath)) {
      const found = inPackage(own, target);
      if (found) return found;
    }
    return undefined;
  }

  /** A path inside a package; compiled output is looked for where it was compiled from. */
  function inPackage({ root }: Package, target: string): Resolution | undefined {
    const prefix = root === '' ? '' : `${root}/`;
    const plain = target.replace(/^\.\//, '').replace(/\.d\.([cm]?)ts$/, '.$1ts');
    const found = fileAt(joined(prefix, plain));
    if (found) return found;
    for (let source = OUTPUT.exec(plain)?.[1]; source !== undefined; source = FORMAT.exec(source)?.[1]) {
      const stem = source.replace(/\.[cm]?[jt]sx?$/, '');
      const written = fileAt(joined(prefix, `src/${stem}`)) ?? fileAt(joined(prefix, stem));
      if (written) return written;
    }
    return undefined;
  }
}

/** What lies in a folder of compiled files, */
const OUTPUT = /^(?:dist|build|lib|out|esm|cjs|es|_?output)\/(.*)$/;
/** and there in folders by format; `server` may be one of those, or where the source lies. */
const FORMAT = /^(?:esm|cjs|src|es|types|node|server)\/(.*)$/;

/** Places a package's subpath may stand for, the declared ones first. */
function targetsOf({ manifest }: Package, subpath: string): readonly string[] {
  const entry = subpath === '' ? '.' : `./${subpath}`;
  const declared: string[] = [];
  if (manifest['exports'] !== undefined) {
    for (const condition of [undefined, ...CONDITIONS]) {
      try {
        declared.push(...(resolveExports(manifest, entry, { unsafe: true, conditions: condition ? [condition, 'default'] : CONDITIONS }) ?? []));
      } catch {
        // Not exported under this condition: Node would refuse the import; the source may still be there.
      }
    }
  }
  if (subpath !== '') return [...declared, subpath, `src/${subpath}`];
  const named = ['source', 'module', 'main', 'types', 'typings'].map((field) => manifest[field]).filter((value) => typeof value === 'string');
  return [...declared, ...named, 'src/index', 'index', 'src/main', 'lib/index'];
}

function subpathImport({ manifest }: Package, specifier: string): string | undefined {
  try {
    return resolveImports(manifest, specifier, { unsafe: true, conditions: CONDITIONS })?.[0];
  } catch {
    return undefined;
  }
}

function matched(pattern: string, star: number, specifier: string): string | undefined {
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  const fits = specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

/** Joins and straightens `.` and `..`; `folder` is empty or ends in `/`. */
function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (folder + path).split('/')) {
    if (part === '..') {
      if (parts.length === 0) return '\0';
      parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
