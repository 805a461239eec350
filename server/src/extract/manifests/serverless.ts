/** Serverless Framework and AWS SAM: functions that the platform starts as requests come. */

import type { Workload } from '../../../../rules/model/manifests.ts';
import type { FilePath, Site } from '../../../../rules/model/source.ts';
import { folderOf, joined } from './paths.ts';
import type { YamlView } from './yaml-view.ts';

/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
export function serverlessWorkloads(file: FilePath, document: YamlView): readonly Workload[] {
  const functions = document.get('functions');
  return (functions?.entries ?? []).filter(([, each]) => each.kind === 'map').map(([name, each]) => scaledByPlatform(file, 'serverless', 'function', name, functions?.keyAt(name) ?? each.at, each.get('handler')?.text));
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html */
export function samWorkloads(file: FilePath, document: YamlView): readonly Workload[] {
  const resources = document.get('Resources');
  return (resources?.entries ?? [])
    .filter(([, resource]) => /^AWS::(Serverless|Lambda)::Function$/.test(resource.get('Type')?.text ?? ''))
    .map(([name, resource]) => scaledByPlatform(file, 'serverless', 'function', name, resources?.keyAt(name) ?? resource.at, resource.get('Properties', 'Handler')?.text, resource.get('Properties', 'CodeUri')?.text));
}

/** Something whose copies the platform starts and watches by itself. `code`: the folder its handler lies in, from the file's. */
export function scaledByPlatform(file: FilePath, platform: Workload['platform'], kind: string, name: string, at: Site, command?: string, code = '.'): Workload {
  return {
    platform,
    kind,
    name,
    buildContext: joined(folderOf(file), code),
    ...(command !== undefined && { command }),
    hasAutoscaler: true,
    hasLimits: true,
    hasRequests: true,
    hasProbes: true,
    hostVolumes: [],
    hostPorts: [],
    dependsOn: [],
    environment: {},
    at,
    traits: ['restarts'],
  };
}
