/**
 * Runs dependency-cruiser in a process of its own: it needs a gigabyte and seconds, recurses as deep as imports go, and may run a team's config.
 *
 * Reads one CruiseRequest as JSON from standard input, writes one CruiseAnswer as JSON to standard output, behind a mark on the last line.
 */

import { text } from 'node:stream/consumers';
import { cruise, type IModule, type IReporterOutput } from 'dependency-cruiser';
import { endWithParent } from '../../platform/end-with-parent.ts';
import { cruiseByRules } from './cruise-by-rules.ts';
import { ANSWER, type CruiseAnswer, type CruiseRequest } from './cruise-request.ts';

endWithParent();
const request = JSON.parse(await text(process.stdin)) as CruiseRequest;
process.chdir(request.root);
answer(request.rules ? await cruiseByRules(request.files, request.rules) : await edgesOf(request));

async function edgesOf({ root, files }: CruiseRequest): Promise<CruiseAnswer> {
  const result: IReporterOutput = await cruise([...files], {
    baseDir: root,
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)node_modules/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  });
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered with text where modules were asked for.');
  return { kind: 'edges', edges: result.output.modules.flatMap(resolvedImports) };
}

/** Imports that were resolved to a file of the codebase. */
function resolvedImports({ source, dependencies }: IModule) {
  return dependencies.flatMap(({ resolved, couldNotResolve, coreModule, module }) => (couldNotResolve || coreModule || resolved.includes('node_modules') ? [] : [{ from: source, to: resolved, specifier: module }]));
}

/** A config that is code may keep the process from ending by itself. */
function answer(said: CruiseAnswer): void {
  process.stdout.write(`\n${ANSWER}${JSON.stringify(said)}\n`, () => process.exit(0));
}
