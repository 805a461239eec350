/** Finds what a word of `extends` stands for: a preset, a file beside this one, or JSON in a package. Runs nothing. */

import { exports as entryOf } from 'resolve.exports';
import type { FileSystem } from '../platform/file-system.ts';
import { CONFIG_NAME, type ConfigSource } from './config-source.ts';
import { nearest } from './nearest.ts';
import { folderOfPath, straightPath } from './paths.ts';
import { PRESET_PREFIX, presetNames, SETTINGS_PRESETS, type SettingsPreset } from './presets.ts';

export type Extended =
  | { readonly kind: 'preset'; readonly name: string; readonly preset: SettingsPreset }
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly why: string };

/** `from`: the absolute path of the file that says so. */
export async function findExtended(source: ConfigSource, from: string, word: string): Promise<Extended> {
  if (word.startsWith(PRESET_PREFIX)) return presetNamed(word);
  if (isRelative(word)) return relativeFile(source, from, word);
  const [, name, below = ''] = /^((?:@[\w.~-]+\/)?[\w~-][\w.~-]*)((?:\/[^/\\]+)*)$/.exec(word) ?? [];
  if (name === undefined || below.split('/').includes('..')) return refused(`"${word}" is neither a relative path nor a package.`);
  return packageFile(source, from, word, name, below);
}

function presetNamed(word: string): Extended {
  const name = word.slice(PRESET_PREFIX.length);
  const preset = Object.hasOwn(SETTINGS_PRESETS, name) ? SETTINGS_PRESETS[name] : undefined;
  if (preset) return { kind: 'preset', name: word, preset };
  const close = nearest(word, presetNames());
  return refused(`There is no preset "${word}"; ${close === undefined ? `there are ${presetNames().join(', ')}` : `"${close}" is close`}.`);
}

async function relativeFile({ territory, fs }: ConfigSource, from: string, word: string): Promise<Extended> {
  const path = straightPath(`${folderOfPath(from)}/${word}`);
  if (!`${path}/`.startsWith(`${territory}/`)) return refused(`"${word}" lies outside the workspace.`);
  return (await firstOf(fs, word, [path, `${path}.json`, `${path}/${CONFIG_NAME}`])) ?? refused(`"${word}" is not found.`);
}

/** In node_modules of the folder and of those above it, else among the workspace's own packages, installed or not. */
async function packageFile(source: ConfigSource, from: string, word: string, name: string, below: string): Promise<Extended> {
  const { territory, fs } = source;
  for (let folder = folderOfPath(from); `${folder}/`.startsWith(`${territory}/`); folder = folderOfPath(folder)) {
    const found = await inPackage(fs, word, `${folder}/node_modules/${name}`, below);
    if (found) return found;
  }
  const own = (await source.packages()).find((each) => each.name === name);
  const found = own && (await inPackage(fs, word, own.folder, below));
  return found ?? refused(own ? `The package "${name}" holds no ${below === '' ? CONFIG_NAME : `"${below.slice(1)}"`}.` : `"${word}" is not found: no package of that name is installed, or part of the workspace.`);
}

/** By `exports` where they lead to JSON, by `main` where it is JSON, else as files lie. Undefined without such a package or file. */
async function inPackage(fs: FileSystem, word: string, folder: string, below: string): Promise<Extended | undefined> {
  const read = await fs.readText(`${folder}/package.json`);
  const manifest = read.ok ? recordIn(read.text) : {};
  const lie = below === '' ? [`${folder}/${CONFIG_NAME}`, ...jsonMain(folder, manifest)] : [`${folder}${below}`, `${folder}${below}.json`, `${folder}${below}/${CONFIG_NAME}`];
  const entry = entryIn(manifest, below);
  return firstOf(fs, word, [...(entry?.endsWith('.json') ? [straightPath(`${folder}/${entry}`)] : []), ...lie]);
}

function jsonMain(folder: string, { main }: Readonly<Record<string, unknown>>): readonly string[] {
  return typeof main === 'string' && main.endsWith('.json') && !main.split('/').includes('..') ? [straightPath(`${folder}/${main}`)] : [];
}

function entryIn(manifest: Readonly<Record<string, unknown>>, below: string): string | undefined {
  try {
    const [entry] = entryOf(manifest, below === '' ? '.' : `.${below}`, { unsafe: true, conditions: ['tenfold', 'default'] }) ?? [];
    return entry;
  } catch {
    // The package does not export it; it may still lie there.
    return undefined;
  }
}

async function firstOf(fs: FileSystem, word: string, paths: readonly string[]): Promise<Extended | undefined> {
  for (const path of paths) {
    const read = await fs.readText(path);
    if (!read.ok) continue;
    if (/\.[cm]?[jt]sx?$/.test(path)) return refused(`"${word}" is code; settings are read from JSON only.`);
    return { kind: 'file', path, text: read.text };
  }
  return undefined;
}

function isRelative(word: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(word);
}

function recordIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function refused(why: string): Extended {
  return { kind: 'refused', why };
}
