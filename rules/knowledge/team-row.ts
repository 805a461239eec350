/** Rows that a team writes in its config: their form as a JSON schema, and reading one without trust. */

import type { OperationKind, QueryAction } from '../model/operations.ts';
import type { ApiRow } from './api-row.ts';

const KINDS: readonly OperationKind[] = [
  'blocking', 'query', 'transaction', 'outbound', 'cache-read', 'cache-write', 'enqueue', 'message', 'heavy', 'pooled', 'open-client', 'file', 'load', 'limit',
  'memo', 'lock', 'session', 'rate-limit', 'schedule', 'static-files', 'upload', 'socket', 'log', 'telemetry', 'listen', 'shutdown-hook', 'retry',
];
const ACTIONS: readonly QueryAction[] = ['read-one', 'read-many', 'count', 'write', 'write-many', 'raw'];
/** A module, `#` and a path; see pattern.ts. */
const PATTERN = '^[^#\\s]+#\\S*$';

const texts = { type: 'array', items: { type: 'string' } } as const;

export const teamRowSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['library', 'match', 'kind'],
  properties: {
    library: { type: 'string', description: 'As your people call it: `billing-client`.' },
    packages: { ...texts, description: 'Packages that bring it; needed for `guess`.' },
    match: { type: 'array', minItems: 1, items: { type: 'string', pattern: PATTERN }, description: 'The calls meant, as module#path: `@acme/http#Client{}.get`. `()` is a call’s result, `{}` an instance, `*` any name, `{a,b}` either.' },
    kind: { enum: KINDS, description: 'What the call does.' },
    action: { enum: ACTIONS, description: 'What a query does.' },
    instead: { type: 'string', description: 'The form to use instead.' },
    traits: { ...texts, description: 'Words of rules/knowledge/traits.ts: `no-default-timeout`.' },
    cost: {
      type: 'object',
      additionalProperties: false,
      required: ['milliseconds', 'source'],
      properties: { milliseconds: { type: 'number', minimum: 0 }, source: { type: 'string' } },
      description: 'How long it typically takes, and where the figure comes from.',
    },
    guess: {
      type: 'object',
      additionalProperties: false,
      required: ['receivers', 'methods'],
      properties: { receivers: texts, methods: texts },
      description: 'How it is recognised where it cannot be followed: the receiver’s name (`*Client`) and the method.',
    },
  },
} as const;

/** The row, or nothing where what is written says none; members of the wrong form are left out. */
export function teamRowFrom(written: unknown): ApiRow | undefined {
  if (typeof written !== 'object' || written === null) return undefined;
  const { library, kind, action, instead, packages, match, traits, cost, guess } = written as Readonly<Record<string, unknown>>;
  const patterns = textsIn(match).filter((pattern) => new RegExp(PATTERN).test(pattern));
  const knownKind = KINDS.find((each) => each === kind);
  const knownAction = ACTIONS.find((each) => each === action);
  if (typeof library !== 'string' || knownKind === undefined || patterns.length === 0) return undefined;
  return {
    library,
    packages: textsIn(packages),
    match: patterns,
    kind: knownKind,
    ...(knownAction && { action: knownAction }),
    ...(typeof instead === 'string' && { instead }),
    ...(traits !== undefined && { traits: textsIn(traits) }),
    ...costIn(cost),
    ...guessIn(guess),
  };
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function costIn(value: unknown): Pick<ApiRow, 'cost'> {
  if (typeof value !== 'object' || value === null || !('milliseconds' in value) || !('source' in value)) return {};
  const { milliseconds, source } = value;
  return typeof milliseconds === 'number' && typeof source === 'string' ? { cost: { milliseconds, source } } : {};
}

function guessIn(value: unknown): Pick<ApiRow, 'guess'> {
  if (typeof value !== 'object' || value === null || !('receivers' in value) || !('methods' in value)) return {};
  return { guess: { receivers: textsIn(value.receivers), methods: textsIn(value.methods) } };
}
