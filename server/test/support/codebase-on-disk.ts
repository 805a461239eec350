/** A codebase of its own on the disk, with the real command line and a real git beside it. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const cli = join(root, 'dist/cli.mjs');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CodebaseOnDisk {
  readonly folder: string;
  /** Runs `tenfold …` in the folder. */
  tenfold(...given: readonly string[]): Ended;
  /** The same in a folder below it. */
  tenfoldIn(below: string, ...given: readonly string[]): Ended;
  git(...given: readonly string[]): string;
  /** Begins a repository where there is none. */
  commit(message: string): void;
  read(file: string): string;
  write(file: string, text: string): void;
  remove(): void;
}

/** `sample`: a folder to begin with, of test-fixtures or by its whole path; else it is empty. */
export function codebaseOnDisk(sample?: string): CodebaseOnDisk {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-on-disk-')));
  const folder = join(place, 'shop');
  mkdirSync(folder);
  if (sample !== undefined) cpSync(resolve(root, 'test-fixtures', sample), folder, { recursive: true });
  const git = (...given: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', '-c', 'init.defaultBranch=main', ...given], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const tenfoldIn = (below: string, ...given: readonly string[]): Ended => spawnSync(process.execPath, [cli, ...given], { cwd: join(folder, below), encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: join(place, 'cache') } });
  return {
    folder,
    tenfoldIn,
    tenfold: (...given) => tenfoldIn('.', ...given),
    git,
    commit(message) {
      git('init', '-q');
      git('add', '.');
      git('commit', '-q', '-m', message);
    },
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  };
}

/** The exit code, and how many findings it says there are. */
export function verdictOf({ status, stdout }: Ended): readonly [number | null, string | undefined] {
  return [status, stdout.split('\n').find((line) => /^(No findings|\d+ findings?:)/.test(line))?.replace(/ \d+ problems?\./, '')];
}
