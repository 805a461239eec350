/** The JSON schema of tenfold.json, made from the catalog: the one place that says what a setting may be. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { LONGEST_GLOB } from '../platform/globs.ts';
import { BOUNDARY_SCHEMA } from './boundary-schema.ts';
import { OWN_RULES_SCHEMA } from './own-rule-schema.ts';
import { PREFIX } from './rule-packages.ts';
import { presetNames, SETTINGS_PRESETS } from './presets.ts';
import { teamRowSchema } from '../../../rules/knowledge/team-row.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const LEVELS = ['off', 'hint', 'info', 'warning', 'error', 'on'];
const globs = (description: string): JsonSchema => ({ type: 'array', items: { type: 'string', minLength: 1, maxLength: LONGEST_GLOB }, description });

const extended = {
  type: 'string',
  minLength: 1,
  anyOf: [{ enum: presetNames(), enumDescriptions: Object.values(SETTINGS_PRESETS).map(({ description }) => description) }, { type: 'string', minLength: 1 }],
};

/** Paths relative to the workspace that stay in it. */
const EVIDENCE = { type: 'array', items: { type: 'string', minLength: 1, pattern: '^(?!/|[A-Za-z]:|(.*/)?\\.\\.(/|$))' } };

export function schemaOf(catalog: readonly CatalogEntry[]): JsonSchema {
  const rules = {
    type: 'object',
    additionalProperties: false,
    description: 'How loud each rule speaks, and with which options: "off", "info", ["warning", { … }].',
    properties: Object.fromEntries(catalog.map((entry) => [entry.id, ruleSchema(entry)])),
    // Of the team's own rules, which another file may declare, only the form is known here.
    patternProperties: { '^[\\w@.-]+/[\\w-]+$': { anyOf: [{ enum: LEVELS }, { type: 'array', items: [{ enum: LEVELS }, { type: 'object' }], minItems: 1, maxItems: 2 }] } },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'tenfold.json',
    description: 'Settings of Tenfold, the scalability linter.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      version: { type: 'string', pattern: '^\\d+\\.\\d+(\\.\\d+)?$', description: 'The version of Tenfold this file was written for, `0.1`. Rules that came later are advice until it is raised, by `tenfold migrate` or by hand.' },
      root: { type: 'boolean', default: false, description: 'What tenfold.json files in the folders above say does not hold here.' },
      extends: {
        description: 'Settings to start from, later ones win: presets of Tenfold, relative paths of JSON files, or packages that hold one (`@acme/tenfold-config`, by its `exports`, else its tenfold.json).',
        anyOf: [extended, { type: 'array', items: extended }],
      },
      services: {
        type: 'array',
        description: 'What is deployed as one unit, where Tenfold does not see it by itself; and settings for one service.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: {
            name: { type: 'string', minLength: 1, description: 'As Tenfold calls it, or is to call it.' },
            root: { type: 'string', description: 'Folder, relative to this file. Not needed for a service that Tenfold sees by itself.' },
            kind: { enum: ['service', 'library'], description: 'A service is deployed; a library is shared code.' },
            rules: { ...rules, description: 'Rule settings for the files of this service.' },
          },
        },
      },
      include: globs('Only files that match one of these globs are judged.'),
      exclude: globs('Files that match one of these globs are left out.'),
      boundaries: BOUNDARY_SCHEMA,
      ownRules: OWN_RULES_SCHEMA,
      rulePackages: {
        type: 'object',
        description: 'Rules of your own in code, by the first part of their names: `{ "acme": "./tenfold-rules" }` holds acme/late-delivery in `tenfold-rules/late-delivery/rule.ts`. A folder beside this file, or a package. They run in a workspace you trust, and on the command line with `--trust`.',
        propertyNames: { pattern: PREFIX.source },
        additionalProperties: { type: 'string', minLength: 1 },
      },
      rules,
      overrides: {
        type: 'array',
        description: 'Other rule settings for some files; the last match wins.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rules'],
          properties: { files: globs('Globs relative to the folder of this file.'), excludedFiles: globs('Files to leave out of the override.'), rules },
        },
      },
      scale: {
        type: 'object',
        additionalProperties: false,
        description: 'How large the product is and is about to be.',
        properties: {
          stage: { enum: ['mvp', 'growth', 'scale'], description: 'How far the product is: what is no concern of an mvp is left unsaid.' },
          monthlyActiveUsers: { type: 'integer', minimum: 0, description: 'The audit makes a peak of it where no peak is given.' },
          peakRequestsPerSecond: { type: 'number', exclusiveMinimum: 0, description: 'Requests a second to the whole workspace at the busiest time of a usual day: what the audit counts as 1×.' },
          growthFactor: { type: 'number', exclusiveMinimum: 1, description: 'How many times the load of today is expected; the audit shows it beside 5× and 10×.' },
          routeShares: { type: 'object', additionalProperties: { type: 'number', minimum: 0, maximum: 1 }, description: 'How requests are spread, by route as the audit names it: { "GET /orders": 0.6 }. Others share what is left.' },
          hoursBetweenRestarts: { type: 'number', exclusiveMinimum: 0, description: 'How long a process runs between two deployments: what only grows in memory has so long to grow. 24 unless said.' },
        },
      },
      evidence: {
        type: 'object',
        additionalProperties: false,
        description: 'What was measured of the running system, in files of this workspace: the audit counts with it.',
        properties: {
          loadTests: { ...EVIDENCE, description: 'Results of load tests: summary or JSON lines of k6, JSON of Artillery and autocannon, …_stats.csv of Locust.' },
          traces: { ...EVIDENCE, description: 'OpenTelemetry traces as OTLP JSON, one export or one a line.' },
        },
      },
      knowledge: {
        type: 'array',
        description: 'What calls into your own libraries do, as rows like those in rules/knowledge.',
        items: teamRowSchema,
      },
    },
  };
}

function ruleSchema({ rule, prose }: CatalogEntry): JsonSchema {
  const level = { enum: LEVELS };
  const options = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(rule.options).map(([name, spec]) => [name, { ...spec.schema, description: spec.description, default: spec.default }])),
  };
  return { description: prose.summary, anyOf: [level, { type: 'array', items: [level, options], minItems: 1, maxItems: 2 }] };
}
