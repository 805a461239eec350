/** The JSON schema of the setting `ownRules`. */

import { NAME } from './own-rules.ts';

type Schema = Readonly<Record<string, unknown>>;

const PLACE = 'a part that `boundaries` names, a service by its name or as `service:NAME`, `tag:NAME`, a folder (by its path, or by its name alone) or a glob';
const CALLEE = '`pdfkit#**` for what a package gives, `./src/pdf/**#render` for a function of yours by file and name, `renderInvoice` or `OrdersService.list` for whatever is called so';
const words = (description: string): Schema => ({ anyOf: [{ type: 'string', minLength: 1 }, { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }], description });

export const OWN_RULES_SCHEMA: Schema = {
  type: 'object',
  description: 'Rules of your own, one sentence each: `noCallTo` …; `service` … `reaches` … `onlyThroughQueue` …; `handlersIn` … `passThrough` …. Each speaks as `own/NAME`, by which `rules`, `overrides` and comments name it.',
  propertyNames: { pattern: NAME.source },
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    properties: {
      because: { type: 'string', minLength: 1, description: 'A sentence that ends every finding: what the reader is to know.' },
      severity: { enum: ['error', 'warning', 'info', 'hint'], default: 'warning', description: 'How loud it is where `rules` say nothing of it.' },
      noCallTo: words(`What is not to be called: ${CALLEE}.`),
      on: { enum: ['request-path', 'anywhere'], default: 'request-path', description: 'Of `noCallTo`: only while a request waits, or in all code but tests and scripts.' },
      in: words(`Of \`noCallTo\`: where the call stands: ${PLACE}. Everywhere where not said.`),
      except: words('Of `noCallTo`: where the call is free; places as for `in`.'),
      service: { type: 'string', minLength: 1, description: 'The service that is to keep away.' },
      reaches: { type: 'string', minLength: 1, description: 'The service it is to keep away from.' },
      onlyThroughQueue: words('The queue or topic that is the only way: imports, calls over the network and other queues are reported.'),
      handlersIn: words(`Whose handlers: ${PLACE}.`),
      passThrough: words(`What has to stand before each of them, around it or in it: ${CALLEE}.`),
      routes: words('Of `noCallTo` and `handlersIn`: only entry points whose name matches one of these globs: `POST /payments/**`, `POST`.'),
    },
    oneOf: [{ required: ['noCallTo'] }, { required: ['service', 'reaches', 'onlyThroughQueue'] }, { required: ['handlersIn', 'passThrough'] }],
  },
};
