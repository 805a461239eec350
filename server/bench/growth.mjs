/** How time and memory grow with the codebase: the same code once, twice and four times in one workspace. */
import { atMost } from './table.mjs';
import { corpusOf } from './corpus.mjs';
import { timedRuns } from './timed-runs.mjs';

const COPIES = [1, 2, 4];
const ROUNDS = 2;

export function growthRows({ cli, folder, listFiles }) {
  const corpora = COPIES.map((copies) => corpusOf(folder, listFiles, copies));
  try {
    const works = corpora.map(({ root, count }) => ({ name: count, args: [cli, 'check', root, '--no-cache', '--format', 'json'], isFine: (status) => status === 0 || status === 1 }));
    const runs = timedRuns(works, ROUNDS);
    const points = corpora.map(({ count }) => ({ count, ...runs.get(count) }));
    const notes = points.map(({ count, wall, peak }) => `${count}: ${(wall / 1000).toFixed(1)} s, ${peak.toFixed(0)} MB`).join('; ');
    return [
      atMost('growth of cold check, exponent of time', 1.1, exponent(points, 'cpu'), '', `processor time; ${notes}`),
      atMost('growth of cold check, exponent of memory', 1.1, exponent(points, 'peak'), ''),
    ];
  } finally {
    for (const corpus of corpora) corpus.remove();
  }
}

/** Slope of the line through the logarithms, from the smallest to the largest. */
function exponent(points, of) {
  const [first, last] = [points[0], points[points.length - 1]];
  return Math.log(last[of] / first[of]) / Math.log(last.count / first.count);
}
