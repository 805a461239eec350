/** Express and what copies it: apps, routers, route chains, middleware. Source: expressjs.com/en/api.html (4 and 5). */

import type { FrameworkRow, Place } from '../framework-row.ts';
import { on } from '../rows.ts';

const EXPRESS = { framework: 'express', packages: ['express', 'express-promise-router', '@types/express'] } as const;

const apps = ['express#()', 'express#{Application,Express}{}', 'express#express()', 'express#core.Express{}', 'express-ws#().app'];
const routers = ['express#Router()', 'express#Router{}', 'express#IRouter{}', 'express#express.Router()', 'express-promise-router#()', 'express-promise-router#{}'];
const all = [...apps, ...routers];
const verbs = '{get,post,put,patch,delete,head,options,all,del}';
const CALLEE: Place = { from: 'callee' };
const receivers = ['app', 'router', 'api', 'server', 'routes', 'route', '*Router', '*router', '*App', '*Routes'];

export const express: readonly FrameworkRow[] = [
  { ...EXPRESS, kind: 'app', match: apps, role: 'app' },
  { ...EXPRESS, kind: 'app', match: routers, role: 'router' },
  {
    ...EXPRESS,
    kind: 'registration',
    match: on(all, `.${verbs}`),
    registers: 'http-route',
    method: CALLEE,
    path: { from: 'argument', index: 0 },
    handlers: [{ from: 'arguments', index: 1 }],
    guess: { receivers, methods: ['get', 'post', 'put', 'patch', 'delete', 'all'], path: true },
  },
  {
    ...EXPRESS,
    kind: 'registration',
    match: on(all, `.route().**.${verbs}`),
    registers: 'http-route',
    method: CALLEE,
    path: { from: 'made', index: 0, call: 'route' },
    handlers: [{ from: 'arguments', index: 0 }],
  },
  {
    ...EXPRESS,
    kind: 'mount',
    match: on(all, '.use'),
    path: { from: 'argument', index: 0 },
    children: [{ from: 'arguments', index: 0 }],
    guess: { receivers, methods: ['use'] },
  },
  { ...EXPRESS, kind: 'registration', match: on(all, '.param'), registers: 'middleware', name: { from: 'argument', index: 0 }, handlers: [{ from: 'argument', index: 1 }], label: 'param {name}' },
  {
    ...EXPRESS,
    kind: 'typed-function',
    types: ['express#{RequestHandler,Handler,ErrorRequestHandler}', 'express-serve-static-core#RequestHandler'],
    parameterTypes: ['express#Request', 'express#Express.Request', 'express-serve-static-core#Request'],
    exportedOnly: true,
    registers: 'middleware',
    label: '{name}',
  },
  {
    ...EXPRESS,
    kind: 'input',
    of: ['http-route', 'middleware'],
    parameter: 0,
    members: ['query', 'body', 'params', 'headers', 'cookies', 'file', 'files', 'url', 'originalUrl', 'path', 'ip', 'get', 'header', 'param'],
    callers: ['user', 'session', 'auth', 'headers', 'cookies', 'signedCookies', 'ip', 'get', 'header', 'userId', 'tenant', 'account'],
  },
];
