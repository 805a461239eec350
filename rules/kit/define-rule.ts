/** The shape every rule takes. */

import type { Codebase } from '../model/codebase.ts';
import type { FileFacts } from '../model/facts.ts';
import type { Category, Confidence, QuickFix, Severity, Tier } from '../model/finding.ts';
import type { FilePath, Site } from '../model/source.ts';
import type { EntryPoint, Service, Workspace } from '../model/workspace.ts';
import { defaultsOf, type OptionSpecs, type OptionValues } from './options.ts';

/** What `check` is called with, once each. The narrower the scope, the less is redone on a keystroke. */
interface Subjects {
  readonly file: FileFacts;
  readonly service: Service;
  readonly workspace: Workspace;
}

export type Scope = keyof Subjects;

export type TracedAs = 'repeated query';

/** What a rule reports. The runner adds the rule's id, its level and a fingerprint. */
export interface Report {
  readonly at: Site;
  /** What is wrong here, with the names and numbers of this codebase. Why, and what instead, stand in rule.md. */
  readonly message: string;
  readonly confidence: Confidence;
  /** The proof, step by step in the order a reader takes it. */
  readonly evidence?: readonly Step[];
  /** `path`, unless said otherwise: one walk through the code. `related`: places that belong together. */
  readonly evidenceIs?: 'path' | 'related';
  /** Reports of the rule that share one are one finding: the worst of them speaks for all. */
  readonly cause?: SharedCause;
  /** Entry points that come through here, the shortest path's first. */
  readonly entryPoints?: readonly EntryPoint[];
  /** Lowers the rule's tier for this one report; it cannot raise it. */
  readonly tier?: Tier;
  /** What the team itself said in rules of its own; counts where its settings leave the rule at its usual level. */
  readonly severity?: Severity;
  /** What the rule's own `fix` and the audit may need again; survives JSON. */
  readonly data?: Readonly<Record<string, string | number | boolean | readonly number[] | undefined>>;
}

/** What is mended once for several reports, such as a loop around several calls. A comment there switches all of them off. */
export interface SharedCause {
  readonly at: Site;
  /** How this report is named where another speaks for it: `prisma.order.count`. */
  readonly named: string;
  /** Behind the names of all that share it: `in this loop`. */
  readonly where: string;
}

export interface Step {
  readonly at: Site;
  /** A phrase: `POST /orders comes through here`. */
  readonly shows: string;
}

/** What a fix may look at besides the codebase: the texts it changes. */
export interface FixContext {
  readonly codebase: Codebase;
  textOf(file: FilePath): string | undefined;
}

/** Sentences for people who do not read code. */
export interface ByHand {
  /** What waits for it: the more often it is done, the sooner it is worth ending. */
  readonly stops: 'every change' | 'each release';
  /** Why it hurts when there is ten times as much to do. */
  readonly why: string;
  readonly firstStep: string;
}

export interface RuleDefinition<S extends Scope, Specs extends OptionSpecs> {
  readonly scope: S;
  readonly category: Category;
  readonly tier: Tier;
  /** The version it came with, `0.2`; the first one where not said. Teams whose settings are older get it as advice. */
  readonly since?: string;
  /** It finds work that people do by hand; the audit names one such to end. */
  readonly byHand?: ByHand;
  /** What traces of real requests can say of its findings: that one request repeats a query. */
  readonly tracedAs?: TracedAs;
  readonly options: Specs;
  /** All it judges by was to be had this time, so that its silence means something; true where not said. */
  seesAll?(codebase: Codebase): boolean;
  check(subject: Subjects[S], codebase: Codebase, options: OptionValues<Specs>): Iterable<Report>;
  /** Called only when someone opens the light bulb. */
  fix?(report: Report, context: FixContext): Iterable<QuickFix>;
}

/** A rule whose scope and options no longer matter to whoever runs it. */
export interface Rule {
  readonly scope: Scope;
  readonly category: Category;
  readonly tier: Tier;
  readonly since: string;
  readonly options: OptionSpecs;
  readonly tracedAs?: TracedAs;
  readonly byHand?: ByHand;
  readonly hasFix: boolean;
  seesAll(codebase: Codebase): boolean;
  /** `overridesOf` gives the options a team set for the folder a subject lies in. */
  check(codebase: Codebase, overridesOf: (file: FilePath) => Readonly<Record<string, unknown>>): Iterable<Report>;
  fix(report: Report, context: FixContext): Iterable<QuickFix>;
}

const FIRST_VERSION = '0.1';

export function defineRule<S extends Scope, Specs extends OptionSpecs>(definition: RuleDefinition<S, Specs>): Rule {
  const { scope, category, tier, since = FIRST_VERSION, options } = definition;
  const defaults = defaultsOf(options);
  return {
    scope,
    category,
    tier,
    since,
    options,
    ...(definition.tracedAs && { tracedAs: definition.tracedAs }),
    ...(definition.byHand && { byHand: definition.byHand }),
    hasFix: definition.fix !== undefined,
    seesAll: (codebase) => definition.seesAll?.(codebase) ?? true,
    *check(codebase, overridesOf) {
      for (const [subject, place] of subjectsOf(scope, codebase)) {
        yield* definition.check(subject, codebase, { ...defaults, ...overridesOf(place) });
      }
    },
    fix: (report, context) => definition.fix?.(report, context) ?? [],
  };
}

function subjectsOf<S extends Scope>(scope: S, { facts, workspace }: Codebase): Iterable<readonly [Subjects[S], FilePath]> {
  const root = '' as FilePath;
  const subjects: { readonly [Each in Scope]: () => Iterable<readonly [Subjects[Each], FilePath]> } = {
    file: () => [...facts.values()].map((each) => [each, each.file]),
    service: () => workspace.services.map((each) => [each, each.root]),
    workspace: () => [[workspace, root]],
  };
  return subjects[scope]();
}
