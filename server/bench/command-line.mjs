/** The command line against a bare parse of the same files, and against other tools. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedPeers } from './peers.mjs';
import { atMost, short } from './table.mjs';
import { timedRuns } from './timed-runs.mjs';

const BARE = fileURLToPath(new URL('bare-parse.cjs', import.meta.url));

export async function commandLineRows({ cli, corpus, rounds, withPeers, log }) {
  const check = (...flags) => [cli, 'check', corpus.root, '--format', 'json', ...flags];
  // Findings are no failure.
  const isFine = (status) => status === 0 || status === 1;
  const env = { XDG_CACHE_HOME: corpus.cache };
  const edited = join(corpus.root, corpus.files[corpus.files.length >> 1]);
  const text = readFileSync(edited, 'utf8');
  const works = [
    { name: 'bare', args: [BARE, corpus.root, corpus.list] },
    { name: 'cold', args: check('--no-cache'), isFine },
    { name: 'first', args: check(), env, isFine, before: () => (rmSync(corpus.cache, { recursive: true, force: true }), writeFileSync(edited, text)) },
    { name: 'warm', args: check(), env, isFine },
    { name: 'remarked', args: check(), env, isFine, before: (round) => writeFileSync(edited, `${text}\n// ${round}`) },
    // An import more is something that every judgement looks at.
    { name: 'edited', args: check(), env, isFine, before: (round) => writeFileSync(edited, `${text}\nrequire('node:path').join('${round}');`) },
  ];
  const runs = timedRuns(works, rounds);
  writeFileSync(edited, text);
  const bare = runs.get('bare');
  for (const { name } of works) if (runs.get(name).why) throw new Error(`${name}: ${runs.get(name).why}`);

  const against = (work, name, goal) => atMost(work, goal, runs.get(name).wall / bare.wall, '', `processor time ${short(runs.get(name).cpu / bare.cpu)}; ${(runs.get(name).wall / 1000).toFixed(2)} s, ${runs.get(name).peak.toFixed(0)} MB`);
  return [
    { work: 'bare parse, whole process', measured: `${(bare.wall / 1000).toFixed(2)} s`, notes: `${rounds} runs, ${(Math.min(...bare.walls) / 1000).toFixed(2)}–${(Math.max(...bare.walls) / 1000).toFixed(2)} s: noise ${noiseOf(bare.walls)}; processor ${(bare.cpu / 1000).toFixed(2)} s, ${bare.peak.toFixed(0)} MB` },
    against('cold check ÷ bare parse', 'cold', 2),
    against('cold check that writes its cache ÷ bare parse', 'first', 2),
    against('warm check ÷ bare parse', 'warm', 0.35),
    against('check after a remark in one file ÷ bare parse', 'remarked', 0.45),
    against('check after one file says something else ÷ bare parse', 'edited', 0.45),
    ...(withPeers ? peerRows({ check, isFine, env, corpus, rounds: Math.min(rounds, 3), log }) : []),
  ];
}

/** How far the runs of one process lie apart, of their median. */
function noiseOf(walls) {
  const sorted = [...walls].sort((a, b) => a - b);
  return `${Math.round((100 * (sorted[sorted.length - 1] - sorted[0])) / sorted[sorted.length >> 1])} %`;
}

function peerRows({ check, isFine, env, corpus, rounds, log }) {
  const { peers, missing } = installedPeers(corpus, log);
  const runs = timedRuns([
    { name: 'cold', args: check('--no-cache'), isFine },
    { name: 'fill', args: check(), env, isFine },
    { name: 'warm', args: check(), env, isFine },
    ...peers,
  ], rounds);
  const rows = peers.map(({ name, goal, of = 'cold', notes }) => {
    const run = runs.get(name);
    const work = `${of} check ÷ ${name}`;
    if (run.why) return { work, goal: `≤ ${goal}`, measured: 'not run', notes: run.why };
    return atMost(work, goal, runs.get(of).wall / run.wall, '', `${(run.wall / 1000).toFixed(2)} s, ${run.peak.toFixed(0)} MB${notes ? `; ${notes}` : ''}`);
  });
  return [...rows, ...missing];
}
