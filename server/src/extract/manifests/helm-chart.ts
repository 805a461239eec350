/** Which chart a template belongs to, and under which names and values it is installed. */

import type { FilePath } from '../../../../rules/model/source.ts';
import { filePath } from '../../../../rules/model/source.ts';
import type { Release } from './helm.ts';
import { readYaml, type YamlView } from './yaml-view.ts';

/** `charts/shop` for `charts/shop/templates/orders.yaml`; undefined for what is no template of a chart. */
export function chartOf(file: FilePath, all: ReadonlySet<string>): string | undefined {
  const folder = /^(.*?)(?:^|\/)templates\/(?!tests\/)/.exec(file)?.[1];
  return folder !== undefined && all.has(inside(folder, 'Chart.yaml')) ? folder : undefined;
}

/** `read` gives the text of a file of the workspace, undefined where there is none. */
export async function releasesOf(chart: string, read: (file: FilePath) => Promise<string | undefined>): Promise<readonly Release[]> {
  const view = async (folder: string, name: string): Promise<YamlView | undefined> => {
    const file = inside(folder, name);
    const text = await read(file);
    return text === undefined ? undefined : readYaml(file, text).documents[0];
  };
  const name = (await view(chart, 'Chart.yaml'))?.get('name')?.text ?? chart.split('/').at(-1) ?? 'chart';
  const own = await view(chart, 'values.yaml');
  const values = own ? [own] : [];
  const [, around, folder] = /^(?:(.*)\/)?charts\/([^/]+)$/.exec(chart) ?? [];
  const outer = folder === undefined ? undefined : await view(around ?? '', 'Chart.yaml');
  if (!outer) return [{ name, values }];
  const given = await view(around ?? '', 'values.yaml');
  const installed = (outer.get('dependencies')?.items ?? []).filter((each) => each.get('name')?.text === name).map((each) => each.get('alias')?.text ?? name);
  return (installed.length > 0 ? installed : [name]).map((alias) => ({ name: alias, values: [given?.get(alias), own].filter((each) => each !== undefined) }));
}

function inside(folder: string, name: string): FilePath {
  return filePath(folder === '' ? name : `${folder}/${name}`);
}
