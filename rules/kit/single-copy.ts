/** Whether whoever deploys a file's service says that there is only ever one copy of it. */

import type { Codebase } from '../model/codebase.ts';
import type { FilePath } from '../model/source.ts';
import { workloadsOfService } from './deployed-service.ts';

/** Every workload that runs it says `replicas: 1`, and none has an autoscaler; a chart's own figure is where whoever installs it starts from. */
export function isSingleCopy(codebase: Codebase, file: FilePath): boolean {
  const service = codebase.serviceOf(file);
  const workloads = service ? workloadsOfService(codebase, service) : [];
  return workloads.length > 0 && workloads.every(({ replicas, hasAutoscaler, traits }) => replicas === 1 && !hasAutoscaler && !traits.includes('chart'));
}
