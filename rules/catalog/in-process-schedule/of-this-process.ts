/** Whether a job is about this very process, so that each instance has to run it: it empties what was gathered here, tries again, or runs where a user sits. */

import type { Lead } from '../../kit/leads-to.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import { contains } from '../../model/source.ts';
import type { EntryPoint } from '../../model/workspace.ts';

export function isOfThisProcess(codebase: Codebase, job: EntryPoint, { steps }: Lead): boolean {
  const facts = codebase.facts.get(job.at.file);
  if (!facts || isOfUser(codebase, facts) || isTimerOfOwn(facts, job)) return true;
  return [job.handler, ...steps.map(({ callee }) => callee)].some((id) => empties(codebase, id));
}

/** A page in the browser, a program on a desk. */
function isOfUser({ packageOf }: Codebase, { file, imports, directives }: FileFacts): boolean {
  if (directives.includes('use client') || packageOf(file).dependencies.has('electron')) return true;
  return imports.some(({ specifier }) => /^(?:react|react-dom|preact\/hooks|vue|svelte|@angular\/core|electron)$/.test(specifier));
}

/** `setTimeout(() => load(id, tries + 1), 1000)`, `this.timer = setTimeout(…)`: of one object, or of one try, not of the service. */
function isTimerOfOwn({ calls, functions }: FileFacts, { at }: EntryPoint): boolean {
  const call = calls.filter(({ span }) => contains(span, at.span)).sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]))[0];
  const name = call?.callee.kind === 'name' || call?.callee.kind === 'member' ? call.callee.name : '';
  if (!call || (name !== 'setTimeout' && name !== 'set')) return false;
  for (let owner: number | undefined = call.in; owner !== undefined && owner !== 0; owner = functions[owner]?.parent) {
    const around = functions[owner];
    if (around && (around.class !== undefined || around.parameters.length > 0)) return true;
  }
  return false;
}

/** `const batch = buffer.splice(0)`, `this.seen = new Set()`, `queue.shift()`. */
function empties({ facts }: Codebase, id: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(id);
  const own = facts.get(file);
  const body = own?.functions[index];
  if (!own || !body) return false;
  const isKept = (each: Expression): boolean => (each.kind === 'member' ? each.of.kind === 'this' || isKept(each.of) : each.kind === 'name' && each.binding !== undefined && own.bindings[each.binding]?.in !== index);
  return own.assignments.some(({ target, value, operator, span }) => contains(body.span, span) && operator === '=' && isKept(target) && value !== undefined && isEmpty(own, value))
    || own.calls.some(({ callee, span }) => contains(body.span, span) && callee.kind === 'member' && /^(?:splice|shift|pop|clear)$/.test(callee.name) && isKept(callee.of));
}

function isEmpty({ calls }: FileFacts, value: Expression): boolean {
  if (value.kind === 'array') return value.elements.length === 0;
  if (value.kind === 'object') return value.properties.length === 0 && value.spreads.length === 0;
  if (value.kind === 'literal') return value.value === 0;
  const made = value.kind === 'call' ? calls[value.call] : undefined;
  return made?.kind === 'new' && made.arguments.length === 0 && made.callee.kind === 'name' && /^(?:Map|Set)$/.test(made.callee.name);
}
