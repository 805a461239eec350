/**
 * Calls that take the function to run for each event of a long-lived connection.
 *
 * Sources: socket.io/docs/v4, github.com/websockets/ws, elysiajs.com, github.com/uNetworking/uWebSockets.js.
 */

import type { CallRow } from './framework-row.ts';
import { callRowsOf } from './call-rows-of.ts';

export const socketRows: readonly CallRow[] = [
  ...callRowsOf('socket-event', [
    {
      framework: 'socket.io',
      match: [
        'socket.io#Server{}.on', 'socket.io#().on', 'socket.io#{}.on', 'socket.io#Server{}.of().on', 'socket.io#().of().on',
        'socket.io#().sockets.on', 'socket.io#Server{}.sockets.on', 'socket.io#Namespace{}.on',
        // Up to version 2.
        'socket.io#listen().on', 'socket.io#listen().sockets.on', 'socket.io#listen().of().on',
      ],
      label: 'socket {0}',
      handler: 1,
    },
    { framework: 'socket.io', match: ['socket.io#**.on(0).on', 'socket.io#Socket{}.on'], label: 'socket {0}', handler: 1 },
    { framework: 'ws', match: ['ws#{Server,WebSocketServer}{}.on', 'ws#**.on(0).on'], label: 'socket {0}', handler: 1 },
    // `new WebSocket(url)` is this process's own call to another.
    { framework: 'ws', match: ['ws#{}.on', 'ws#WebSocket{}.on'], onlyHandedIn: true, label: 'socket {0}', handler: 1 },
    {
      framework: 'node',
      packages: [],
      match: ['node:{http,https,http2}#{createServer,createSecureServer}().on', 'node:{http,https}#Server{}.on'],
      onlyFor: ['upgrade', 'connect', 'stream'],
      label: 'socket {0}',
      handler: 1,
    },
    { framework: 'node', packages: [], match: ['node:net#createServer', 'node:tls#createServer'], label: 'socket connection', handler: 'last' },
    { framework: 'express-ws', match: ['express-ws#().app.ws', 'express#().ws', 'express#Router().ws'], label: 'socket {0}', handler: 'last' },
    { framework: 'elysia', match: ['elysia#Elysia{}.**().ws'], label: 'socket {0}', handler: ['open', 'message', 'close'] },
    { framework: 'uWebSockets.js', match: ['uWebSockets.js#{App,SSLApp}().**().ws'], label: 'socket {0}', handler: ['message', 'open', 'upgrade', 'close'] },
  ]),
];
