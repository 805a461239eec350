import { defineRule, type FixContext, type Report, type Step } from '../../kit/define-rule.ts';
import { listed } from '../../kit/deployed-service.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { QuickFix } from '../../model/finding.ts';
import { serviceOfWorkload, type Workload } from '../../model/manifests.ts';
import type { Site, Span } from '../../model/source.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  tier: 'information',
  options: {},

  *check({ scale }, codebase) {
    if (scale.stage === 'mvp') return;
    const own = codebase.manifests.workloads.filter((workload) => !workload.traits.includes('development') && isOwn(workload, codebase));
    yield* fixedToOneMachine(own);
    for (const workload of own) {
      // What a chart comes with is there to be changed by who installs it.
      if (workload.traits.includes('chart')) continue;
      const obstacles = workload.platform === 'kubernetes' ? inKubernetes(workload) : workload.platform === 'compose' ? inCompose(workload) : [];
      if (obstacles.length === 0) continue;
      yield {
        at: workload.at,
        message: `${workload.name} ${listed(obstacles.map(({ says }) => says), 5)}.`,
        confidence: 'certain',
        evidence: obstacles.flatMap(({ steps }) => steps),
        evidenceIs: 'related',
        ...namesToTakeAway([workload]),
      };
    }
  },

  /** Without a name of its own a container gets one with a number; the platform can then start more. */
  *fix({ at, data }: Report, { textOf }: FixContext): Iterable<QuickFix> {
    const text = textOf(at.file);
    const starts = data?.['names'];
    if (text === undefined || !Array.isArray(starts)) return;
    const edits = starts.flatMap((start: number) => {
      const from = text.lastIndexOf('\n', start) + 1;
      const end = text.indexOf('\n', start);
      const span: Span = [from, end < 0 ? text.length : end + 1];
      return /^\s*container_name\s*:/.test(text.slice(...span)) ? [{ file: at.file, span, newText: '' }] : [];
    });
    if (edits.length > 0 && edits.length === starts.length) yield { title: edits.length === 1 ? 'Leave the container name to Compose' : 'Leave the container names to Compose', safety: 'suggestion', edits };
  },
});

/** Where the container names of these workloads start, for the fix. */
function namesToTakeAway(workloads: readonly Workload[]): Pick<Report, 'data'> {
  const names = workloads.flatMap(({ containerName }) => containerName?.span[0] ?? []);
  return names.length > 0 ? { data: { names } } : {};
}

interface Obstacle {
  readonly says: string;
  readonly steps: readonly Step[];
}

/** Jobs end by themselves, stateful sets keep state by design, daemon sets run once on each machine. */
const REPLICATED = new Set(['Deployment', 'Rollout', 'DeploymentConfig']);

function inKubernetes(workload: Workload): readonly Obstacle[] {
  if (!REPLICATED.has(workload.kind)) return [];
  const { replicas = 1, replicasAt, hasAutoscaler, hasLimits, hasRequests, hasProbes, hostVolumes, hostPorts } = workload;
  const isReplicated = replicas > 1 || hasAutoscaler;
  return [
    ...(replicas === 1 && !hasAutoscaler ? [{ says: 'runs one copy and has no autoscaler', steps: replicasAt ? [{ at: replicasAt, shows: 'one copy' }] : [] }] : []),
    ...(hasRequests ? [] : [{ says: hasAutoscaler ? 'asks for no CPU or memory, so its autoscaler has nothing to measure against' : 'asks for no CPU or memory', steps: [] }]),
    ...(hasLimits || !hasRequests ? [] : [{ says: 'has no memory limit', steps: [] }]),
    ...(hasProbes ? [] : [{ says: 'gets requests before it is ready, for want of a probe', steps: [] }]),
    ...(isReplicated && hostVolumes.length > 0 ? [{ says: 'keeps files that only one machine has', steps: hostVolumes.map((at) => ({ at, shows: 'a volume of one machine' })) }] : []),
    ...(isReplicated && hostPorts.length > 0 ? [{ says: 'takes a port of its machine, so two copies never share one', steps: hostPorts.map((at) => ({ at, shows: 'a port of the machine' })) }] : []),
  ];
}

function inCompose({ replicas = 1, containerName, hostPorts }: Workload): readonly Obstacle[] {
  if (replicas < 2) return [];
  return [
    ...(containerName ? [{ says: `asks for ${replicas} copies, of which only one can have its container name`, steps: [nameStep(containerName)] }] : []),
    ...(hostPorts.length > 0 ? [{ says: `asks for ${replicas} copies, of which only one can take its port`, steps: hostPorts.map(portStep) }] : []),
  ];
}

/** One report for a Compose file: it is one decision. Without Kubernetes beside it, and kept running, it is how the thing is deployed. */
function* fixedToOneMachine(own: readonly Workload[]): Iterable<Report> {
  if (own.some(({ platform }) => platform === 'kubernetes')) return;
  const fixed = own.filter(({ platform, replicas, containerName, hostPorts, traits }) => platform === 'compose' && replicas === undefined && containerName && hostPorts.length > 0 && traits.includes('restarts'));
  for (const file of new Set(fixed.map(({ at }) => at.file))) {
    const here = fixed.filter(({ at }) => at.file === file);
    const [first] = here;
    if (!first) continue;
    yield {
      at: first.at,
      message: `${listed(here.map(({ name }) => name))} can run once only: a container name and a host port belong to one copy.`,
      confidence: 'likely',
      evidence: here.flatMap(({ containerName, hostPorts }) => [...(containerName ? [nameStep(containerName)] : []), ...hostPorts.map(portStep)]),
      evidenceIs: 'related',
      ...namesToTakeAway(here),
    };
  }
}

function nameStep(at: Site): Step {
  return { at, shows: 'a name only one container can have' };
}

function portStep(at: Site): Step {
  return { at, shows: 'a port only one container can take' };
}

/** Databases and brokers scale in their own ways. */
const STOCK = /(^|\/)(postgres|postgis|pgvector|pgbouncer|timescaledb?|mysql|mariadb|mongo|redis|valkey|keydb|dragonfly|memcached|rabbitmq|kafka|cp-kafka|redpanda|zookeeper|nats|elasticsearch|opensearch|clickhouse(-server)?|minio|rustfs|localstack|mailhog|mailpit|traefik|nginx|caddy|haproxy|grafana|prometheus|loki|jaeger|tempo|otel\w*|opentelemetry-collector\w*|adminer|pgadmin4?|vault|consul|etcd|keycloak|busybox|alpine|sqld)\b/i;

function isOwn(workload: Workload, { workspace }: Codebase): boolean {
  const deployed = workspace.services.filter(({ kind }) => kind === 'service');
  if (workload.image !== undefined && workload.buildContext === undefined && STOCK.test(workload.image)) return false;
  return serviceOfWorkload(workload, deployed) !== undefined;
}
