/** Extracts and links a few files given as text, as one package whose dependencies are what they import. */

import type { Codebase } from '../../../rules/model/codebase.ts';
import type { FileFacts } from '../../../rules/model/facts.ts';
import { filePath, type FilePath } from '../../../rules/model/source.ts';
import type { Package, Service } from '../../../rules/model/workspace.ts';
import { extractFile } from '../../src/extract/syntax/extract-file.ts';
import { link } from '../../src/link/link.ts';

/** `sources`: text by path. A first line `// dependencies: a, b` names packages that nothing imports. */
export function linkedSource(sources: Readonly<Record<string, string>>): Codebase {
  const facts = new Map<FilePath, FileFacts>(Object.entries(sources).map(([path, text]) => [filePath(path), extractFile(filePath(path), text).value]));
  const imported = [...facts.values()].flatMap(({ imports }) => imports.map(({ specifier }) => packageName(specifier)));
  const named = Object.values(sources).flatMap((text) => /^\/\/ dependencies: (.*)/.exec(text)?.[1]?.split(', ') ?? []);
  const pkg: Package = {
    name: 'app',
    root: filePath(''),
    dependencies: new Set([...imported, ...named].filter((name) => !/^\.|^node:/.test(name))),
    devDependencies: new Set(),
    scripts: {},
    manifest: {},
    hasManifest: true,
  };
  const files = [...facts.keys()];
  const service: Service = { name: 'app', root: filePath(''), package: pkg, kind: 'service', because: 'test', files, entryPoints: [] };
  return link(
    { packages: [pkg], services: [service], files, offlineFiles: new Set(), aliases: [], scale: { stage: 'scale', isStageDeclared: false } },
    facts,
    { lineStarts: new Map(), workloads: [], models: [], pipelines: [], owners: [], documents: [], packages: [] },
  );
}

function packageName(specifier: string): string {
  return specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? specifier);
}
