/** Bytes to text: UTF-8, or UTF-16 where a byte order mark says so. */

import type { ReadResult } from './file-system.ts';

export function decodeText(bytes: Uint8Array): ReadResult {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { ok: true, text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { ok: true, text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.subarray(0, 8_000).includes(0)) return { ok: false, why: 'binary' };
  return { ok: true, text: new TextDecoder('utf-8').decode(bytes) };
}
