/** Which table a query speaks of, so that two services asking for the same one are told from two with tables of the same name. */

import { modelOfQuery } from '../../kit/model-of-query.ts';
import { statementIn } from '../../kit/sql-statement.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';
import type { DataModel } from '../../model/manifests.ts';
import type { Site } from '../../model/source.ts';

export interface Table {
  /** The same for the same table. */
  readonly key: string;
  readonly name: string;
  /** Where it is declared; where the client is opened that leads to it, when nothing declares it. */
  readonly at: Site;
}

export function tableOf(codebase: Codebase, call: Call, models: readonly DataModel[]): Table | undefined {
  if (call.operation?.kind !== 'query') return undefined;
  const model = modelOfQuery(codebase, call, models);
  if (model) return { key: `${model.at.file} ${model.name}`, name: model.name, at: model.at };
  const [first] = call.chain ?? [];
  const { callee } = first ?? call.fact;
  const receiver = callee.kind === 'member' ? callee.of : callee;
  // A module that gives its client away whole is known by what is called on it.
  for (const value of [...codebase.values.of(call.file, receiver), ...codebase.values.of(call.file, callee)]) {
    // A model that is a class of the workspace: `class Order extends Model`.
    if (value.kind === 'class' && !value.isGuessed) {
      const declared = codebase.facts.get(value.file)?.classes[value.class];
      if (declared) return { key: `${value.file} class ${value.class}`, name: declared.name, at: { file: value.file, span: declared.nameSpan } };
    }
    const made = value.kind === 'external' && !value.isGuessed ? (value.root ?? value.made) : undefined;
    const subject = call.operation.subject ?? statementIn(codebase, call)?.table;
    if (made && subject !== undefined) return { key: `${made.at.file} ${made.call} ${subject}`, name: subject, at: made.at };
  }
  return undefined;
}
