/** What TypeScript says of names and waiting, where the libraries a case imports are not there: all that does not need their types. */

import { ts } from 'ts-morph';
import type { Texts } from './fixture.ts';

/**
 * Redeclared, doubled, unknown, used before it is there, `await` outside of async, a shorthand without a value, too few or too many arguments.
 */
const CODES = new Set([2300, 2304, 2451, 2448, 2454, 2552, 1308, 1375, 1378, 18004, 2554, 2528, 2695]);

const files = new Map<string, ts.SourceFile | undefined>();
const base = ts.createCompilerHost({});

/** One line for each: the code, the file, the words. */
export function scopeErrors(texts: Texts): readonly string[] {
  const names = Object.keys(texts).filter((name) => /\.[cm]?[jt]sx?$/.test(name));
  const options: ts.CompilerOptions = { allowJs: true, checkJs: true, noResolve: false, strict: false, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, jsx: ts.JsxEmit.Preserve, allowImportingTsExtensions: true, noEmit: true, experimentalDecorators: true };
  const host: ts.CompilerHost = {
    ...base,
    getCurrentDirectory: () => '/case',
    fileExists: (name) => own(name) !== undefined,
    readFile: (name) => own(name),
    directoryExists: (name) => name.startsWith('/case'),
    getDirectories: () => [],
    getSourceFile(name, version) {
      const text = own(name);
      if (text !== undefined) return ts.createSourceFile(name, text, version, true);
      if (!files.has(name)) files.set(name, base.getSourceFile(name, version));
      return files.get(name);
    },
  };
  function own(name: string): string | undefined {
    return name.startsWith('/case/') ? texts[name.slice('/case/'.length)] : undefined;
  }
  const program = ts.createProgram(names.map((name) => `/case/${name}`), options, host);
  return program.getSourceFiles().filter(({ fileName }) => fileName.startsWith('/case/')).flatMap((file) => program.getSemanticDiagnostics(file)).filter(({ code, messageText }) => CODES.has(code) && !isOfNode(ts.flattenDiagnosticMessageText(messageText, ' '))).map(({ code, file, messageText }) => `${code} ${file?.fileName.slice('/case/'.length)} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

/** Its types are not there, it is. */
function isOfNode(message: string): boolean {
  const name = /^Cannot find name '([\w$]+)'/.exec(message)?.[1];
  return name !== undefined && (name in globalThis || /^(?:require|module|exports|__dirname|__filename)$/.test(name));
}
