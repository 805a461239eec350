/**
 * Loads rules that a team writes in code: a folder that holds one folder for each rule, `late-delivery/rule.ts` with its page `rule.md` beside it.
 * They see what every rule sees, and import one another and `tenfold/rules`; nothing else is there for them.
 */

import * as api from '../../../rules/api.ts';
import type { CatalogEntry, Prose } from '../../../rules/kit/catalog-entry.ts';
import { ruleId } from '../../../rules/model/finding.ts';
import { parseProse } from '../../../rules/kit/prose.ts';
import type { Transpiled } from '../extract/syntax/transpile.ts';
import { straightPath } from '../config/paths.ts';
import type { FileSystem } from '../platform/file-system.ts';
import type { ModuleRunner } from '../platform/run-module.ts';
import { checkedRule } from './checked-rule.ts';

export interface RulePackage {
  readonly entries: readonly CatalogEntry[];
  /** Absolute paths of all that was read: when one changes, the package is loaded again. */
  readonly files: readonly string[];
  /** Sentences. */
  readonly complaints: readonly string[];
}

export interface Loading {
  readonly fs: FileSystem;
  transpile(name: string, text: string): Promise<Transpiled>;
  createRunner(): ModuleRunner;
}

const API = 'tenfold/rules';
const RULE_FILES = ['rule.ts', 'rule.js', 'rule.mjs', 'rule.cjs'];
const ENDINGS = ['', '.ts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** `folder`: absolute; `called`: as messages name it. The ids of its rules are `prefix/NAME`. */
export async function loadRulePackage(prefix: string, folder: string, called: string, { fs, transpile, createRunner }: Loading): Promise<RulePackage> {
  const entries: CatalogEntry[] = [];
  const complaints: string[] = [];
  const modules = new Map<string, Transpiled>();
  const loaded = new Map<string, unknown>();
  const resolved = new Map<string, string>();
  const files: string[] = [];
  const { run, limited } = createRunner();
  const named = (path: string): string => `${called}/${path.slice(folder.length + 1)}`;

  for (const { name, kind } of (await fs.list(folder)) ?? []) {
    if (kind !== 'folder' || !NAME.test(name)) continue;
    const path = await firstThere(RULE_FILES.map((file) => `${folder}/${name}/${file}`));
    if (path === undefined) continue;
    try {
      await read(path);
      entries.push({ id: ruleId(`${prefix}/${name}`), rule: checkedRule(defaultOf(load(path)), named(path), limited), prose: await proseOf(name) });
    } catch (error) {
      complaints.push(error instanceof Refusal ? error.message : `${named(path)} cannot be loaded: ${messageOf(error)}`);
    }
  }
  if (entries.length === 0 && complaints.length === 0) complaints.push(`${called} holds no rules: each is a folder with a rule.ts, and tenfold new-rule ${prefix}/<name> makes one.`);
  return { entries, files, complaints };

  /** The file and all that it imports, so that running them needs no waiting. */
  async function read(path: string): Promise<void> {
    if (modules.has(path)) return;
    const text = await fs.readText(path);
    if (!text.ok) throw new Refusal(`${named(path)} cannot be read.`);
    files.push(path);
    const module = await transpile(named(path), text.text);
    if (module.error !== undefined) throw new Refusal(module.error);
    modules.set(path, module);
    for (const specifier of module.imports) if (specifier !== API) await read(await resolve(path, specifier));
  }

  async function resolve(from: string, specifier: string): Promise<string> {
    if (!/^\.{1,2}\//.test(specifier)) throw new Refusal(`${named(from)} imports "${specifier}". A rule is given facts; it imports "${API}" and files of its own package, nothing else.`);
    const base = straightPath(`${from.slice(0, from.lastIndexOf('/'))}/${specifier}`);
    if (!base.startsWith(`${folder}/`)) throw new Refusal(`${named(from)} imports "${specifier}", which lies outside its package.`);
    const path = await firstThere([...ENDINGS.map((ending) => base + ending), base.replace(/\.js$/, '.ts')]);
    if (path === undefined) throw new Refusal(`${named(from)} imports "${specifier}", which is not there.`);
    resolved.set(`${from} ${specifier}`, path);
    return path;
  }

  function load(path: string): unknown {
    if (loaded.has(path)) return loaded.get(path);
    const exported = run(modules.get(path)?.script ?? '', named(path), (specifier) => {
      if (specifier === API) return api;
      const target = resolved.get(`${path} ${specifier}`);
      if (target === undefined) throw new Error(`"${specifier}" is not there.`);
      return load(target);
    });
    loaded.set(path, exported);
    return exported;
  }

  async function firstThere(paths: readonly string[]): Promise<string | undefined> {
    for (const path of paths) if ((await fs.stat(path))?.kind === 'file') return path;
    return undefined;
  }

  async function proseOf(name: string): Promise<Prose> {
    const path = `${folder}/${name}/rule.md`;
    const text = await fs.readText(path);
    if (text.ok) files.push(path);
    const { title, summary, why, instead, keep } = parseProse(text.ok ? text.text : '');
    const words = name.replaceAll('-', ' ');
    return { title: title || words.charAt(0).toUpperCase() + words.slice(1), summary: summary || `A rule of ${called}.`, why: why || 'Its page does not say.', instead, keep };
  }
}

/** What its author can mend. */
class Refusal extends Error {}

function defaultOf(exported: unknown): unknown {
  return typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : exported;
}

/** Of another context, where no error is an instance of ours. */
function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
