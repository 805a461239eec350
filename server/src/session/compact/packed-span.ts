/** A span as one small number, where it fits: a list of two numbers takes 64 bytes, and the facts of a large codebase have a million of them. */

import type { Span } from '../../../../rules/model/source.ts';

/** Start and length; the span itself where it starts or reaches too far. */
export type PackedSpan = number | Span;

/** Bits. Together with those of the start as many as V8 keeps in place of a pointer, in Node.js and in Electron. */
const LENGTH_BITS = 12;
const LENGTH_END = 2 ** LENGTH_BITS;
const START_END = 2 ** 18;

export function packed(span: Span): PackedSpan {
  const [start, end] = span;
  const length = end - start;
  return start >= 0 && start < START_END && length >= 0 && length < LENGTH_END ? start * LENGTH_END + length : [start, end];
}

export function unpacked(span: PackedSpan): Span {
  if (typeof span !== 'number') return span;
  const start = span >> LENGTH_BITS;
  return [start, start + (span & (LENGTH_END - 1))];
}
