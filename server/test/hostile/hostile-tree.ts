/** A workspace of hostile packages, and one healthy service beside them whose finding must not get lost. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomFrom } from '../support/random.ts';
import { hostileManifests, nestedSource } from './hostile-manifests.ts';
import { damaged, MARKUP } from './hostile-text.ts';

/** Where the one finding lies that every run must have, and how its message begins. */
export const SENTINEL = { file: 'sentinel/app.js', rule: 'blocking-call-in-request-path', message: 'fs.readFileSync blocks every other request while GET /terms waits for it' };

const FILES_IN_A_PACKAGE = 25;
const NAMES = ['new\nline', 'quo"te', "apo'strophe", '--output=x', MARKUP.replaceAll('/', ''), '[x](command:a.b)', '\u202Egnp', '%2e%2e', '$(id)', '`id`', '|a|b|', '#hash', 'a b', '&amp;', '\u0007bell', '__proto__', 'constructor'];

/** Writes about `inputs` hostile files below `root`; the same seed writes the same files. Gives how many. */
export function writeHostileTree(root: string, seed: number, inputs: number): number {
  const random = randomFrom(seed);
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  put('package.json', '{ "name": "all", "private": true, "workspaces": ["*"] }');
  put('sentinel/package.json', '{ "name": "sentinel", "private": true, "dependencies": { "express": "^5.1.0" } }');
  put(SENTINEL.file, "const fs = require('node:fs');\nconst app = require('express')();\napp.get('/terms', (request, response) => response.send(fs.readFileSync(request.query.name)));\napp.listen(3000);\n");
  let written = 0;
  for (let number = 0; written < inputs; number++) {
    const folder = `package-${number}`;
    put(`${folder}/package.json`, `{ "name": "package-${number}", "dependencies": { "express": "5", "@nestjs/common": "11", "@prisma/client": "6" } }`);
    for (const [path, content] of hostileManifests(random)) {
      put(`${folder}/${path}`, content);
      written++;
    }
    for (let count = 0; count < FILES_IN_A_PACKAGE; count++) {
      const source = random.pick(sources());
      const name = random.below(6) === 0 ? random.pick(NAMES) : `file-${count}`;
      put(`${folder}/src/${name}${/\.[cm]?[jt]sx?$/.exec(source)?.[0] ?? '.ts'}`, random.below(60) === 0 ? nestedSource(random) : damaged(readFileSync(source, 'utf8'), random));
      written++;
    }
  }
  return written;
}

let found: readonly string[] | undefined;

/** Real sources to damage: those that the rules are tested with use every framework and library we know. */
function sources(): readonly string[] {
  const catalog = fileURLToPath(new URL('../../../rules/catalog', import.meta.url));
  found ??= readdirSync(catalog, { recursive: true, encoding: 'utf8' }).filter((file) => /fixtures[\\/].*\.[cm]?[jt]sx?$/.test(file)).sort().map((file) => join(catalog, file));
  return found;
}
