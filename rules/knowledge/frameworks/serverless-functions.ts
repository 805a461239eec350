/**
 * Calls that take the function a platform runs.
 *
 * Sources: middy.js.org, firebase.google.com/docs/functions, learn.microsoft.com/azure/azure-functions, cloud.google.com/functions, docs.parseplatform.org/cloudcode/guide.
 */

import type { CallRow } from './framework-row.ts';
import { callRowsOf } from './call-rows-of.ts';

export const serverlessRows: readonly CallRow[] = [
  ...callRowsOf('serverless', [
    { framework: 'aws-lambda', packages: ['@middy/core'], match: ['@middy/core#'], label: 'function', handler: 0 },
    {
      framework: 'aws-lambda',
      packages: ['@middy/core', 'middy', '@sentry/aws-serverless', '@sentry/serverless', '@netlify/functions', 'aws-lambda-middleware'],
      match: [
        'middy#', 'middy#middy', '@middy/core#middy', '@middy/core#().handler', '@sentry/aws-serverless#wrapHandler',
        '@sentry/serverless#AWSLambda.wrapHandler', '@netlify/functions#{builder,schedule,stream}', 'lambda-api#().{get,post,put,patch,delete,any}',
      ],
      label: 'function {name}',
      handler: 'last',
    },
    {
      framework: 'firebase-functions',
      match: ['firebase-functions/v2/https#{onRequest,onCall}', 'firebase-functions#https.{onRequest,onCall}', 'firebase-functions/https#{onRequest,onCall}'],
      label: 'function {name}',
      handler: 'last',
    },
    {
      framework: 'firebase-functions',
      match: [
        'firebase-functions#**.https.{onRequest,onCall}', 'firebase-functions/v1#**.{onRequest,onCall}',
        'firebase-functions/v1/https#{onRequest,onCall}',
      ],
      label: 'function {name}',
      handler: 'last',
    },
    { framework: 'parse', packages: ['parse-server', 'parse'], match: ['global#Parse.Cloud.define', 'parse/node#Cloud.define'], label: 'function {0}', handler: 1 },
    {
      framework: 'parse',
      packages: ['parse-server', 'parse'],
      match: ['global#Parse.Cloud.{beforeSave,afterSave,beforeDelete,afterDelete,beforeFind,afterFind}', 'parse/node#Cloud.{beforeSave,afterSave,beforeDelete,afterDelete,beforeFind,afterFind}'],
      label: 'hook of {0}',
      handler: 1,
    },
    {
      framework: 'azure-functions',
      packages: ['@azure/functions'],
      match: ['@azure/functions#app.{http,get,post,put,deleteRequest}'],
      label: 'function {0}',
      handler: ['handler'],
    },
    {
      framework: 'functions-framework',
      packages: ['@google-cloud/functions-framework'],
      match: ['@google-cloud/functions-framework#{http,cloudEvent}'],
      label: 'function {0}',
      handler: 1,
    },
  ]),
];
