/** How much processor and memory a container may use, as Compose and Kubernetes write it. */

import type { Workload } from '../../../../rules/model/manifests.ts';
import type { YamlView } from './yaml-view.ts';

export function limitsOf(processors: YamlView | undefined, memory: YamlView | undefined): Pick<Workload, 'processors' | 'megabytes'> {
  const some = processorsIn(processors?.text);
  const much = megabytesIn(memory?.text);
  return { ...(some !== undefined && { processors: some }), ...(much !== undefined && { megabytes: much }) };
}

/** `0.5`, `500m`. */
function processorsIn(text: string | undefined): number | undefined {
  const [, digits, isThousandth] = /^(\d+(?:\.\d+)?)(m?)$/.exec(text ?? '') ?? [];
  const value = digits === undefined ? 0 : Number(digits) / (isThousandth === 'm' ? 1000 : 1);
  return value > 0 ? value : undefined;
}

/** Bytes in one of each; Compose counts in powers of two whatever the letter (docs.docker.com, Specifying byte values), Kubernetes means powers of ten without the `i`. */
const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 2 ** 10, kb: 2 ** 10, m: 2 ** 20, mb: 2 ** 20, g: 2 ** 30, gb: 2 ** 30, K: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** `512m`, `1Gi`. */
function megabytesIn(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(text ?? '') ?? [];
  const bytes = digits === undefined ? 0 : Number(digits) * (Object.hasOwn(UNITS, unit) ? (UNITS[unit] ?? 0) : 0);
  return bytes > 0 ? bytes / 2 ** 20 : undefined;
}
