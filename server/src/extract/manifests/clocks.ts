/** Paths that a platform asks for at certain times. */

import type { ClockedPath } from '../../../../rules/model/manifests.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { YamlView } from './yaml-view.ts';

/** https://vercel.com/docs/cron-jobs */
export function vercelClocks(file: FilePath, document: YamlView): readonly ClockedPath[] {
  return pathsIn(file, document.get('crons'), 'path');
}

/** https://cloud.google.com/appengine/docs/standard/reference/cron-yaml */
export function appEngineClocks(file: FilePath, document: YamlView): readonly ClockedPath[] {
  return pathsIn(file, document.get('cron'), 'url');
}

function pathsIn(file: FilePath, list: YamlView | undefined, key: string): readonly ClockedPath[] {
  return (list?.items ?? []).flatMap((each) => {
    const path = each.get(key)?.text;
    return path?.startsWith('/') ? [{ path, file }] : [];
  });
}
