/** Writes a monorepo of any size that is like a real one: services over layers of packages, each file with work of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One package in ten is a service. Gives the packages' folders, relative to `root`. */
export function writeMonorepo(root, { packages, filesEach }) {
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const names = Array.from({ length: packages }, (_, index) => (index >= packages * 0.9 ? `services/service-${index}` : `packages/part-${index}`));
  write('package.json', json({ name: 'fleet', private: true, workspaces: ['packages/*', 'services/*'], nx: {}, scripts: { scale: 'tenfold check --facts' } }));
  for (const [index, folder] of names.entries()) {
    // Each leans on three that come before it, so that there is no circle among packages.
    const parts = Math.ceil(packages * 0.9);
    const below = [1, 7, 31].map((step) => index - step).filter((each) => each >= 0 && each < parts);
    const isService = folder.startsWith('services/');
    write(`${folder}/package.json`, json({ name: nameOf(folder), version: '1.0.0', type: 'module', main: './src/index.ts', scripts: { facts: 'tenfold facts', ...(isService && { start: 'node src/index.ts' }) }, dependencies: { pg: '8', ...(isService && { express: '5' }), ...Object.fromEntries(below.map((each) => [nameOf(names[each]), '*'])) } }));
    write(`${folder}/src/index.ts`, Array.from({ length: Math.min(filesEach - 1, 40) }, (_, file) => `export * from './${fileOf(file)}.ts';\n`).join(''));
    for (let file = 0; file < filesEach - 1; file++) write(`${folder}/src/${fileOf(file)}.ts`, isService && file % 5 === 0 ? routes(index, file, below.map((each) => names[each])) : work(index, file, below.map((each) => names[each])));
  }
  return names;
}

function fileOf(file) {
  return `area-${file % 12}/parcels-${file}`;
}

function nameOf(folder) {
  return `@fleet/${folder.split('/')[1]}`;
}

function work(index, file, below) {
  const other = below[file % Math.max(1, below.length)];
  const sibling = file > 0 ? `import { load_${index}_${file - 1} } from '../${fileOf(file - 1)}.ts';\n` : '';
  // The first forty files of a package are what others see of it.
  const from = other && file % 3 === 0 ? `import { load_${other.split('-')[1]}_${file % 40} } from '${nameOf(other)}';\n` : '';
  return `import pg from 'pg';
${sibling}${from}
const pool = new pg.Pool({ max: 10 });

export interface Parcel${file} {
  readonly id: string;
  readonly weight: number;
  readonly stops: readonly { readonly city: string; readonly at: number }[];
}

/** Parcels of one depot, with the price of each. */
export async function load_${index}_${file}(depot: string): Promise<Parcel${file}[]> {
  const { rows } = await pool.query('select id, weight, stops from parcels_${file} where depot = $1 limit 50', [depot]);
  const parcels = rows.map((row) => ({ id: row.id, weight: Number(row.weight), stops: row.stops ?? [] }));
  ${sibling && file % 4 === 1 ? `const before = await load_${index}_${file - 1}(depot);\n  if (before.length > parcels.length) return parcels;\n  ` : ''}${from && file % 6 === 3 ? `for (const parcel of parcels) await load_${other.split('-')[1]}_${file % 40}(parcel.id);\n  ` : ''}return parcels.filter(({ weight }) => weight > ${file % 30});
}

export function priceOf_${index}_${file}(parcel: Parcel${file}, perKilometre = ${(file % 17) / 10}): number {
  let total = 0;
  for (const stop of parcel.stops) {
    if (stop.at < Date.now()) continue;
    total += perKilometre * Math.sqrt(stop.at % 100);
  }
  return Math.round(total * 100) / 100;
}
`;
}

function routes(index, file, below) {
  const other = below[file % Math.max(1, below.length)];
  const next = other ? `load_${other.split('-')[1]}_${file % 40}` : `load_${index}_${file + 1}`;
  const source = other ? nameOf(other) : `../${fileOf(file + 1)}.ts`;
  return `import express from 'express';
import { ${next} } from '${source}';

export const router_${index}_${file} = express.Router();

router_${index}_${file}.get('/depots/:id/parcels-${index}-${file}', async (request, response) => {
  const parcels = await ${next}(request.params.id);
  response.json(parcels.slice(0, 20));
});

router_${index}_${file}.post('/depots/:id/parcels-${index}-${file}', async (request, response) => {
  const lists = [];
  for (const id of request.body.depots) lists.push(await ${next}(id));
  response.status(201).json(lists);
});

export const app_${index}_${file} = express();
app_${index}_${file}.use('/api', router_${index}_${file});

export function load_${index}_${file}(): Promise<unknown> {
  return ${next}('main');
}
`;
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
