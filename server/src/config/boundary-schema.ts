/** The JSON schema of the setting `boundaries`. */

import { BOUNDARY_PRESETS } from './boundary-presets.ts';

type Schema = Readonly<Record<string, unknown>>;

const PLACE = 'A part by its name, `service:NAME`, `tag:NAME` (a tag of Nx), a folder or a glob.';
const place = (description: string): Schema => ({ type: 'string', minLength: 1, description: `${description} ${PLACE}` });
const places = (description: string): Schema => ({ type: 'array', items: { type: 'string', minLength: 1 }, description: `${description} ${PLACE}` });
const oneOrMore = (description: string): Schema => ({ anyOf: [{ type: 'string', minLength: 1 }, { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }], description });
const preset: Schema = {
  enum: Object.keys(BOUNDARY_PRESETS),
  enumDescriptions: Object.values(BOUNDARY_PRESETS).map(({ description }) => description),
  description: 'Rules for a usual shape, found by the names of folders. `parts` of the same name replace its own.',
};

const rule: Schema = {
  type: 'object',
  additionalProperties: false,
  description: 'One sentence: `from` … `mayImport` or `mayNotImport` …; `to` … `onlyFrom` or `through` …; `each` … `through` ….',
  properties: {
    name: { type: 'string', minLength: 1, description: 'What findings call the rule.' },
    because: { type: 'string', minLength: 1, description: 'What the offender reads: a sentence.' },
    severity: { enum: ['error', 'warning', 'info'], default: 'warning' },
    exceptTypes: { type: 'boolean', default: false, description: 'Imports of types only are free.' },
    from: place('Whose imports are judged.'),
    mayImport: places('Of all places that boundaries name, only these, and itself.'),
    mayNotImport: places('Everything but these.'),
    to: place('What is imported.'),
    onlyFrom: places('Nobody else imports it.'),
    each: { type: 'string', minLength: 1, pattern: '\\*', description: 'Folders, by a glob such as `src/modules/*`; each is a part of its own.' },
    through: oneOrMore('Files below the folder, as globs: from outside, only these are imported.'),
  },
  oneOf: [
    { required: ['from', 'mayImport'] }, { required: ['from', 'mayNotImport'] },
    { required: ['to', 'onlyFrom'] }, { required: ['to', 'through'] },
    { required: ['each', 'through'] },
  ],
};

export const BOUNDARY_SCHEMA: Schema = {
  description: 'Who may import whom, and through which entry.',
  type: ['string', 'object'],
  if: { type: 'string' },
  then: preset,
  else: {
    additionalProperties: false,
    properties: {
      preset,
      parts: { type: 'object', description: 'Names for parts of the codebase.', additionalProperties: oneOrMore('Folders or globs relative to the workspace, `service:NAME` or `tag:NAME`.') },
      rules: { type: 'array', items: rule, description: 'Who may import whom.' },
    },
  },
};
