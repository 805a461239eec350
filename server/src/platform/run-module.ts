/** Runs a team's own code in a context that holds JavaScript and nothing of this machine: no disk, no process, no network, no timer. */

import { createContext, Script } from 'node:vm';

/** Loading a rule is declaring it. */
const LONGEST_MS = 5000;

/** Gives what the CommonJS `script` exports; throws what it throws. `require` answers for every import. */
export type RunModule = (script: string, name: string, require: (specifier: string) => unknown) => unknown;

/** One context for all modules of a package, so that they share what they make. */
export function createModuleRunner(): RunModule {
  const given: Record<string, unknown> = {};
  const context = createContext(given, { codeGeneration: { strings: false, wasm: false } });
  return (script, name, require) => {
    const module = { exports: {} };
    // Handed over as globals for the moment of the call, so that the time limit holds for what the module does.
    given['handedOver'] = [module.exports, module, require];
    new Script(`{ const [exports, module, require] = handedOver; delete globalThis.handedOver; (function (handedOver) {${script}\n})(); }`, { filename: name }).runInContext(context, { timeout: LONGEST_MS });
    return module.exports;
  };
}
