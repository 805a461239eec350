/** `tenfold k6`: a load test for k6 from the routes that are found. */

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isRequest } from '../../../../rules/model/workspace.ts';
import { capacityOf } from '../../audit/capacity.ts';
import { k6Script, type K6Route } from '../../report/k6-script.ts';
import { analysisOf } from '../analysing.ts';
import { defineCommand, write } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { UserError } from '../user-error.ts';

export const k6 = defineCommand({
  name: 'k6',
  takes: ['[dir]'],
  says: 'a load test for k6 from the routes found: 1×, 5× and 10× of today’s load',
  options: {
    config: { type: 'string', short: 'c', value: '<file>', says: 'settings to use instead of tenfold.json' },
    output: { type: 'string', short: 'o', value: '<file>', says: 'write it to a file' },
  },
  async run({ config, output }, [dir], surroundings) {
    const { root, analysis: { codebase } } = await analysisOf(dir, { config }, { advice: false }, surroundings);
    const { routes, traffic } = capacityOf(codebase, []);
    const entryPoints = codebase.workspace.services.flatMap(({ entryPoints: own }) => own.filter(isRequest));
    // A share is of the requests to its service; what each service has of all is as many routes as it has of all.
    const shares = new Map(routes.map(({ service, route, share }) => [`${service} ${route}`, (share * routes.filter((each) => each.service === service).length) / routes.length]));
    const asked = new Map(entryPoints.flatMap(({ service, label, method, path }): readonly (readonly [string, K6Route])[] => {
      const share = shares.get(`${service} ${label}`);
      return share === undefined || method === undefined || path === undefined ? [] : [[`${service} ${label}`, { service, label, method, path, share }]];
    }));
    if (asked.size === 0) throw new UserError('There is no HTTP route here that a load test could ask.');
    const script = k6Script(basename(root), surroundings.version, [...asked.values()], traffic);
    if (output === undefined) await write(surroundings.stdout, script);
    else {
      try {
        writeFileSync(output, script);
      } catch (error) {
        throw new UserError(`The load test cannot be written to "${output}": ${error instanceof Error ? error.message : String(error)}.`);
      }
      surroundings.stderr.write(`The load test is in ${output}.\n`);
    }
    return EXIT.clean;
  },
});
