/**
 * Runs dependency-cruiser in a process of its own: it needs a gigabyte and seconds, and recurses as deep as imports go.
 *
 * Reads one CruiseRequest as JSON from standard input, writes one CruiseAnswer as JSON to standard output.
 */

import { text } from 'node:stream/consumers';
import { cruise, type IModule, type IReporterOutput } from 'dependency-cruiser';
import type { CruiseAnswer, CruiseRequest } from './cruise-request.ts';

const request = JSON.parse(await text(process.stdin)) as CruiseRequest;
const result: IReporterOutput = await cruise([...request.files], {
  baseDir: request.root,
  parser: 'tsc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)node_modules/' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
});
if (typeof result.output === 'string') throw new Error('dependency-cruiser answered with text where modules were asked for.');

const answer: CruiseAnswer = { edges: result.output.modules.flatMap(edgesOf) };
process.stdout.write(JSON.stringify(answer));

/** Imports that were resolved to a file of the codebase. */
function edgesOf({ source, dependencies }: IModule): CruiseAnswer['edges'] {
  return dependencies.flatMap(({ resolved, couldNotResolve, coreModule, module }) => (couldNotResolve || coreModule || resolved.includes('node_modules') ? [] : [{ from: source, to: resolved, specifier: module }]));
}
