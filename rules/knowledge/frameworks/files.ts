/**
 * Frameworks that find their handlers by where a file lies.
 *
 * Sources: nextjs.org/docs (route.js, API routes, middleware, server actions), reactrouter.com, svelte.dev/docs/kit, nitro.build/guide/routing,
 * docs.astro.build/en/guides/endpoints, vercel.com/docs/functions, docs.netlify.com/functions.
 */

import type { FileRow } from './framework-row.ts';

const CODE = '\\.[cm]?[jt]sx?$';
const VERBS = { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', HEAD: 'HEAD', OPTIONS: 'OPTIONS' };

export const fileRows: readonly FileRow[] = [
  {
    shape: 'file',
    framework: 'next',
    packages: ['next'],
    path: new RegExp(`(?:^|/)pages(?<route>/api/.+)${CODE}`),
    exports: { default: 'ANY' },
    kind: 'http-route',
  },
  { shape: 'file', framework: 'next', packages: ['next'], path: new RegExp(`(?:^|/)app(?<route>(?:/.+)?)/route${CODE}`), exports: VERBS, kind: 'http-route', maybePrerendered: ['GET', 'HEAD'] },
  {
    shape: 'file',
    framework: 'next',
    packages: ['next'],
    path: new RegExp(`(?:^|/)pages(?<route>/(?!api/|_).+)${CODE}`),
    exports: { getServerSideProps: 'page' },
    kind: 'page',
  },
  {
    shape: 'file',
    framework: 'next',
    packages: ['next'],
    path: new RegExp(`(?:^|/)app(?<route>(?:/.+)?)/(?:page|layout|template|default)${CODE}`),
    exports: { default: 'page', generateMetadata: 'page' },
    kind: 'page',
    maybePrerendered: ['page'],
    notDirective: 'use client',
  },
  {
    shape: 'file',
    framework: 'next',
    packages: ['next'],
    path: new RegExp(`(?<route>)${CODE}`),
    exports: { '*': 'action' },
    kind: 'server-action',
    directive: 'use server',
  },
  {
    shape: 'file',
    framework: 'next',
    packages: ['next'],
    path: new RegExp(`^(?:src/)?(?<route>)(?:middleware|proxy)${CODE}`),
    exports: { default: 'middleware', middleware: 'middleware', proxy: 'middleware' },
    kind: 'middleware',
  },
  {
    shape: 'file',
    framework: 'remix',
    packages: ['@remix-run/node', '@remix-run/server-runtime', '@remix-run/react', '@react-router/node', '@react-router/dev', '@react-router/serve'],
    path: new RegExp(`(?:^|/)app/(?:routes(?<route>/.+)|root)${CODE}`),
    dots: true,
    exports: { loader: 'GET', action: 'POST' },
    kind: 'http-route',
  },
  {
    shape: 'file',
    framework: 'sveltekit',
    packages: ['@sveltejs/kit'],
    path: new RegExp(`(?:^|/)src/routes(?<route>(?:/.+)?)/\\+server${CODE}`),
    exports: VERBS,
    kind: 'http-route',
  },
  {
    shape: 'file',
    framework: 'sveltekit',
    packages: ['@sveltejs/kit'],
    path: new RegExp(`(?:^|/)src/routes(?<route>(?:/.+)?)/\\+(?:page|layout)(?:\\.server)?${CODE}`),
    exports: { load: 'page' },
    kind: 'page',
  },
  {
    shape: 'file',
    framework: 'sveltekit',
    packages: ['@sveltejs/kit'],
    path: new RegExp(`(?:^|/)src/routes(?<route>(?:/.+)?)/\\+page\\.server${CODE}`),
    exports: { actions: 'action' },
    kind: 'server-action',
  },
  {
    shape: 'file',
    framework: 'sveltekit',
    packages: ['@sveltejs/kit'],
    path: new RegExp(`(?:^|/)src/(?<route>)hooks\\.server${CODE}`),
    exports: { handle: 'middleware', handleFetch: 'middleware' },
    kind: 'middleware',
  },
  {
    shape: 'file',
    framework: 'nitro',
    packages: ['nuxt', 'nitropack', 'h3'],
    path: new RegExp(`(?:^|/)server(?<route>/(?:api|routes)/.+?)(?:\\.(?<method>get|post|put|patch|delete))?${CODE}`),
    exports: { default: 'ANY' },
    kind: 'http-route',
  },
  {
    shape: 'file',
    framework: 'nitro',
    packages: ['nuxt', 'nitropack'],
    path: new RegExp(`(?:^|/)server(?<route>)/middleware/.+${CODE}`),
    exports: { default: 'middleware' },
    kind: 'middleware',
  },
  {
    shape: 'file',
    framework: 'astro',
    packages: ['astro'],
    path: new RegExp(`(?:^|/)src/pages(?<route>/.+)\\.[jt]s$`),
    exports: { ...VERBS, ALL: 'ANY' },
    kind: 'http-route',
  },
  {
    shape: 'file',
    framework: 'astro',
    packages: ['astro'],
    path: new RegExp(`(?:^|/)src/(?<route>)middleware(?:/index)?${CODE}`),
    exports: { onRequest: 'middleware' },
    kind: 'middleware',
  },
  {
    shape: 'file',
    framework: 'netlify',
    packages: ['@netlify/functions'],
    path: new RegExp(`^(?<route>netlify/(?:edge-)?functions/.+)${CODE}`),
    exports: { default: 'function', handler: 'function' },
    kind: 'serverless',
  },
  {
    shape: 'file',
    framework: 'vercel',
    packages: ['@vercel/node'],
    path: new RegExp(`^(?<route>api/.+)${CODE}`),
    exports: { default: 'ANY', ...VERBS },
    kind: 'serverless',
  },
  {
    shape: 'file',
    framework: 'aws-lambda',
    packages: [
      'aws-lambda', '@types/aws-lambda', 'serverless', 'serverless-offline', 'sst', 'aws-cdk-lib', '@aws-lambda-powertools/logger', '@middy/core',
      'serverless-http', '@vendia/serverless-express', 'aws-serverless-express',
    ],
    path: new RegExp(`(?<route>)${CODE}`),
    exports: { handler: 'function', lambdaHandler: 'function' },
    kind: 'serverless',
  },
];
