import { pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const derive = promisify(scrypt);
const stretch = promisify(pbkdf2);
const pack = promisify(gzip);

export async function hashed(password) {
  return (await derive(password, 'salt', 64)).toString('hex');
}

export async function keyFor(password) {
  return (await stretch(password, 'salt', 30_000, 64, 'sha512')).toString('hex');
}

export function packed(text) {
  return pack(text);
}
