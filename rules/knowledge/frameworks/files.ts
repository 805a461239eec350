/** Frameworks that find their handlers by where a file lies. */

import type { FileRow } from './framework-row.ts';

const CODE = '\\.[cm]?[jt]sx?$';
const VERBS = { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', HEAD: 'HEAD', OPTIONS: 'OPTIONS' };

export const fileRows: readonly FileRow[] = [
  { shape: 'file', framework: 'next', packages: ['next'], path: new RegExp(`(?:^|/)pages(?<route>/api/.+)${CODE}`), exports: { default: 'ANY' }, kind: 'http-route' },
  { shape: 'file', framework: 'next', packages: ['next'], path: new RegExp(`(?:^|/)app(?<route>(?:/.+)?)/route${CODE}`), exports: VERBS, kind: 'http-route' },
  { shape: 'file', framework: 'next', packages: ['next'], path: new RegExp(`(?:^|/)pages(?<route>/(?!api/|_).+)${CODE}`), exports: { getServerSideProps: 'page' }, kind: 'page' },
  { shape: 'file', framework: 'next', packages: ['next'], path: new RegExp(`(?:^|/)app(?<route>(?:/.+)?)/(?:page|layout)${CODE}`), exports: { default: 'page', generateMetadata: 'page' }, kind: 'page', notDirective: 'use client' },
  { shape: 'file', framework: 'next', packages: ['next'], path: new RegExp(`(?<route>)${CODE}`), exports: { '*': 'action' }, kind: 'server-action', directive: 'use server' },
  { shape: 'file', framework: 'next', packages: ['next'], path: new RegExp(`^(?:src/)?(?<route>)middleware${CODE}`), exports: { default: 'middleware', middleware: 'middleware' }, kind: 'middleware' },
  { shape: 'file', framework: 'remix', packages: ['@remix-run/node', '@remix-run/server-runtime', 'react-router', '@react-router/node'], path: new RegExp(`(?:^|/)app/routes(?<route>/.+)${CODE}`), exports: { loader: 'GET', action: 'POST' }, kind: 'http-route' },
  { shape: 'file', framework: 'sveltekit', packages: ['@sveltejs/kit'], path: new RegExp(`(?:^|/)src/routes(?<route>(?:/.+)?)/\\+server${CODE}`), exports: VERBS, kind: 'http-route' },
  { shape: 'file', framework: 'sveltekit', packages: ['@sveltejs/kit'], path: new RegExp(`(?:^|/)src/routes(?<route>(?:/.+)?)/\\+(?:page|layout)\\.server${CODE}`), exports: { load: 'page' }, kind: 'page' },
  { shape: 'file', framework: 'nitro', packages: ['nuxt', 'nitropack', 'h3'], path: new RegExp(`(?:^|/)server(?<route>/(?:api|routes)/.+?)(?:\\.(?:get|post|put|patch|delete))?${CODE}`), exports: { default: 'ANY' }, kind: 'http-route' },
  { shape: 'file', framework: 'vercel', packages: ['@vercel/node'], path: new RegExp(`^(?<route>api/.+)${CODE}`), exports: { default: 'ANY' }, kind: 'serverless' },
  { shape: 'file', framework: 'aws-lambda', packages: ['aws-lambda', '@types/aws-lambda', 'serverless', 'aws-cdk-lib', '@aws-lambda-powertools/logger'], path: new RegExp(`(?<route>)${CODE}`), exports: { handler: 'function' }, kind: 'serverless' },
];
