/** Kubernetes: what runs, how many, behind which autoscaler. Overlays (Kustomize patches) are laid over what they patch. */

import type { Workload } from '../../../../rules/model/manifests.ts';
import type { FilePath, Site } from '../../../../rules/model/source.ts';
import { wordsOf } from './compose.ts';
import { limitsOf } from './limits.ts';
import type { YamlView } from './yaml-view.ts';

export interface KubernetesObject {
  readonly file: FilePath;
  readonly kind: string;
  readonly name: string;
  readonly view: YamlView;
  /** Made of a template: with the values that its chart comes with. */
  readonly isOfChart?: true;
}

export function kubernetesObjects(file: FilePath, documents: readonly YamlView[]): readonly KubernetesObject[] {
  return documents.flatMap((document) => (document.get('kind')?.text === 'List' ? (document.get('items')?.items ?? []) : [document])).flatMap((view) => {
    const kind = view.get('kind')?.text;
    const name = view.get('metadata', 'name')?.text ?? view.get('metadata', 'generateName')?.text;
    return kind !== undefined && name !== undefined && view.has('apiVersion') ? [{ file, kind, name, view }] : [];
  });
}

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Rollout', 'DeploymentConfig', 'Pod']);
const AUTOSCALERS = new Set(['HorizontalPodAutoscaler', 'ScaledObject']);

/** Of all Kubernetes files of the workspace at once: an autoscaler may stand in another file than what it scales. */
export function kubernetesWorkloads(objects: readonly KubernetesObject[]): readonly Workload[] {
  const scaled = objects.filter(({ kind }) => AUTOSCALERS.has(kind));
  const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  const running = objects.filter(({ kind }) => WORKLOADS.has(kind));
  const whole = running.filter(isWhole);
  const patches = running.filter((object) => !isWhole(object));
  return whole.map((object) => workloadOf(object, patches.filter(({ kind, name }) => kind === object.kind && name === object.name), scaled, claims));
}

/** A patch names what it changes and leaves out the rest: every workload names its containers' images. */
function isWhole({ view, kind }: KubernetesObject): boolean {
  return containersOf(view, kind).some((container) => container.has('image'));
}

function podOf(view: YamlView, kind: string): YamlView | undefined {
  if (kind === 'Pod') return view.get('spec');
  return kind === 'CronJob' ? view.get('spec', 'jobTemplate', 'spec', 'template', 'spec') : view.get('spec', 'template', 'spec');
}

function containersOf(view: YamlView, kind: string): readonly YamlView[] {
  return podOf(view, kind)?.get('containers')?.items ?? [];
}

function workloadOf({ file, kind, name, view, isOfChart }: KubernetesObject, patches: readonly KubernetesObject[], scaled: readonly KubernetesObject[], claims: readonly KubernetesObject[]): Workload {
  const containers = containersOf(view, kind);
  const alsoSaid = patches.flatMap((patch) => containersOf(patch.view, kind));
  const everyContainer = (says: (container: YamlView) => boolean): boolean => containers.every((container) => says(container) || alsoSaid.some((patch) => patch.get('name')?.text === container.get('name')?.text && says(patch)));
  const scaler = scaled.find((each) => targetOf(each.view) === name);
  const replicas = [...patches.map((patch) => patch.view), view].map((each) => each.get('spec', 'replicas')).find((each) => each?.number !== undefined);
  const [main] = containers;
  const image = main?.get('image')?.text;
  const command = [wordsOf(main?.get('command')), wordsOf(main?.get('args'))].filter((each) => each !== undefined).join(' ');
  const most = (scaler?.view.get('spec', 'maxReplicas') ?? scaler?.view.get('spec', 'maxReplicaCount'))?.number;
  return {
    platform: 'kubernetes',
    kind,
    name,
    ...(image !== undefined && { image }),
    ...(command !== '' && { command }),
    ...(replicas?.number !== undefined && { replicas: replicas.number, replicasAt: replicas.at }),
    hasAutoscaler: scaler !== undefined,
    ...(most !== undefined && { maxReplicas: most }),
    ...limitsOf(main?.get('resources', 'limits', 'cpu'), main?.get('resources', 'limits', 'memory')),
    hasLimits: everyContainer((container) => container.get('resources', 'limits', 'memory') !== undefined),
    hasRequests: everyContainer((container) => ['cpu', 'memory'].some((each) => container.get('resources', 'requests', each) ?? container.get('resources', 'limits', each))),
    hasProbes: [...containers, ...alsoSaid].some((container) => container.has('readinessProbe') || container.has('livenessProbe')),
    hostVolumes: hostVolumesOf(podOf(view, kind), claims),
    hostPorts: containers.flatMap((container) => (container.get('ports')?.items ?? []).flatMap((port) => port.get('hostPort')?.at ?? [])),
    dependsOn: [],
    environment: environmentOf(containers),
    at: view.get('metadata', 'name')?.at ?? view.at,
    traits: [...(/(^|[./_-])(dev|development|local|test|tests|e2e|ci|example|examples|sample|samples|quickstart|minikube|kind|fixtures?)([./_-]|$)/i.test(file) ? ['development'] : []), ...(isOfChart ? ['chart'] : []), 'restarts'],
  };
}

function targetOf(scaler: YamlView): string | undefined {
  return scaler.get('spec', 'scaleTargetRef', 'name')?.text;
}

/** Volumes of the machine itself that are written to, and claims that only one machine may mount at a time. */
function hostVolumesOf(pod: YamlView | undefined, claims: readonly KubernetesObject[]): readonly Site[] {
  return (pod?.get('volumes')?.items ?? []).flatMap((volume) => {
    const path = volume.get('hostPath');
    if (path) return isReadOnly(pod, volume.get('name')?.text) || /^\/(proc|sys|etc|dev|run|var\/run|var\/log)(\/|$)/.test(path.get('path')?.text ?? '') ? [] : [path.at];
    const claimed = volume.get('persistentVolumeClaim', 'claimName');
    const claim = claims.find(({ name }) => name === claimed?.text);
    const modes = (claim?.view.get('spec', 'accessModes')?.items ?? []).map(({ text }) => text);
    return claimed && modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod') ? [claimed.at] : [];
  });
}

function isReadOnly(pod: YamlView | undefined, volume: string | undefined): boolean {
  const mounts = (pod?.get('containers')?.items ?? []).flatMap((container) => container.get('volumeMounts')?.items ?? []).filter((mount) => mount.get('name')?.text === volume);
  return mounts.length > 0 && mounts.every((mount) => mount.get('readOnly')?.text === 'true');
}

function environmentOf(containers: readonly YamlView[]): Readonly<Record<string, string>> {
  const variables = containers.flatMap((container) => container.get('env')?.items ?? []);
  return Object.fromEntries(variables.flatMap((variable) => {
    const name = variable.get('name')?.text;
    return name === undefined ? [] : [[name, variable.get('value')?.text ?? filledIn(variable) ?? '']];
  }));
}

/** `${shop-db:url}`: the key of a secret or a config map that it is filled in from. */
function filledIn(variable: YamlView): string | undefined {
  const from = variable.get('valueFrom', 'secretKeyRef') ?? variable.get('valueFrom', 'configMapKeyRef');
  const name = from?.get('name')?.text;
  return name === undefined ? undefined : `\${${name}:${from?.get('key')?.text ?? ''}}`;
}
