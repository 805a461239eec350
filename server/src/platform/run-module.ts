/** Runs a team's own code in a context that holds JavaScript and nothing of this machine: no disk, no process, no network, no timer, and only so much time. */

import { createContext, Script } from 'node:vm';

/** Loading a rule is declaring it. */
const LONGEST_MS = 5000;
/** Looking at the clock takes longer than most turns of a loop. */
const TURNS_BETWEEN_LOOKS = 512;

/** What scripts are to call at each turn of a loop and at the start of each function. */
export const GUARD = '$takeTurn';

/** Gives what the CommonJS `script` exports; throws what it throws. `require` answers for every import. */
export type RunModule = (script: string, name: string, require: (specifier: string) => unknown) => unknown;

export interface ModuleRunner {
  readonly run: RunModule;
  /** Goes on only so long with what the code of its modules yields: throws an error that says so as soon as the code takes its next turn. */
  limited<Item>(items: () => Iterable<Item>): Iterable<Item>;
}

/** One context for all modules of a package, so that they share what they make. `longest`: milliseconds for all that one rule yields. */
export function createModuleRunner(longest: number): ModuleRunner {
  const given: Record<string, unknown> = {};
  const context = createContext(given, { codeGeneration: { strings: false, wasm: false } });
  let until = Infinity;
  let turns = 0;
  let isOver = false;
  const takeTurn = (): void => {
    if (!isOver && ++turns % TURNS_BETWEEN_LOOKS === 0) isOver = Date.now() > until;
    // Code that catches it is told again at its next turn.
    if (isOver) throw new OutOfTime(`it was stopped after ${longest / 1000} seconds`);
  };
  Object.defineProperty(given, GUARD, { value: takeTurn });
  return {
    run(script, name, require) {
      const module = { exports: {} };
      // Handed over as globals for the moment of the call, so that the time limit holds for what the module does.
      given['handedOver'] = [module.exports, module, require];
      new Script(`{ const [exports, module, require] = handedOver; delete globalThis.handedOver; (function (handedOver) {${script}\n})(); }`, { filename: name }).runInContext(context, { timeout: LONGEST_MS });
      return module.exports;
    },
    *limited(items) {
      until = Date.now() + longest;
      isOver = false;
      try {
        yield* items();
      } finally {
        until = Infinity;
        isOver = false;
      }
    },
  };
}

/** The code of a team went on for too long. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}
