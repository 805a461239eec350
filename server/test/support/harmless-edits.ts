/** Edits that change nothing that matters, by chance: formatting, comments, moved and renamed files, renamed functions, functions in another order. */

import * as prettier from 'prettier';
import { Project, ts } from 'ts-morph';
import type { Texts } from './fixture.ts';
import type { Random } from './random.ts';

export interface HarmlessEdit {
  readonly name: string;
  readonly texts: Texts;
}

/** Undefined where chance picked something that this code has no place for. */
export async function harmlessEdit(texts: Texts, random: Random, count: number): Promise<HarmlessEdit | undefined> {
  const files = Object.keys(texts).filter((file) => CODE.test(file));
  if (files.length === 0) return undefined;
  const file = random.pick(files);
  const kind = random.pick(['format', 'comment', 'move', 'rename', 'reorder'] as const);
  const edited = await EDITS[kind](texts, file, random, count);
  return edited && { name: `${kind} ${file}`, texts: edited };
}

const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;

type Edit = (texts: Texts, file: string, random: Random, count: number) => Promise<Texts | undefined> | Texts | undefined;

const EDITS: Readonly<Record<'format' | 'comment' | 'move' | 'rename' | 'reorder', Edit>> = {
  async format(texts, file, random) {
    const formatted = await prettier.format(texts[file] ?? '', {
      filepath: file,
      parser: /\.[cm]?tsx?$/.test(file) ? 'typescript' : 'babel',
      singleQuote: random.below(2) === 0,
      semi: random.below(2) === 0,
      useTabs: random.below(2) === 0,
      bracketSpacing: random.below(2) === 0,
      printWidth: random.pick([40, 80, 160]),
      tabWidth: random.pick([2, 4, 8]),
      trailingComma: random.pick(['all', 'none']),
      arrowParens: random.pick(['always', 'avoid']),
      quoteProps: random.pick(['as-needed', 'consistent']),
      endOfLine: random.pick(['lf', 'crlf']),
    });
    return { ...texts, [file]: formatted };
  },
  comment(texts, file, random, count) {
    const statements = topLevel(texts, file);
    const text = texts[file] ?? '';
    // Not above what must come first: directives such as `use server`.
    const after = statements.filter((each) => !(ts.isExpressionStatement(each) && ts.isStringLiteral(each.expression)));
    if (after.length === 0) return undefined;
    const at = random.pick(after).getStart();
    return { ...texts, [file]: `${text.slice(0, at)}// remark ${count}\n\n\n${text.slice(at)}` };
  },
  move(texts, file, random, count) {
    if (isNamedElsewhere(texts, file)) return undefined;
    const [, folder = '', , extension = ''] = /^(.*\/)?([^/]+?)(\.[cm]?[jt]sx?)$/.exec(file) ?? [];
    const target = random.below(2) === 0 ? `${folder}moved${count}${extension}` : `${folder}moved${count}/same${extension}`;
    const changes = serviceOf(texts).getEditsForFileRename(`/${file}`, `/${target}`, {}, {});
    const { [file]: text = '', ...rest } = applied(texts, changes.map(({ fileName, textChanges }) => [fileName.slice(1), textChanges.map(({ span, newText }) => ({ start: span.start, end: span.start + span.length, newText }))]));
    return { ...rest, [target]: text };
  },
  rename(texts, file, random, count) {
    const names = functionNames(texts, file);
    if (names.length === 0) return undefined;
    const name = random.pick(names);
    const locations = serviceOf(texts).findRenameLocations(`/${file}`, name.getStart(), false, false, { providePrefixAndSuffixTextForRename: true }) ?? [];
    if (locations.length === 0) return undefined;
    const changes = new Map<string, TextChange[]>();
    for (const { fileName, textSpan, prefixText = '', suffixText = '' } of locations) {
      const own = changes.get(fileName.slice(1)) ?? [];
      changes.set(fileName.slice(1), [...own, { start: textSpan.start, end: textSpan.start + textSpan.length, newText: `${prefixText}renamed${count}${suffixText}` }]);
    }
    return applied(texts, [...changes]);
  },
  reorder(texts, file, random) {
    const functions = topLevel(texts, file).filter((each) => ts.isFunctionDeclaration(each) && each.body !== undefined);
    if (functions.length < 2) return undefined;
    const first = random.below(functions.length - 1);
    const [a, b] = [functions[first], functions[first + 1]];
    if (!a || !b) return undefined;
    const text = texts[file] ?? '';
    return { ...texts, [file]: text.slice(0, a.getStart()) + text.slice(b.getStart(), b.end) + text.slice(a.end, b.getStart()) + text.slice(a.getStart(), a.end) + text.slice(b.end) };
  },
};

interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function applied(texts: Texts, changes: Iterable<readonly [string, readonly TextChange[]]>): Texts {
  const result: Record<string, string> = { ...texts };
  for (const [file, own] of changes) {
    for (const { start, end, newText } of [...own].sort((x, y) => y.start - x.start)) {
      const text = result[file] ?? '';
      result[file] = text.slice(0, start) + newText + text.slice(end);
    }
  }
  return result;
}

/** Its place says what it is (a route by convention, a test, a script), or something else than code names it. */
function isNamedElsewhere(texts: Texts, file: string): boolean {
  const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
  const others = Object.entries(texts).filter(([other]) => !CODE.test(other)).map(([, text]) => text);
  return /(^|\/)(app|pages|api|routes|server|functions|handlers|tests?|scripts|migrations?|prisma|bin)\//.test(file) || /^(index|main|app|server|worker|\+.*|.*[.-](test|spec|config|module|entity|schema|processor)|(next|nuxt|vite|middleware).*)$/.test(base) || others.some((text) => text.includes(base));
}

function projectOf(texts: Texts): Project {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions: { allowJs: true, noLib: true, module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true, noEmit: true, experimentalDecorators: true, jsx: ts.JsxEmit.Preserve } });
  for (const [file, text] of Object.entries(texts)) if (CODE.test(file)) project.createSourceFile(`/${file}`, text);
  return project;
}

function serviceOf(texts: Texts): ts.LanguageService {
  return projectOf(texts).getLanguageService().compilerObject;
}

function topLevel(texts: Texts, file: string): readonly ts.Statement[] {
  return projectOf({ [file]: texts[file] ?? '' }).getSourceFileOrThrow(`/${file}`).compilerNode.statements;
}

/** Names of functions that may be called anything: not those by which a framework knows them. */
function functionNames(texts: Texts, file: string): readonly ts.Identifier[] {
  return topLevel(texts, file).flatMap((each) => (ts.isFunctionDeclaration(each) && each.name && !/^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|handler|main|loader|action|bootstrap|load|get[A-Z]\w*Props)$/.test(each.name.text) ? [each.name] : []));
}
