/** Puts what was said beside what was measured. */

/** Rank correlation (Spearman, 1904) of two lists of the same length, ties given their mean rank; NaN below three. */
export function spearman(one, other) {
  if (one.length < 3) return Number.NaN;
  const [a, b] = [ranks(one), ranks(other)];
  const mean = (a.length + 1) / 2;
  const sum = (of) => a.reduce((total, _, index) => total + of(index), 0);
  const covariance = sum((index) => (a[index] - mean) * (b[index] - mean));
  return covariance / Math.sqrt(sum((index) => (a[index] - mean) ** 2) * sum((index) => (b[index] - mean) ** 2));
}

function ranks(values) {
  const sorted = [...values].sort((x, y) => x - y);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

export function median(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor(sorted.length / 2)];
}

/** Of several rounds, the middle of each number. */
export function compare(sample, rounds) {
  const middle = (of) => median(rounds.map(of));
  const resources = Object.keys(rounds[0].measured.together.use);
  const use = Object.fromEntries(resources.map((resource) => [resource, middle(({ measured }) => measured.together.use[resource])]));
  const measuredFirst = resources.reduce((best, resource) => (use[resource] > use[best] ? resource : best), resources[0]);
  const predictedFirsts = rounds.map(({ predicted }) => predicted.resource);
  const isMemory = sample.breaks === 'memory';
  const predicted = middle(({ predicted: said }) => (isMemory ? said.requestsUntilFull : said.saturation.typical));
  const measured = middle(({ measured: { together } }) => (isMemory ? together.requestsUntilFull : together.saturation));
  const routes = sample.routes.map(({ label }) => ({
    label,
    predicted: middle(({ predicted: said }) => said.routes.find((route) => route.label === label)?.saturation ?? Number.NaN),
    measured: middle(({ measured: { routes: all } }) => all.find((route) => route.label === label).saturation),
    queries: middle(({ measured: { routes: all } }) => all.find((route) => route.label === label).queries),
  }));
  return {
    sample, use, measuredFirst, predicted, measured, routes,
    predictedFirst: predictedFirsts.every((each) => each === predictedFirsts[0]) ? predictedFirsts[0] : predictedFirsts.join(' or '),
    cause: rounds[0].predicted.cause,
    finding: rounds[0].predicted.finding,
    raw: isMemory ? undefined : middle(({ measured: { together } }) => together.raw),
    ratios: rounds.map((round) => (isMemory ? round.predicted.requestsUntilFull / round.measured.together.requestsUntilFull : round.predicted.saturation.typical / round.measured.together.saturation)),
    order: spearman(routes.map((route) => route.predicted), routes.map((route) => route.measured)),
  };
}
