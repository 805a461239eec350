/** Where a client takes its deadline, and how it is written there. */

import { optionEdits } from '../../kit/argument-edits.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

const SIGNAL = ['signal', 'AbortSignal.timeout(5_000)'] as const;
const TIMEOUT = ['timeout', '5_000'] as const;
const FETCHES = /^(?:global#(?:(?:globalThis|window|self)\.)?fetch|undici#fetch|node-fetch#|cross-fetch#(?:fetch)?|isomorphic-fetch#)$/;
const AXIOS = /^(?:axios#(?:axios\.)?|@nestjs\/(?:axios|common)#HttpService\{\}\.(?:axiosRef\.)?)(\w*)$/;
const AXIOS_INSTANCE = /^axios#(?:axios\.)?create\(\)(?:\.\w+)?$/;
const GOT = /^got#(?:got\.?)?(?:get|post|put|patch|head|delete)?$/;

/** Empty where it is not known how. */
export function deadlineEdits(codebase: Codebase, textOf: (file: FilePath) => string | undefined, call: Call): readonly TextEdit[] {
  const { file, fact, origins } = call;
  const facts = codebase.facts.get(file);
  const text = textOf(file);
  const [origin] = origins;
  if (!facts || text === undefined || origin === undefined || origins.length !== 1 || fact.kind !== 'call') return [];
  // What is handed in may take less than what it is.
  if (fact.callee.kind === 'name' && fact.callee.binding !== undefined && facts.bindings[fact.callee.binding]?.kind === 'parameter') return [];
  if (FETCHES.test(origin)) return optionEdits(text, facts, fact, 1, ...SIGNAL);
  if (GOT.test(origin)) return optionEdits(text, facts, fact, 1, 'timeout', '{ request: 5_000 }');
  if (AXIOS_INSTANCE.test(origin)) return instanceEdits(codebase, textOf, call);
  const method = AXIOS.exec(origin)?.[1];
  return method === undefined ? [] : optionEdits(text, facts, fact, positionOf(method, fact.arguments[0]?.kind === 'object'), ...TIMEOUT);
}

/** The timeout holds for all calls of an instance, so it is given where that is made. */
function instanceEdits(codebase: Codebase, textOf: (file: FilePath) => string | undefined, { file, fact }: Call): readonly TextEdit[] {
  const [value, ...others] = codebase.values.of(file, fact.callee);
  const made = value?.kind === 'external' && others.length === 0 ? value.root : undefined;
  const facts = made && codebase.facts.get(made.at.file);
  const text = made && textOf(made.at.file);
  const maker = made && facts?.calls[made.call];
  return facts && maker && text !== undefined && /\bcreate$/.test(text.slice(...maker.nameSpan)) ? optionEdits(text, facts, maker, 0, ...TIMEOUT) : [];
}

/** `axios(config)`, `axios.get(url, config)`, `axios.post(url, data, config)`. */
function positionOf(method: string, isConfigFirst: boolean): number {
  if (method === 'request' || (method === '' && isConfigFirst)) return 0;
  return /^(?:post|put|patch)/.test(method) ? 2 : 1;
}
