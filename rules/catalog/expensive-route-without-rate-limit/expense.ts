/** What makes a route expensive: one call that costs what hundreds of ordinary requests cost, in processor time or in money. */

import type { Call } from '../../model/graphs.ts';

/** A phrase behind `POST /orders`: `hashes a password`; undefined for ordinary work. */
export function expenseOf({ operation }: Call): string | undefined {
  if (!operation || !/^(?:heavy|message|outbound)$/.test(operation.kind) || /\.(?:metadata|stats)$/.test(operation.label)) return undefined;
  if (operation.kind === 'heavy' && operation.traits.includes('depends-on-size')) return undefined;
  return EXPENSES.find(([trait]) => operation.traits.includes(trait))?.[1];
}

const EXPENSES: readonly (readonly [string, string])[] = [
  ['llm', 'asks a language model'],
  ['sms', 'sends a text message'],
  ['mail', 'sends a mail'],
  ['browser', 'starts a browser'],
  ['password', 'hashes a password'],
  ['pdf', 'makes a PDF'],
  ['spreadsheet', 'makes a spreadsheet'],
  ['image', 'works on an image'],
  ['archive', 'packs or unpacks an archive'],
  ['media', 'works on sound or pictures'],
  ['document', 'builds a document'],
  ['process', 'starts a process'],
];
