/** Prisma schemas, one file or many: models with their fields and what is indexed. */

import type { DataField, DataModel } from '../../../../rules/model/manifests.ts';
import type { Problem } from '../../../../rules/model/outcome.ts';
import { type FilePath, lineStartsOf, rangeOf } from '../../../../rules/model/source.ts';
import { folderOf } from './paths.ts';

export interface SchemaFile {
  readonly file: FilePath;
  readonly text: string;
}

/** https://www.prisma.io/docs/orm/reference/prisma-schema-reference. Files in and below the folder of a datasource are one schema. */
export function prismaModels(files: readonly SchemaFile[]): { readonly models: readonly DataModel[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = files.map(({ file, text }) => ({ file, text, blocks: blocksOf(file, text, problems) }));
  const homes = read.filter(({ blocks }) => blocks.some(({ word }) => word === 'datasource')).map(({ file }) => folderOf(file));
  const homeOf = (file: FilePath): FilePath => homes.filter((home) => home === '' || `${folderOf(file)}/`.startsWith(`${home}/`)).sort((a, b) => b.length - a.length)[0] ?? folderOf(file);
  const models = read.flatMap(({ file, text, blocks }) => {
    const schema = read.filter((other) => homeOf(other.file) === homeOf(file)).flatMap((other) => other.blocks);
    const around: Schema = {
      enums: new Set(schema.filter(({ word }) => word === 'enum').map(({ name }) => name)),
      models: new Set(schema.filter(({ word }) => word === 'model' || word === 'view').map(({ name }) => name)),
      database: /provider\s*=\s*"([^"]+)"/.exec(schema.find(({ word }) => word === 'datasource')?.body ?? '')?.[1],
    };
    return blocks.filter(({ word }) => word === 'model').map((block) => modelOf(file, text, block, around));
  });
  return { models, problems };
}

interface Schema {
  readonly enums: ReadonlySet<string>;
  readonly models: ReadonlySet<string>;
  readonly database: string | undefined;
}

interface Block {
  readonly word: string;
  readonly name: string;
  readonly nameStart: number;
  /** Between the braces, comments blanked so that offsets stay. */
  readonly body: string;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

function blocksOf(file: FilePath, text: string, problems: Problem[]): readonly Block[] {
  const code = blanked(text);
  const bare = code.replace(/"(?:\\.|[^"\\\n])*"/g, (quoted) => ' '.repeat(quoted.length));
  const blocks: Block[] = [];
  const opening = /^[ \t]*(model|enum|type|view|datasource|generator)[ \t]+(\w+)[ \t]*\{/gm;
  for (let found = opening.exec(code); found; found = opening.exec(code)) {
    const [all, word = '', name = ''] = found;
    const bodyStart = found.index + all.length;
    const bodyEnd = bare.indexOf('}', bodyStart);
    const nameStart = found.index + all.lastIndexOf(name);
    if (bodyEnd < 0) {
      problems.push({ kind: 'invalid-manifest', message: `${file} ends within ${word} ${name}.`, file, range: rangeOf(lineStartsOf(text), [nameStart, nameStart + name.length]) });
      break;
    }
    blocks.push({ word, name, nameStart, body: code.slice(bodyStart, bodyEnd), bodyStart, bodyEnd });
    opening.lastIndex = bodyEnd;
  }
  return blocks;
}

/** Comments become spaces; texts in quotes stay. */
function blanked(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*/g, (found) => (found.startsWith('//') ? ' '.repeat(found.length) : found));
}

function modelOf(file: FilePath, text: string, { name, nameStart, body, bodyStart, bodyEnd }: Block, schema: Schema): DataModel {
  const whole = [...body.matchAll(/@@(id|unique|index)\s*\(\s*(?:fields\s*:\s*)?\[([^\]]*)\]/g)].map(([, word = '', list = '']) => ({ word, fields: namesIn(list) }));
  const written = [...body.matchAll(/^[ \t]*(\w+)[ \t]+(\w+)(?:\("[^"]*"\))?(\[\])?\??([^\n\r]*)/gm)].map((found) => {
    const [all, field = '', type = '', , attributes = ''] = found;
    const start = bodyStart + found.index + all.indexOf(field);
    return { field, type, attributes, start };
  });
  const single = written.filter(({ attributes }) => /(^|\s)@(id|unique)\b/.test(attributes)).map(({ field }) => [field]);
  const implied = schema.database === 'mysql' ? written.flatMap(({ attributes }) => foreignKeyOf(attributes)) : [];
  const indexes = [...single, ...whole.map(({ fields }) => fields), ...implied];
  const uniques = [...single, ...whole.filter(({ word }) => word !== 'index').map(({ fields }) => fields)];
  const fields: readonly DataField[] = written.map(({ field, type, attributes, start }) => ({
    ...columnOf(attributes),
    name: field,
    type,
    at: { file, span: [start, start + field.length] },
    isIndexed: indexes.some(([first]) => first === field),
    isUnique: uniques.some((each) => each.length === 1 && each[0] === field),
    role: schema.models.has(type) ? 'relation' : type === 'Boolean' || schema.enums.has(type) ? 'choice' : 'value',
  }));
  const table = /@@map\s*\(\s*(?:name\s*:\s*)?"([^"]+)"/.exec(body)?.[1];
  return {
    library: 'prisma',
    name,
    ...(table !== undefined && { table }),
    ...(schema.database !== undefined && { database: schema.database }),
    fields,
    indexes,
    at: { file, span: [nameStart, nameStart + name.length] },
    end: endOfLines(text, bodyStart, bodyEnd),
  };
}

function columnOf(attributes: string): Pick<DataField, 'column'> {
  const column = /(?:^|\s)@map\s*\(\s*(?:name\s*:\s*)?"([^"]+)"/.exec(attributes)?.[1];
  return column === undefined ? {} : { column };
}

/** MySQL makes an index for each foreign key by itself; PostgreSQL does not. */
function foreignKeyOf(attributes: string): readonly (readonly string[])[] {
  const list = /@relation\([^)]*fields\s*:\s*\[([^\]]*)\]/.exec(attributes)?.[1];
  return list === undefined ? [] : [namesIn(list)];
}

/** `userId, createdAt(sort: Desc)` */
function namesIn(list: string): readonly string[] {
  return list.replace(/\([^)]*\)/g, '').split(',').map((each) => each.trim()).filter((each) => each !== '');
}

/** Behind the last line that says something. */
function endOfLines(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
