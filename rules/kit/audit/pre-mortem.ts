/** The three failures of the year to come, told to people who do not read code; made by server/src/audit/pre-mortem.ts. */

import type { Location } from '../../model/source.ts';

export interface PreMortem {
  readonly failures: readonly Failure[];
  /** The answer in one sentence: what gives way first, and at which load. */
  readonly says: string;
}

export interface Failure {
  /** `orders runs out of connections to its database`. */
  readonly what: string;
  /** The same, and what customers see. */
  readonly title: string;
  /** What it is and what customers see, without a word of code. */
  readonly plainly: string;
  /** The same, and where it shows first. */
  readonly story: string;
  /** At which multiple of today's load, and how sure that is. */
  readonly when: string;
  /** At five and at ten times today's load. */
  readonly at5: string;
  readonly at10: string;
  readonly mitigation: string;
  /** The same in the words of the code: `one pool.query for all instead of one for each`. */
  readonly forDevelopers?: string;
  /** The call that takes most, where it stands, and the routes that come to it, as a part of the requests to the service. */
  readonly where?: { readonly label: string; readonly location: Location; readonly routes: readonly string[]; readonly ofRequests: number };
  readonly afterwards: string;
  /** What has to be decided, as a question. */
  readonly decision: string;
}
