/** Reports about something a request comes to, with the path as proof. */

import type { Codebase } from '../model/codebase.ts';
import type { Confidence } from '../model/finding.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import { siteOf, type Call, type ReachedCall, type RequestPath } from '../model/graphs.ts';
import type { Site } from '../model/source.ts';
import { isRequest } from '../model/workspace.ts';
import type { Report, Step } from './define-rule.ts';

interface Words {
  readonly message: string;
  /** Where to point; the call's name unless given. */
  readonly at?: Site;
  /** Steps behind the path: within the function that was reached, or beyond it. */
  readonly more?: readonly Step[];
  readonly data?: NonNullable<Report['data']>;
  readonly cause?: NonNullable<Report['cause']>;
  readonly tier?: NonNullable<Report['tier']>;
  /** Caps the confidence where the judgement itself is a heuristic. */
  readonly confidence?: Confidence;
}

/** A report at a call that requests come to. */
export function reportOnPath({ requests, jobs }: Codebase, { call, path }: ReachedCall, words: Words): Report {
  return {
    at: words.at ?? siteOf(call),
    message: words.message,
    confidence: weakest(words.confidence ?? 'certain', confidenceOf(call, path)),
    evidence: [...stepsOf(path), ...(words.more ?? [])],
    entryPoints: (isRequest(path.entryPoint) ? requests : jobs).entryPointsOf(call.caller),
    ...(words.data ? { data: words.data } : {}),
    ...(words.cause ? { cause: words.cause } : {}),
    ...(words.tier ? { tier: words.tier } : {}),
  };
}

/** The walk: where the entry point is registered, then each call on the way. */
export function stepsOf({ entryPoint, steps }: RequestPath): readonly Step[] {
  return [
    { at: entryPoint.at, shows: `${entryPoint.label} enters here` },
    ...steps.map(({ call, how }) => ({
      at: siteOf(call),
      shows: how === 'call' ? `${entryPoint.label} comes through here` : `${entryPoint.label} comes through this callback`,
    })),
  ];
}

/** `certain` when every step was followed by name, else `likely`. */
export function confidenceOf(call: Call, { entryPoint, steps }: RequestPath): Confidence {
  const isCertain = !call.isGuessed && entryPoint.resolution === 'static' && steps.every(({ resolution }) => resolution === 'static');
  return isCertain ? 'certain' : 'likely';
}

const STRENGTH: Readonly<Record<Confidence, number>> = { certain: 2, likely: 1, possible: 0 };

export function weakest(a: Confidence, b: Confidence): Confidence {
  return STRENGTH[a] <= STRENGTH[b] ? a : b;
}

/** The name of the function a call stands in, or of the nearest named one around it; `The handler` where none has a name. */
export function callerName({ facts }: Codebase, { caller }: Call): string {
  const { file, index } = partsOfFunctionId(caller);
  const functions = facts.get(file)?.functions ?? [];
  for (let at: number | undefined = index; at !== undefined && at !== 0; at = functions[at]?.parent) {
    const name = functions[at]?.name;
    if (name !== undefined && !name.startsWith('callback of ')) return name;
  }
  return 'The handler';
}
