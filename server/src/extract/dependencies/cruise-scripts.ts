/** What a team's npm scripts tell dependency-cruiser: where to begin, and which config to read. */

export interface CruiseScript {
  /** Files, folders and globs; empty where the script names none. */
  readonly files: readonly string[];
  readonly config?: string;
  readonly known?: string;
}

/** Undefined where no script runs it. */
export function cruiseScriptIn(scripts: Readonly<Record<string, string>>): CruiseScript | undefined {
  const found = Object.values(scripts).flatMap(cruisesIn);
  // Scripts that only draw a picture say little of what is checked.
  return found.find(({ config }) => config !== undefined) ?? found[0];
}

const CRUISE = /^(?:.*\/)?(?:depcruise|dependency-cruise|dependency-cruiser)$/;
const STARTERS = new Set(['npx', 'pnpm', 'yarn', 'bunx', 'exec', 'dlx', '--', 'cross-env', 'time']);
const WITH_VALUE = new Set(['-T', '--output-type', '-f', '--output-to', '-I', '--include-only', '-F', '--focus', '--focus-depth', '-R', '--reaches', '-H', '--highlight', '-x', '--exclude', '-X', '--do-not-follow', '-S', '--collapse', '-d', '--max-depth', '-M', '--module-systems', '-P', '--prefix', '--suffix', '--cache-strategy']);
/** Followed by a value or not; only a file of the kind is taken for one. */
const PERHAPS_WITH_VALUE: Readonly<Record<string, RegExp>> = {
  '-c': /\.(?:json|[cm]?js)$/, '--config': /\.(?:json|[cm]?js)$/, '-v': /\.(?:json|[cm]?js)$/, '--validate': /\.(?:json|[cm]?js)$/,
  '--ts-config': /\.json$/, '--webpack-config': /\.[cm]?[jt]s$/, '--ignore-known': /\.json$/,
  '-p': /^(?:cli-feedback|performance-log|ndjson|none)$/, '--progress': /^(?:cli-feedback|performance-log|ndjson|none)$/, '-C': /cache/, '--cache': /cache/, '-A': /^(?!\.)[^/]+$/, '--affected': /^(?!\.)[^/]+$/,
};

function cruisesIn(script: string): readonly CruiseScript[] {
  return script.split(/&&|\|\|?|;|&|\n/).flatMap((command): CruiseScript[] => {
    const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
    const start = words.findIndex((word) => !STARTERS.has(word) && !/^\w+=/.test(word));
    const program = words[start];
    return program !== undefined && CRUISE.test(program) ? [scriptFrom(words.slice(start + 1))] : [];
  });
}

function scriptFrom(words: readonly string[]): CruiseScript {
  const files: string[] = [];
  let script: Omit<CruiseScript, 'files'> = {};
  for (let at = 0; at < words.length; at++) {
    const [flag = '', inline] = (words[at] ?? '').split(/=(.*)/s);
    if (/^\d?>/.test(flag)) break;
    if (!flag.startsWith('-')) {
      files.push(words[at] ?? '');
      continue;
    }
    const next = words[at + 1];
    const takesNext = inline === undefined && next !== undefined && (WITH_VALUE.has(flag) || PERHAPS_WITH_VALUE[flag]?.test(next) === true);
    const value = inline ?? (takesNext ? next : undefined);
    if (takesNext) at++;
    if (value !== undefined && ['-c', '--config', '-v', '--validate'].includes(flag)) script = { ...script, config: value };
    if (value !== undefined && flag === '--ignore-known') script = { ...script, known: value };
  }
  return { files, ...script };
}
