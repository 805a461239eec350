/** Whether what calls a handler waits for the promise it gives, and sees it fail. */

import type { Codebase } from '../model/codebase.ts';
import type { FunctionFact } from '../model/facts.ts';
import type { EntryPoint } from '../model/workspace.ts';
import { versionIn } from './version-in.ts';

export function takesPromise({ packageOf }: Codebase, { kind, framework, at }: EntryPoint, { parameters }: FunctionFact): boolean {
  // A page that renders without waiting cannot start to.
  if (kind === 'page' || kind === 'startup') return false;
  const home = packageOf(at.file);
  if (framework === 'express') {
    // Express 4 does not see a rejected handler: what was an error response becomes a request that hangs, or a crash.
    const version = versionIn(home, 'express');
    return version === undefined || /^[^\d]*(?:[5-9]|\d\d)/.test(version) || home.dependencies.has('express-async-errors');
  }
  // A handler with a callback is not waited for.
  return !((framework === 'fastify' || kind === 'serverless') && parameters.length > 2);
}
