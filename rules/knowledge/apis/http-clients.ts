/**
 * Clients that ask another process over HTTP. Sources: each library's README and API reference; whether there is a default timeout is in the
 * traits: `no-default-timeout`, `default-timeout` (how long in the comment).
 */

import { on, rowsOf } from '../rows.ts';

const verbs = '{get,post,put,patch,delete,del,head,options,request}';

/** undici, which is Node's fetch: 300 s for headers and for body, but none for the whole. */
export const fetchClient = rowsOf('fetch', [], [
  { match: ['global#fetch', 'global#{globalThis,window,self}.fetch'], kind: 'outbound', traits: ['no-default-timeout', 'signal'] },
]);

export const undici = rowsOf('undici', ['undici'], [
  { match: ['undici#fetch'], kind: 'outbound', traits: ['no-default-timeout', 'signal'] },
  {
    match: [
      'undici#{request,stream,pipeline}',
      ...on(['undici#{Client,Pool,Agent,BalancedPool,RetryAgent,ProxyAgent}{}'], '.{request,stream,pipeline,dispatch,fetch}'),
    ],
    kind: 'outbound',
    traits: ['no-default-timeout', 'signal', 'headersTimeout'],
  },
  { match: ['undici#{Client,Pool,Agent,BalancedPool,RetryAgent,ProxyAgent}{}'], kind: 'open-client', traits: ['agent'] },
]);

const callableAxios = ['axios#', 'axios#axios', 'axios#create()', 'axios#axios.create()', 'axios#{AxiosInstance,AxiosStatic}{}'];
/** `new Axios()` makes a client, and cannot be called. */
const axiosInstances = [...callableAxios, 'axios#Axios{}'];

/** `timeout` is 0 by default: none. */
export const axios = rowsOf('axios', ['axios', '@nestjs/axios', 'axios-retry'], [
  {
    match: [...callableAxios, ...on(axiosInstances, `.${verbs.replace('}', ',postForm,putForm,patchForm}')}`)],
    kind: 'outbound',
    guess: { receivers: ['axios', 'axiosInstance', '*Axios', 'axiosClient', 'axiosRef'], methods: ['get', 'post', 'put', 'patch', 'delete', 'head', 'request'] },
    traits: ['no-default-timeout', 'timeout', 'signal'],
  },
  { match: ['axios#create', 'axios#axios.create', 'axios#Axios{}'], kind: 'open-client', traits: ['cheap', 'no-default-timeout', 'timeout'] },
  {
    match: on(['@nestjs/axios#HttpService{}', '@nestjs/common#HttpService{}'], `.${verbs}`, `.axiosRef.${verbs}`, '.axiosRef'),
    kind: 'outbound',
    guess: { receivers: ['httpService', 'http'], methods: ['get', 'post', 'put', 'patch', 'delete', 'head', 'request'] },
    traits: ['no-default-timeout', 'timeout', 'module-options'],
  },
]);

const gotInstances = ['got#', 'got#got', 'got#extend()', 'got#got.extend()', 'got#Got{}'];

/** No timeout by default; retries twice. */
export const got = rowsOf('got', ['got'], [
  {
    match: on(
      gotInstances, '', '.{get,post,put,patch,delete,head,stream,paginate}', '().{json,text,buffer}',
      '.{get,post,put,patch,delete,head}().{json,text,buffer}',
    ),
    kind: 'outbound',
    isBuilder: true,
    guess: { receivers: ['got'], methods: ['get', 'post', 'put', 'patch', 'delete', 'head', 'stream'] },
    traits: ['no-default-timeout', 'timeout', 'signal', 'retries'],
  },
  { match: ['got#extend', 'got#got.extend'], kind: 'open-client', traits: ['cheap', 'timeout', 'no-default-timeout'] },
]);

const kyInstances = ['ky#', 'ky#{create,extend}()', 'ky#ky', 'ky#KyInstance{}', 'ky-universal#'];

/** 10 s by default, and two retries. */
export const ky = rowsOf('ky', ['ky', 'ky-universal'], [
  {
    match: on(
      kyInstances, '', '.{get,post,put,patch,delete,head}', '().{json,text,blob,arrayBuffer,formData}',
      '.{get,post,put,patch,delete,head}().{json,text,blob,arrayBuffer,formData}',
    ),
    kind: 'outbound',
    isBuilder: true,
    traits: ['default-timeout', 'timeout', 'signal', 'retries'],
  },
  { match: ['ky#{create,extend}'], kind: 'open-client', traits: ['cheap', 'default-timeout'] },
]);

/** ofetch, Nuxt's `$fetch`: no timeout by default, one retry. */
export const ofetch = rowsOf('ofetch', ['ofetch', 'nuxt', 'nitropack'], [
  {
    match: ['ofetch#{ofetch,$fetch}', 'ofetch#{ofetch,$fetch}.raw', 'ofetch#{ofetch,$fetch}.create()', 'global#$fetch', 'global#$fetch.raw'],
    kind: 'outbound',
    traits: ['no-default-timeout', 'timeout', 'signal', 'retries'],
  },
]);

/** node-fetch 2 knows `timeout`, 3 only `signal`. */
export const nodeFetch = rowsOf('node-fetch', ['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'make-fetch-happen', 'isomorphic-unfetch', 'fetch-with-proxy', 'node-fetch-native', 'node-fetch-commonjs'], [
  {
    match: ['node-fetch#', 'cross-fetch#', 'cross-fetch#fetch', 'isomorphic-fetch#', 'isomorphic-unfetch#', 'fetch-retry#()', 'fetch-with-proxy#', 'node-fetch-native#', 'node-fetch-native#fetch', 'node-fetch-commonjs#'],
    kind: 'outbound',
    traits: ['no-default-timeout', 'signal', 'timeout'],
  },
  { match: ['make-fetch-happen#'], kind: 'outbound', traits: ['no-default-timeout', 'signal', 'timeout', 'retries'] },
]);

const steps = '{send,set,query,timeout,retry,auth,type,accept,attach,field,redirects,responseType,ok,use,agent,withCredentials,buffer,parse,end,pipe}';
const superagents = ['superagent#', 'superagent#agent()', 'superagent#{}'];

/** `.timeout()` is a call of the chain. */
export const superagent = rowsOf('superagent', ['superagent'], [
  {
    match: on(
      superagents, '', '.{get,post,put,patch,del,delete,head,options}', `.{get,post,put,patch,del,delete,head,options}().**().${steps}`,
      `().**().${steps}`,
    ),
    kind: 'outbound',
    isBuilder: true,
    traits: ['no-default-timeout', 'timeout-call'],
  },
]);

const requests = ['request#', 'request-promise#', 'request-promise-native#'];

export const request = rowsOf('request', ['request', 'request-promise', 'request-promise-native', 'needle', 'bent', 'phin', 'centra', 'wretch', 'urllib'], [
  {
    match: on(requests, '', '.{get,post,put,patch,del,delete,head}', '.defaults()', '.defaults().{get,post,put,patch,del,delete,head}'),
    kind: 'outbound',
    traits: ['no-default-timeout', 'timeout'],
  },
  /** needle waits 10 s for a connection, for the answer as long as it takes. */
  { match: ['needle#', 'needle#{get,post,put,patch,delete,head,request}'], kind: 'outbound', traits: ['no-default-timeout', 'timeout', 'response_timeout'] },
  { match: ['bent#()', 'phin#', 'phin#unpromisified'], kind: 'outbound', traits: ['no-default-timeout', 'timeout'] },
  {
    match: [
      'wretch#().**().{get,post,put,patch,delete,head,fetch}',
      'wretch#().**().{get,post,put,patch,delete,head,fetch}().**().{res,json,text,blob,formData,arrayBuffer,notFound,unauthorized,forbidden,timeout,internalError,error,badRequest}',
    ],
    kind: 'outbound',
    isBuilder: true,
    traits: ['no-default-timeout', 'timeout-call'],
  },
  /** 5 s by default. */
  { match: ['urllib#{request,curl}', 'urllib#HttpClient{}.{request,curl}'], kind: 'outbound', traits: ['default-timeout', 'timeout'] },
]);

export const nodeHttp = rowsOf('node', [], [
  { match: ['node:{http,https}#{request,get}'], kind: 'outbound', traits: ['no-default-timeout', 'timeout', 'signal', 'setTimeout'] },
  { match: ['node:http2#connect().request'], kind: 'outbound', traits: ['no-default-timeout', 'signal', 'setTimeout'] },
  {
    match: [
      'node:{http,https}#Agent{}', 'agentkeepalive#{}', 'agentkeepalive#HttpsAgent{}', 'https-proxy-agent#HttpsProxyAgent{}',
      'http-proxy-agent#HttpProxyAgent{}',
    ],
    kind: 'open-client',
    traits: ['agent'],
  },
  { match: ['node:http2#connect', 'node:{net,tls}#{connect,createConnection}'], kind: 'open-client', traits: ['socket'] },
]);

export const httpClients = [...fetchClient, ...undici, ...axios, ...got, ...ky, ...ofetch, ...nodeFetch, ...superagent, ...request, ...nodeHttp];
