import { optionEdits } from '../../kit/argument-edits.ts';
import { callAt } from '../../kit/call-at.ts';
import { dataModels } from '../../kit/data-models.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { listed } from '../../kit/deployed-service.ts';
import { everyOf } from '../../kit/every-of.ts';
import { modelOfQuery } from '../../kit/model-of-query.ts';
import { option } from '../../kit/options.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { selectedAll } from '../../kit/sql-statement.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';
import type { DataModel } from '../../model/manifests.ts';
import { fetchedTree } from './fetched-trees.ts';
import { usedFields } from './used-fields.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  // How wide a row is, and how many there are, is not in the code.
  tier: 'advice',

  options: {
    unusedColumns: option.count({ default: 5, description: 'How many columns may be read for nothing.' }),
  },

  *check(_workspace, codebase, { unusedColumns }) {
    const models = dataModels(codebase);
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      if (call.operation?.kind !== 'query' || codebase.isOffline(call.file)) continue;
      const says = wholeRowsOf(codebase, call, models, unusedColumns);
      if (says === undefined) continue;
      yield reportOnPath(codebase, reached, { message: `${call.operation.label} ${says.replace('{route}', everyOf(path.entryPoint))}.`, confidence: 'likely' });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const call = callAt(codebase, at);
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const narrow = call && narrowRead(codebase, call, dataModels(codebase));
    if (!call || !facts || text === undefined || !narrow || call.operation?.library !== 'prisma') return;
    const edits = optionEdits(text, facts, call.fact, 0, 'select', `{ ${narrow.used.map((name) => `${name}: true`).join(', ')} }`);
    if (edits.length > 0) yield { title: `Read only ${listed(narrow.used, 4)}`, safety: 'suggestion', edits };
  },
});

/** What it reads for nothing, in words; undefined where nothing is known of it. */
function wholeRowsOf(codebase: Codebase, call: Call, models: readonly DataModel[], unusedColumns: number): string | undefined {
  const { operation } = call;
  const table = operation?.action === 'raw' ? selectedAll(codebase, call) : undefined;
  if (table !== undefined) return `reads every column of ${table} for {route}`;
  if (operation?.action !== 'read-many') return undefined;
  const narrow = narrowRead(codebase, call, models);
  if (narrow && narrow.columns - narrow.used.length >= unusedColumns) return `reads all ${narrow.columns} columns of ${narrow.model.name} for {route}, and only ${listed(narrow.used, 4)} ${narrow.used.length === 1 ? 'is' : 'are'} used`;
  const tree = fetchedTree(codebase, call);
  return tree && `brings ${listed(tree, 4)} with each row for {route}`;
}

interface NarrowRead {
  readonly model: DataModel;
  readonly columns: number;
  readonly used: readonly string[];
}

/** Reads rows whole, of which the function uses some columns, all of them known to the schema. */
function narrowRead(codebase: Codebase, call: Call, models: readonly DataModel[]): NarrowRead | undefined {
  const facts = codebase.facts.get(call.file);
  const model = call.operation?.action === 'read-many' ? modelOfQuery(codebase, call, models) : undefined;
  const used = facts && model ? usedFields(facts, call.index) : undefined;
  if (!model || !used || isNarrowed(call)) return undefined;
  const columns = model.fields.filter(({ role }) => role !== 'relation').map(({ name }) => name);
  return used.every((name) => columns.includes(name)) ? { model, columns: columns.length, used } : undefined;
}

/** Says itself which fields it wants, or which it brings along. */
function isNarrowed({ fact, chain }: Call): boolean {
  const says = /^(?:select|include|omit|attributes|columns|relations|projection|fields|distinct)$/;
  return fact.arguments.some((each) => each.kind !== 'object' || each.spreads.length > 0 || each.properties.some(({ name }) => says.test(name))) || (chain ?? []).some(({ callee }) => callee.kind === 'member' && says.test(callee.name));
}
