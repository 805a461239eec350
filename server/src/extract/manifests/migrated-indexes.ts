/** Indexes that only SQL migrations make, laid over the models of a schema: a filter they serve lacks nothing. */

import type { DataModel } from '../../../../rules/model/manifests.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { SchemaFile } from './prisma.ts';

/** `migrations` in any order; those of a schema lie near it, in folders below its own or beside it. */
export function withMigratedIndexes(models: readonly DataModel[], migrations: readonly SchemaFile[]): readonly DataModel[] {
  if (models.length === 0 || migrations.length === 0) return models;
  const inOrder = [...migrations].sort((a, b) => (a.file < b.file ? -1 : 1));
  return models.map((model) => {
    const made = indexesOn(model, inOrder.filter(({ file }) => isNear(file, model.at.file)));
    if (made.length === 0) return model;
    const indexes = [...model.indexes, ...made];
    return { ...model, indexes, fields: model.fields.map((field) => (field.isIndexed ? field : { ...field, isIndexed: made.some(([first]) => first === field.name) })) };
  });
}

/** What was created and not dropped since. An index over an expression, or over some rows only, serves fewer filters and does not count. */
function indexesOn({ name, table = name, fields }: DataModel, migrations: readonly SchemaFile[]): readonly (readonly string[])[] {
  const live = new Map<string, readonly string[]>();
  for (const { text } of migrations) {
    for (const [statement] of text.matchAll(STATEMENT)) {
      const dropped = /^DROP\s+INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?(?:["`]?\w+["`]?\.)?["`]?([\w.]+)["`]?/i.exec(statement)?.[1];
      if (dropped !== undefined) live.delete(dropped);
      const [, index, on, columns = '', rest = ''] = CREATE.exec(statement) ?? [];
      if (index === undefined || on?.toLowerCase() !== table.toLowerCase() || /\bWHERE\b/i.test(rest)) continue;
      const names = columns.split(',').map((column) => /^\s*["`]?(\w+)["`]?\s*(?:ASC|DESC|NULLS\s+\w+|\s)*$/i.exec(column)?.[1]);
      if (names.every((each) => each !== undefined)) live.set(index, names.map((each) => fields.find((field) => (field.column ?? field.name) === each)?.name ?? each));
    }
  }
  return [...live.values()];
}

const STATEMENT = /\b(?:CREATE\s+(?:UNIQUE\s+)?|DROP\s+)INDEX\b[^;]{0,2000}/gi;
const CREATE = /^CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?["`]?([\w.]+)["`]?\s+ON\s+(?:ONLY\s+)?(?:["`]?\w+["`]?\.)?["`]?(\w+)["`]?\s*(?:USING\s+(?:btree|hash)\s*)?\(([^()]*)\)([^;]*)$/i;

function isNear(migration: FilePath, schema: FilePath): boolean {
  const home = schema.slice(0, schema.lastIndexOf('/') + 1);
  return migration.startsWith(home) || migration.startsWith(home.replace(/[^/]+\/$/, ''));
}
