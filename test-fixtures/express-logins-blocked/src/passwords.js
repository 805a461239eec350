import { pbkdf2Sync, scryptSync } from 'node:crypto';

export function hashed(password) {
  return pbkdf2Sync(password, 'salt', 20_000, 64, 'sha512').toString('hex');
}

export function keyFor(password) {
  return scryptSync(password, 'salt', 64).toString('hex');
}
