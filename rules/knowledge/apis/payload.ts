/** Payload's local API: each call is at least one query. Source: payloadcms.com/docs/local-api/overview. */

import { on, oneOf, rowsOf } from '../rows.ts';

const instances = ['payload#', 'payload#{default}', 'payload#{Payload,BasePayload}{}', 'payload#{getPayload,getPayloadHMR,initPayload}()', '@payloadcms/next/utilities#getPayloadHMR()', 'payload#*{}.payload'];
const receivers = ['payload', 'req.payload'];

/** `find` gives a page of ten unless told otherwise. */
export const payload = rowsOf('payload', ['payload'], [
  {
    match: on(instances, `.${oneOf('find findByID findVersions findVersionByID findGlobal findGlobalVersions findGlobalVersionByID findDistinct')}`),
    kind: 'query',
    action: 'read-one',
    guess: { receivers, methods: ['find', 'findByID', 'findVersions', 'findVersionByID', 'findGlobal', 'findGlobalVersions', 'findDistinct'] },
  },
  {
    match: on(instances, `.${oneOf('count countVersions countGlobalVersions')}`),
    kind: 'query',
    action: 'count',
    guess: { receivers, methods: ['count', 'countVersions'] },
  },
  {
    match: on(instances, `.${oneOf('create update delete updateGlobal restoreVersion restoreGlobalVersion duplicate')}`),
    kind: 'query',
    action: 'write',
    guess: { receivers, methods: ['create', 'update', 'delete', 'updateGlobal', 'restoreVersion', 'duplicate'] },
  },
  {
    match: on(instances, '.sendEmail'),
    kind: 'message',
    guess: { receivers, methods: ['sendEmail'] },
    traits: ['mail'],
  },
]);
