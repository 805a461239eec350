/** Settings to start from, by name: `"extends": ["tenfold:strict", "tenfold:nest"]`. */

import type { Tier } from '../../../rules/model/finding.ts';
import type { Scale } from '../../../rules/model/workspace.ts';
import type { BOUNDARY_PRESETS } from './boundary-presets.ts';
import type { Level } from './config.ts';

export interface SettingsPreset {
  readonly description: string;
  readonly tiers?: Readonly<Partial<Record<Tier, Level>>>;
  readonly stage?: Scale['stage'];
  readonly boundaries?: keyof typeof BOUNDARY_PRESETS;
}

export const PRESET_PREFIX = 'tenfold:';

/** They speak of tiers, never of single rules, so that a new rule needs no preset to be written again. */
export const SETTINGS_PRESETS: Readonly<Record<string, SettingsPreset>> = {
  recommended: { description: 'Every rule as loud as it is by itself: what Tenfold does without any settings.', tiers: { warning: 'warning', information: 'info' } },
  strict: { description: 'Warnings are errors, information is a warning, and advice shows in the editor.', tiers: { warning: 'error', information: 'warning', advice: 'info' } },
  mvp: { description: 'A product that looks for its users: stage `mvp`, and what only matters with many of them is a hint.', stage: 'mvp', tiers: { warning: 'warning', information: 'hint' } },
  growth: { description: 'A product that grows: stage `growth`, every rule as loud as it is by itself.', stage: 'growth', tiers: { warning: 'warning', information: 'info' } },
  scale: { description: 'A product under load: stage `scale`, information is a warning, and advice shows in the editor.', stage: 'scale', tiers: { warning: 'warning', information: 'warning', advice: 'info' } },
  nest: { description: 'The layers of NestJS: services and gateways know no controller, entities and repositories know neither.', boundaries: 'nest' },
  express: { description: 'The folders most Express codebases have: routes and controllers above services above models.', boundaries: 'layered' },
  next: { description: 'Next.js calls route handlers, pages and layouts itself: no other file imports them.', boundaries: 'next' },
  fastify: { description: 'As fastify-cli lays a project out: `plugins` are shared by all `routes`, and know none of them.', boundaries: 'fastify' },
};

export function presetNames(): readonly string[] {
  return Object.keys(SETTINGS_PRESETS).map((name) => PRESET_PREFIX + name);
}
