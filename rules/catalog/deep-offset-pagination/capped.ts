/** Whether what the user may ask for ends somewhere, by the schema or class that checks it. */

import type { RequestInput } from '../../kit/request-input.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { RequestPath } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

/** `z.number().max(1000)`, `Joi.number().max(…)`, `@Max(1000)` for the field of this name, in files on the path or beside it. */
export function isCapped(codebase: Codebase, path: RequestPath, { members }: RequestInput): boolean {
  const field = members.findLast((name) => !/^(?:query|body|params|input|get)$/.test(name));
  if (field === undefined) return false;
  const files = new Set<FilePath>([partsOfFunctionId(path.entryPoint.handler).file, path.entryPoint.at.file, ...path.steps.map(({ call }) => call.file)]);
  for (const file of [...files]) for (const { to } of codebase.modules.dependenciesOf(file)) files.add(to);
  return [...files].some((file) => {
    const facts = codebase.facts.get(file);
    return facts !== undefined && (capsInSchema(facts, field) || capsInClass(facts, field));
  });
}

function capsInSchema(facts: FileFacts, field: string): boolean {
  return facts.calls.some(({ arguments: given }) => given.some((each) => each.kind === 'object' && each.properties.some(({ name, value }) => name === field && hasMax(facts, value))));
}

/** `max` anywhere in the chain that makes the field. */
function hasMax(facts: FileFacts, value: Expression): boolean {
  if (value.kind === 'object') return value.properties.some(({ name }) => name === 'maximum' || name === 'max');
  const callee = value.kind === 'call' ? facts.calls[value.call]?.callee : undefined;
  return callee?.kind === 'member' && (/^(?:max|lte|lt|less)$/.test(callee.name) || hasMax(facts, callee.of));
}

function capsInClass({ classes, calls }: FileFacts, field: string): boolean {
  return classes.some(({ fields }) =>
    fields.some(({ name, decorators }) => name === field && decorators.some((each) => {
      const callee = each.kind === 'call' ? calls[each.call]?.callee : undefined;
      return callee?.kind === 'name' && callee.name === 'Max';
    })),
  );
}
