/** What a Next.js server hands on to others: the `rewrites` of its config. */

import { serviceCalled, writtenAddress } from '../../../../rules/kit/service-called.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import { partsOf, type Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import { serviceId } from './ids.ts';
import type { Link } from './links.ts';

export function* rewriteLinks(codebase: Codebase, services: readonly Service[]): Iterable<Link> {
  for (const service of services) {
    for (const file of service.files) {
      if (!/(?:^|\/)next\.config\.[cm]?[jt]s$/.test(file)) continue;
      for (const { returns } of codebase.facts.get(file)?.functions ?? []) {
        for (const destination of returns.flatMap((each) => [...destinationsIn(each, 0)])) {
          const address = writtenAddress(codebase, file, destination);
          const to = address && (serviceCalled(codebase, address) ?? servedAt(codebase, services, address.host, address.port));
          if (to && to !== service) yield { from: serviceId(service), to: serviceId(to), kind: 'calls', at: { file, span: 'at' in destination ? destination.at : [0, 0] }, says: 'rewrites', isGuessed: true };
        }
      }
    }
  }
}

/** `{ source: '/api/:path*', destination: 'http://localhost:4000/:path*' }`, however deep. */
function* destinationsIn(expression: Expression, depth: number): Iterable<Expression> {
  if (depth > 6) return;
  if (expression.kind === 'object' && expression.properties.some(({ name }) => name === 'source')) {
    for (const { name, value } of expression.properties) if (name === 'destination') yield value;
  }
  for (const part of partsOf(expression)) yield* destinationsIn(part, depth + 1);
}

/** Beside each other on one machine, services are told apart by the port they listen on. */
function servedAt(codebase: Codebase, services: readonly Service[], host: string | undefined, port: string | undefined): Service | undefined {
  if (port === undefined || !/^(?:localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(host ?? '')) return undefined;
  return services.find(({ files }) => files.some((file) => !codebase.isOffline(file) && listensOn(codebase, file, port)));
}

function listensOn({ facts, calls, values }: Codebase, file: FilePath, port: string): boolean {
  return (facts.get(file)?.calls ?? []).some(({ callee, arguments: [first] }, index) => {
    if (!first || callee.kind !== 'member' || callee.name !== 'listen' || calls.callAt(file, index)?.operation?.kind !== 'listen') return false;
    const at = first.kind === 'object' ? values.propertyOf(file, first, 'port') : { file, expression: first };
    if (!at) return false;
    // `Number(process.env.PORT)`: what is made a number of.
    const [given] = at.expression.kind === 'call' ? (facts.get(at.file)?.calls[at.expression.call]?.arguments ?? []) : [at.expression];
    return given !== undefined && values.of(at.file, given).some((value) => value.kind === 'literal' && String(value.value) === port);
  });
}
