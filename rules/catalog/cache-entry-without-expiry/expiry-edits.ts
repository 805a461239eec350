/** Gives an entry an hour, in the words of the client it is kept with. */

import { addedArguments, optionEdits } from '../../kit/argument-edits.ts';
import { majorOf } from '../../kit/redis-in.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';

/** Empty where the client is only guessed, or something stands behind the value. */
export function expiryEdits(codebase: Codebase, text: string, { file, fact, origins, isGuessed }: Call): readonly TextEdit[] {
  const facts = codebase.facts.get(file);
  if (!facts || isGuessed || fact.arguments.length !== 2 || fact.arguments.some(({ kind }) => kind === 'spread')) return [];
  const library = /^(@?[^#]+)#/.exec(origins[0] ?? '')?.[1];
  const behind = (...added: readonly string[]): readonly TextEdit[] => addedArguments(text, facts, fact.span[1] - 1, added, true);
  switch (library) {
    case 'ioredis':
    case 'iovalkey':
      return behind(quoted(text, 'EX'), '3_600');
    case 'redis':
    case '@redis/client':
      return optionEdits(text, facts, fact, 2, 'EX', '3_600');
    case '@upstash/redis':
    case '@vercel/kv':
      return optionEdits(text, facts, fact, 2, 'ex', '3_600');
    case 'node-cache':
      return behind('3_600');
    case 'keyv':
      return behind('3_600_000');
    case 'cache-manager':
    case '@nestjs/cache-manager':
      // Seconds before, milliseconds since.
      return (majorOf(codebase, facts, 'cache-manager') ?? 0) >= 5 ? behind('3_600_000') : [];
    default:
      return [];
  }
}

function quoted(text: string, word: string): string {
  return (text.match(/'/g)?.length ?? 0) >= (text.match(/"/g)?.length ?? 0) ? `'${word}'` : `"${word}"`;
}
