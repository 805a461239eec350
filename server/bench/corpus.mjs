/** A copy of a codebase that runs may change: the files that are judged and what tells about them, nothing installed. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Larger files are not read by anyone here. Bytes. */
const LARGEST = 1_000_000;

/** `listFiles` is the built list-files; `copies` lie side by side in the same workspace. */
export function corpusOf(folder, listFiles, copies = 1) {
  const { stdout, status } = spawnSync(process.execPath, [listFiles, folder], { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`The files of ${folder} cannot be listed.`);
  const { files, all } = JSON.parse(stdout);
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-bench-')));
  const root = join(base, 'code');
  const places = Array.from({ length: copies }, (_, copy) => (copies === 1 ? '' : `copy-${copy}/`));
  // The settings of the codebase would decide what is measured.
  const wanted = all.filter((file) => !file.endsWith('tenfold.json') && statSync(join(folder, file)).size <= LARGEST);
  for (const place of places) {
    for (const file of wanted) {
      const to = join(root, place, file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(folder, file), to, { preserveTimestamps: true });
    }
  }
  const kept = new Set(wanted);
  const judged = files.filter((file) => kept.has(file));
  const list = join(base, 'files.json');
  writeFileSync(list, JSON.stringify(places.flatMap((place) => judged.map((file) => place + file))));
  return {
    root, list, base, files: judged, cache: join(base, 'cache'),
    megabytes: (judged.reduce((bytes, file) => bytes + statSync(join(folder, file)).size, 0) * copies) / 1e6,
    count: judged.length * copies,
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
