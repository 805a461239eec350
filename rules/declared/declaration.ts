/** Rules that a team writes as data, in `ownRules` of tenfold.json: what is said, with every place already looked up. */

import type { Category, Severity } from '../model/finding.ts';
import type { FilePath, Site } from '../model/source.ts';

export type Declaration = ForbiddenCall | OnlyThroughQueue | PassThrough;

interface Said {
  /** Without prefix. */
  readonly name: string;
  /** A sentence. */
  readonly because?: string;
  readonly severity: Severity;
  /** Where it is written in the settings. */
  readonly at: Site;
}

/** "No call to X on a request path." */
export interface ForbiddenCall extends Said {
  readonly kind: 'forbidden-call';
  readonly calls: readonly Callee[];
  readonly on: 'request-path' | 'anywhere';
  /** Globs over labels of entry points, `POST /orders/**`; all when empty. */
  readonly routes: readonly RegExp[];
  readonly isWithin: Within;
}

/** "Service A must reach B only through queue Q." */
export interface OnlyThroughQueue extends Said {
  readonly kind: 'only-through-queue';
  readonly from: string;
  readonly to: string;
  readonly queues: readonly string[];
}

/** "Every handler in `payments` passes through `idempotency`." */
export interface PassThrough extends Said {
  readonly kind: 'pass-through';
  readonly isWithin: Within;
  /** As the team calls the place. */
  readonly within: string;
  readonly through: readonly Callee[];
  readonly routes: readonly RegExp[];
}

export type Within = (file: FilePath) => boolean;

/** What is called, as written: `pdfkit#**`, `./src/pdf/**#render`, `renderInvoice`, `OrdersService.list`. */
export interface Callee {
  readonly text: string;
}

export const CATEGORY_OF: Readonly<Record<Declaration['kind'], Category>> = { 'forbidden-call': 'async-work', 'only-through-queue': 'coupling', 'pass-through': 'resilience' };
