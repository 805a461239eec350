/** What a rule found, where, and how it knows. */

import type { FilePath, Location, Span } from './source.ts';

export type RuleId = string & { readonly __brand: 'RuleId' };

export function ruleId(name: string): RuleId {
  return name as RuleId;
}

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** `warning` and `information` are on by default; `advice` shows in the audit, and in the editor only where a team turns it on. */
export type Tier = 'warning' | 'information' | 'advice';

/** `certain`: every step was followed by name. `likely`: one step was guessed. `possible`: the judgement itself is a heuristic. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** The resource or quality that gives way first when load grows. */
export type Category =
  | 'async-work'
  | 'database'
  | 'caching'
  | 'statelessness'
  | 'resilience'
  | 'coupling'
  | 'observability'
  | 'team'
  | 'process';

export interface Finding {
  readonly rule: RuleId;
  readonly category: Category;
  readonly tier: Tier;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly location: Location;
  /** Steps of the proof in the order a reader takes them; `path` when they are one walk through the code. */
  readonly evidence: readonly Evidence[];
  readonly evidenceIs: 'path' | 'related';
  /** The service whose file this is; absent for files outside every service. */
  readonly service?: string;
  /** Labels of the entry points that come through here, the shortest path's first; at most twenty. */
  readonly entryPoints: readonly string[];
  /** How many entry points come through here in all. */
  readonly entryPointCount: number;
  /** Stays the same when lines move and code is formatted; no two findings of one run share it. Hexadecimal, 16 digits. */
  readonly fingerprint: string;
  /** Present when traces of real requests speak of it: `confirmed` or `cleared`, with numbers. */
  readonly observed?: Observation;
  readonly identity: Identity;
  /** Present when someone switched it off in place: the reason they gave. */
  readonly suppressed?: { readonly reason: string };
  /** Present when it was there before: the baseline holds it, or the commit that is compared with has it. It is debt, and neither shouts nor fails. */
  readonly isKnown?: true;
  /** Labels of the entry points that did not come through here in the commit that is compared with, at most twenty; present when this is all that is new about it. */
  readonly newEntryPoints?: readonly string[];
  readonly cause?: Cause;
  /** What the same rule found of the same cause, each as it would stand alone; absent when there is nothing more. They are mended with it, and counted with it. */
  readonly others?: readonly Finding[];
}

/** The finding, and what is told with it. */
export function withOthers(finding: Finding): readonly Finding[] {
  return [finding, ...(finding.others ?? [])];
}

/** Every place that belongs to it, in the order a reader takes them: the proof, then what else has its cause. */
export function stepsShown({ evidence, others = [] }: Finding): readonly Evidence[] {
  return [...evidence, ...others.map(({ location, cause, rule }) => ({ location, shows: `the same goes for ${cause?.named ?? rule}` }))];
}

/** What findings of one rule may share, such as the loop around several calls: they are one finding then. */
export interface Cause {
  readonly location: Location;
  /** How this finding is named where another speaks for all: `prisma.order.count`. */
  readonly named: string;
}

/** What is left of a finding when code is moved, renamed or formatted: nothing here counts lines. */
export interface Identity {
  /** Names of the functions around it, outermost first, joined by ` > `; empty outside all functions that have a name. */
  readonly in: string;
  /** What stands there, such as `fs.readFileSync`, without the names that this codebase gives its own functions and variables. */
  readonly about: string;
  /** Hash over all that the function around it does, whatever it is called. Hexadecimal, 16 digits. */
  readonly shape: string;
}

/** What traces said of a finding: a sentence such as `GET /orders ran it 50 times in one request (traces.json, 120 requests)`. */
export interface Observation {
  readonly verdict: 'confirmed' | 'cleared';
  readonly says: string;
}

/** One step of the proof. */
export interface Evidence {
  readonly location: Location;
  /** A phrase such as `POST /orders comes through here`. */
  readonly shows: string;
}

/** A change the user may accept. `safe` keeps behaviour and may be applied to all; `suggestion` needs a human. */
export interface QuickFix {
  readonly title: string;
  readonly safety: 'safe' | 'suggestion';
  readonly edits: readonly TextEdit[];
}

/** Replaces the text at `span` (offsets in the analysed text). */
export interface TextEdit {
  readonly file: FilePath;
  readonly span: Span;
  readonly newText: string;
}
