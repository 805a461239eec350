/** One cruise by a team's own config, as dependency-cruiser's command line would make it, its options read from the config. */

import { resolve } from 'node:path';
import { cruise, type ICruiseOptions, type IReporterOutput, type IViolation } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import extractWebpackResolveConfig from 'dependency-cruiser/config-utl/extract-webpack-resolve-config';
import extractKnownViolations from '../../../../node_modules/dependency-cruiser/src/config-utl/extract-known-violations.mjs';
import type { ImportRule } from '../../../../rules/model/architecture.ts';
import type { CruiseAnswer, CruisedBreach, CruiseRequest, LiveAnswer } from './cruise-request.ts';
import { loadRules, NeedsCode, type TeamConfig } from './load-rules.ts';

type Rules = NonNullable<CruiseRequest['rules']>;

/** Works in the current folder. Throws nothing: what goes wrong is the answer. */
export async function cruiseByRules(files: readonly string[], rules: Rules): Promise<CruiseAnswer> {
  try {
    const reads: string[] = [];
    const config = await loadRules(resolve(rules.config), rules.mayRunCode, reads);
    return { ...(await cruiseBy(config, files, rules)), reads };
  } catch (error) {
    if (error instanceof NeedsCode) return { kind: 'needs-code', file: error.file };
    return { kind: 'failed', message: (error instanceof Error ? error.message : String(error)).trim().replace(/\s+/g, ' ') };
  }
}

async function cruiseBy(config: TeamConfig, files: readonly string[], { known, mayRunCode, ignoresOutput }: Rules): Promise<Omit<CruiseAnswer & { readonly kind: 'breaches' }, 'reads'>> {
  const notes: string[] = [];
  const given = record(config['options']);
  const options = {
    ...without(given, ONLY_FOR_REPORTS),
    doNotFollow: given['doNotFollow'] ?? { path: ignoresOutput ? `node_modules|${OUTPUT}` : 'node_modules' },
    ...(known === undefined ? {} : { knownViolations: await extractKnownViolations(resolve(known)) }),
  };
  const tsConfig = fileIn(given, 'tsConfig', 'tsconfig.json');
  const webpackConfig = fileIn(given, 'webpackConfig', 'webpack.config.js');
  if (webpackConfig !== undefined && !mayRunCode) notes.push(`${webpackConfig} is code and was not run, so aliases in it are not followed.`);
  const resolveOptions = webpackConfig !== undefined && mayRunCode ? await extractWebpackResolveConfig(webpackConfig) : {};
  const ruleSet = { ...config, options };
  const result: IReporterOutput = await cruise([...files], { ruleSet, validate: true } as ICruiseOptions, resolveOptions, tsConfig === undefined ? {} : { tsConfig: extractTSConfig(tsConfig) });
  if (typeof result.output === 'string') throw new Error('It answered with text where modules were asked for.');
  const comments = new Map<unknown, unknown>([config['forbidden'], config['required']].flatMap(list).map((rule) => [record(rule)['name'], record(rule)['comment']]));
  const { violations } = result.output.summary;
  return {
    kind: 'breaches',
    notes,
    breaches: violations.flatMap((violation) => breachFrom(violation, comments.get(violation.rule.name))),
    live: liveFrom(config, violations),
  };
}

/** What shapes output only, keeps files, or stands for what the caller gives. */
const ONLY_FOR_REPORTS = ['outputType', 'outputTo', 'reporterOptions', 'progress', 'cache', 'prefix', 'suffix', 'collapse', 'babelConfig', 'knownViolations', 'baseDir'];
const OUTPUT = '(^|/)(dist|build|out|coverage|\\.next|\\.turbo)/';

const KINDS = { dependency: 'import', cycle: 'circle', instability: 'instability', reachability: 'reach', module: 'file', folder: 'folder' } as const;

/** The rules that look at the two ends of an import only. */
function liveFrom(config: TeamConfig, violations: readonly IViolation[]): LiveAnswer {
  const options = record(config['options']);
  // Without the types of before compilation, imports of types are not seen at all.
  const seesTypes = options['tsPreCompilationDeps'] !== undefined && options['tsPreCompilationDeps'] !== false;
  return {
    rules: list(config['forbidden']).map(record).flatMap((rule): ImportRule[] => {
      const { name = 'unnamed', comment = '', severity = 'warn', scope = 'module', from, to } = rule;
      const [one, other] = [record(from), record(to)];
      if (scope !== 'module' || other['path'] === undefined || !hasOnly(one, ['path', 'pathNot']) || !hasOnly(other, ['path', 'pathNot']) || rule['module'] !== undefined) return [];
      if (severity !== 'error' && severity !== 'warn' && severity !== 'info') return [];
      return [{ name: String(name), comment: String(comment), severity, from: one, to: { ...other, ...(!seesTypes && { dependencyTypesNot: ['type-only'] }) } }];
    }),
    includeOnly: patternsIn(options['includeOnly']),
    exclude: patternsIn(options['exclude']),
    known: violations.filter(({ rule }) => rule.severity === 'ignore').map(({ rule, from, to }) => `${rule.name} ${from} ${to}`),
  };
}

/** A pattern, several, or an object that holds them. */
function patternsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : value === undefined ? [] : patternsIn(record(value)['path']);
}

function hasOnly(value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}

/** None for what the team has agreed to live with. */
function breachFrom({ type = 'dependency', rule, from, to, unresolvedTo, cycle, via }: IViolation, comment: unknown): readonly CruisedBreach[] {
  const { name, severity } = rule;
  if (severity === 'ignore') return [];
  const way = (cycle ?? via ?? []).map((step) => step.name);
  return [{ rule: name, ...(typeof comment === 'string' && { comment }), severity, kind: KINDS[type], from, to, ...(unresolvedTo !== undefined && { specifier: unresolvedTo }), via: way }];
}

/** The file an option names; its usual name where the option is there without one. */
function fileIn(options: Readonly<Record<string, unknown>>, name: string, usual: string): string | undefined {
  if (options[name] === undefined) return undefined;
  const { fileName } = record(options[name]);
  return typeof fileName === 'string' ? fileName : usual;
}

function without(options: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
