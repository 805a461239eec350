/** What is there and what is not, service by service and layer by layer; made by server/src/audit/scorecard.ts. Facts, never grades. */

import type { Location } from '../../model/source.ts';

export interface Scorecard {
  readonly services: readonly ScoredService[];
  readonly layers: readonly ScoredLayer[];
}

export interface ScoredService {
  readonly service: string;
  readonly rows: readonly ScoreRow[];
}

export interface ScoredLayer {
  readonly layer: 'infrastructure' | 'team' | 'process';
  readonly rows: readonly ScoreRow[];
}

export interface ScoreRow {
  /** `cache`, `tests in the pipeline`. */
  readonly topic: string;
  /** `unknown`: the repository does not say. */
  readonly state: 'there' | 'partly' | 'missing' | 'unknown';
  /** One sentence. */
  readonly fact: string;
  /** The file that shows it. */
  readonly location?: Location;
}
