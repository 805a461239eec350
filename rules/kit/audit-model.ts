/** What the audit says, as the reporters draw it; made by server/src/audit. */

import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/outcome.ts';
import type { Location } from '../model/source.ts';
import type { CapacityModel } from './capacity-model.ts';
import type { DebtModel } from './audit/debt.ts';
import type { ManualProcess } from './audit/manual-process.ts';
import type { PreMortem } from './audit/pre-mortem.ts';
import type { Scorecard } from './audit/scorecard.ts';
import type { ServiceMap } from './audit/service-map.ts';
import type { DeliveryModel, TeamModel } from './audit/team.ts';
import type { Prose } from './catalog-entry.ts';

export interface AuditModel {
  readonly capacity: CapacityModel;
  readonly map: ServiceMap;
  readonly scorecard: Scorecard;
  readonly team: TeamModel;
  readonly delivery: DeliveryModel;
  /** The one to begin with; absent where none was found. */
  readonly manualProcess?: ManualProcess;
  readonly debt: DebtModel;
  readonly preMortem: PreMortem;
  /** Worst first; suppressed findings are left out. */
  readonly findings: readonly RankedFinding[];
  readonly services: readonly ServiceSummary[];
  /** Request entry points with findings on their way, worst first. */
  readonly routes: readonly RouteSummary[];
  readonly rules: readonly RuleSummary[];
  readonly problems: readonly Problem[];
  readonly suppressedCount: number;
}

export interface RankedFinding {
  readonly finding: Finding;
  readonly weight: number;
  /** The rule's title and prose. */
  readonly about: Prose;
}

export interface ServiceSummary {
  readonly name: string;
  readonly root: string;
  readonly kind: 'service' | 'library';
  readonly because: string;
  readonly files: number;
  readonly entryPoints: number;
  readonly warnings: number;
  readonly others: number;
}

export interface RouteSummary {
  readonly label: string;
  readonly service: string;
  readonly location: Location | undefined;
  readonly weight: number;
  readonly findings: readonly RankedFinding[];
}

export interface RuleSummary {
  readonly id: string;
  readonly about: Prose;
  readonly count: number;
}

