/** What nodes are named by: the same in every run. */

import type { Service } from '../../../../rules/model/workspace.ts';

export function serviceId({ name }: Pick<Service, 'name'>): string {
  return `service:${name}`;
}

export function idOf(service: Service, deployed: readonly Service[]): string {
  return deployed.includes(service) ? serviceId(service) : `package:${service.name}`;
}
