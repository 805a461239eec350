/** A file of rules that a team writes, as a script that can be run, and what it imports. */

import { ts } from 'ts-morph';
import { guarded } from './guarded.ts';

export interface Transpiled {
  /** CommonJS. */
  readonly script: string;
  readonly imports: readonly string[];
  /** A sentence, where the text is broken. */
  readonly error?: string;
}

/** `guard` names a function that the script calls again and again, see guarded. */
export function transpile(name: string, text: string, guard: string): Transpiled {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName: name,
    reportDiagnostics: true,
    transformers: { before: [guarded(guard)] },
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, allowJs: true },
  });
  const [first] = diagnostics;
  const line = first?.file && first.start !== undefined ? `:${first.file.getLineAndCharacterOfPosition(first.start).line + 1}` : '';
  return {
    script: outputText,
    imports: ts.preProcessFile(outputText, true, true).importedFiles.map(({ fileName }) => fileName),
    ...(first && { error: `${name}${line} has a syntax error: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}` }),
  };
}
