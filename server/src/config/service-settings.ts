/** Settings that name a service nobody knows: told at the name, since they would hold nowhere. */

import type { Problem } from '../../../rules/model/outcome.ts';
import type { Config } from './config.ts';
import { nearest } from './nearest.ts';

export function unknownServices({ layers }: Config, services: readonly { readonly name: string }[]): readonly Problem[] {
  const known = new Set(services.map(({ name }) => name));
  // A file above the workspace also speaks of services that lie elsewhere.
  return layers.filter(({ above, folder }) => above === undefined && folder === '').flatMap((layer) => layer.services.flatMap(({ name: { text, file, range } }): readonly Problem[] => {
    if (known.has(text)) return [];
    const close = nearest(text, [...known]);
    return [{ kind: 'invalid-setting', message: `There is no service "${text}"${close === undefined ? '' : `; "${close}" is close`}. With "root" it becomes one.`, file, range }];
  }));
}
